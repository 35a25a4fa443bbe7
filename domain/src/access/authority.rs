//! Which single permissions a member may give: by an exception, a switch, or a cell of a role.

use super::{Denial, Grants};
use crate::catalogue::Feature;
use crate::permission::{Exceptions, SchoolRoles, decide};
use crate::role::{HeldRole, Role};

/// Decides which permissions a member may give.
///
/// A member may give what their Sonar Tracker role has in the permission's product (by the published table,
/// confirmations and the school's changes), minus what an exception denies them. Their role in that product does not
/// count, and neither do exceptions that allow more. *Giving* means letting a member do more; for a restriction, that
/// is lifting it.
#[derive(Clone, Copy, Debug)]
pub struct Authority<'a> {
    role: HeldRole,
    exceptions: &'a Exceptions,
    school: &'a SchoolRoles,
}

impl<'a> Authority<'a> {
    /// The authority of a member with these grants and `exceptions`, in a school with the roles `school`.
    pub const fn of(grants: &Grants, exceptions: &'a Exceptions, school: &'a SchoolRoles) -> Self {
        Self { role: grants.held, exceptions, school }
    }

    /// Checks whether the member's role includes the permission.
    ///
    /// # Errors
    /// [`Denial::YouLack`] when it does not.
    pub fn reaches(&self, feature: Feature) -> Result<(), Denial> {
        // A custom role's authority reaches no further than the standard role it is based on.
        let able = |role: HeldRole| decide(feature, role, self.school).allowed != feature.is_restriction();
        let is_denied = self.exceptions.get(feature).is_some_and(|one| one.allowed == feature.is_restriction());
        let reaches = able(self.role) && able(self.role.level().into()) && !is_denied;
        if reaches { Ok(()) } else { Err(Denial::YouLack) }
    }

    /// Checks whether the member may let holders of `role` in the permission's product do more.
    ///
    /// # Errors
    /// [`Denial::YouLack`] when the member's role does not include the permission; [`Denial::OwnerDecided`] when the
    /// Account Owner has confirmed or set it and the member is not the Account Owner.
    pub fn gives(&self, feature: Feature, role: Option<HeldRole>) -> Result<(), Denial> {
        self.reaches(feature)?;
        let decided = role.is_some_and(|role| self.school.is_owners(feature, role));
        if decided && !self.is_owner() { Err(Denial::OwnerDecided) } else { Ok(()) }
    }

    /// Whether the member is the Account Owner, who may also change what the owner decided.
    pub fn is_owner(&self) -> bool {
        self.role == Role::AccountOwner
    }
}
