//! Who may do what in Rolecall itself.
//!
//! Each thing a person can do is a struct with a [`check`](Action::check); a button and its endpoint call the same one,
//! so they cannot disagree. Rolecall's own rights follow the role alone (decisions: "Who may do what").

mod actions;
mod authority;
mod denial;
mod giving;

pub(crate) use actions::acts_on;
pub use actions::*;
pub use authority::Authority;
pub use denial::Denial;
pub use giving::{gives, gives_all, gives_back, gives_instead, kept_elsewhere, makes_admin};

use crate::id::MemberId;
use crate::role::{HeldRole, Role};
use serde::{Deserialize, Serialize};

/// What decides what somebody may do: who they are and the role they hold. Read anew for every request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grants {
    /// The person.
    pub member: MemberId,
    /// Their role in the school, one of the eight or one the school made: their Sonar Tracker role.
    pub held: HeldRole,
}

impl Grants {
    /// Somebody who holds `role`.
    pub fn of(member: MemberId, role: impl Into<HeldRole>) -> Grants {
        Grants { member, held: role.into() }
    }

    /// What Rolecall's own rights follow: the level of their role.
    pub const fn role(&self) -> Role {
        self.held.level()
    }
}

/// The person something is done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Who.
    pub member: MemberId,
    /// The role they hold.
    pub role: Role,
}

/// Something a person can do.
pub trait Action {
    /// Its name in the audit log and the reviewed matrix: "create user".
    const NAME: &'static str;

    /// Whether it only looks, so that somebody who views the school as another role may do it. What does not say so
    /// changes something.
    const LOOKS: bool = false;

    /// Whether the password must have been given in this session within the last minutes: what a stolen or forgotten session
    /// would do most harm with.
    fn steps_up(&self) -> bool {
        false
    }

    /// Whether somebody with these grants may.
    ///
    /// # Errors
    /// The rule that stands against it, to be shown as it is.
    fn check(&self, grants: &Grants) -> Result<(), Denial>;
}

/// Whether a holder of `role` manages people at all.
pub const fn is_admin(role: Role) -> bool {
    matches!(role, Role::AccountOwner | Role::AccountAdmin)
}

/// Whether a holder of `holder` may give `given` to somebody, and act on people who hold it.
/// The owner: Account Admin and below. An admin: Full Edit and below. Nobody else: nothing.
pub const fn outranks(holder: Role, given: Role) -> bool {
    match holder {
        Role::AccountOwner => !matches!(given, Role::AccountOwner),
        Role::AccountAdmin => !is_admin(given),
        _ => false,
    }
}

/// The roles a holder of `holder` may give, strongest first.
pub fn roles_given_by(holder: Role) -> impl Iterator<Item = Role> {
    Role::ALL.into_iter().filter(move |role| outranks(holder, *role))
}

#[cfg(test)]
mod tests;
