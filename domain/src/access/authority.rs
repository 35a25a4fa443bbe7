//! What somebody may give of single permissions: by an exception, a switch, or a cell of a role.

use super::{Denial, Grants};
use crate::catalogue::Feature;
use crate::permission::{Exceptions, SchoolRoles, decide};
use crate::role::{HeldRole, Role};

/// What decides which permissions somebody may give.
///
/// It is what their role in Sonar Tracker gives in the permission's product, by table, confirmation and the school's
/// changes, less what an exception denies them. The role they happen to hold in that product does not count, nor what an
/// exception lends them. Giving is letting somebody do more: of a restriction, to be let off.
#[derive(Clone, Copy, Debug)]
pub struct Authority<'a> {
    role: HeldRole,
    exceptions: &'a Exceptions,
    school: &'a SchoolRoles,
}

impl<'a> Authority<'a> {
    /// That of somebody with these grants, of whom `exceptions` were made, in a school that says `school` about its roles.
    pub const fn of(grants: &Grants, exceptions: &'a Exceptions, school: &'a SchoolRoles) -> Self {
        Self { role: grants.held, exceptions, school }
    }

    /// Whether their role reaches the permission.
    ///
    /// # Errors
    /// [`Denial::YouLack`] when it does not.
    pub fn reaches(&self, feature: Feature) -> Result<(), Denial> {
        // A role the school made reaches no further than the one it was made from.
        let able = |role: HeldRole| decide(feature, role, self.school).allowed != feature.is_restriction();
        let is_denied = self.exceptions.get(feature).is_some_and(|one| one.allowed == feature.is_restriction());
        let reaches = able(self.role) && able(self.role.level().into()) && !is_denied;
        if reaches { Ok(()) } else { Err(Denial::YouLack) }
    }

    /// Whether they may let those who hold `role` in the permission's product do more.
    ///
    /// # Errors
    /// [`Denial::YouLack`] when their role does not reach it, [`Denial::OwnerDecided`] when the Account Owner has confirmed
    /// or set it and they are somebody else.
    pub fn gives(&self, feature: Feature, role: Option<HeldRole>) -> Result<(), Denial> {
        self.reaches(feature)?;
        let decided = role.is_some_and(|role| self.school.is_owners(feature, role));
        if decided && !self.is_owner() { Err(Denial::OwnerDecided) } else { Ok(()) }
    }

    /// Whether they are the Account Owner, who changes also what the owner decided.
    pub fn is_owner(&self) -> bool {
        self.role == Role::AccountOwner
    }
}
