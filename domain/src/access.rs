//! Rolecall's own authorisation: the actions a member can take, and the rules that allow or deny each.
//!
//! Each action is a struct with a [`check`](Action::check). A button and its endpoint call the same check, so they
//! cannot disagree. Rolecall's own rights follow the level of the role alone (decisions: "Who may do what"). The
//! products' permissions are in [`crate::permission`], not here.

mod actions;
mod authority;
mod denial;
mod giving;

pub(crate) use actions::acts_on;
pub use actions::*;
pub use authority::Authority;
pub use denial::Denial;
pub use giving::{gives, gives_all, gives_back, gives_instead, kept_elsewhere, makes_admin};

use crate::audit::LoggedAction;
use crate::id::MemberId;
use crate::role::{HeldRole, Role};
use serde::{Deserialize, Serialize};

/// The facts about a member that decide what they may do: who they are and their role. Loaded afresh for every request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grants {
    /// The member.
    pub member: MemberId,
    /// The member's role in the school, which is their Sonar Tracker role: one of the eight standard roles or one of
    /// the school's own.
    pub held: HeldRole,
}

impl Grants {
    /// The grants of `member`, who holds `role`.
    pub fn of(member: MemberId, role: impl Into<HeldRole>) -> Grants {
        Grants { member, held: role.into() }
    }

    /// The level of the member's role, which decides Rolecall's own rights.
    pub const fn role(&self) -> Role {
        self.held.level()
    }
}

/// The member that an action is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The member's id.
    pub member: MemberId,
    /// The member's role.
    pub role: Role,
}

/// Something a member can do.
pub trait Action {
    /// The action's name in the audit log and in the reviewed matrix, such as "create user".
    const NAME: &'static str;

    /// Whether the action only reads, so that it is allowed while viewing the school as another role. By default an
    /// action counts as a change.
    const LOOKS: bool = false;

    /// The action as a new entry of the audit log names it. It does not compile for one that only reads.
    const LOGGED: LoggedAction = LoggedAction::permitted(Self::NAME, Self::LOOKS);

    /// Whether the action requires the password to have been entered in this session within the last few minutes.
    /// Actions that would do the most harm from a stolen or unattended session do.
    fn steps_up(&self) -> bool {
        false
    }

    /// Checks whether a member with these grants may take the action.
    ///
    /// # Errors
    /// The rule that forbids it; its sentence can be shown as it is.
    fn check(&self, grants: &Grants) -> Result<(), Denial>;
}

/// Whether a holder of `role` manages members at all.
pub const fn is_admin(role: Role) -> bool {
    matches!(role, Role::AccountOwner | Role::AccountAdmin)
}

/// Whether a holder of `holder` may give the role `given`, and act on members who hold it. The Account Owner reaches
/// Account Admin and below, an Account Admin reaches Full Edit and below, and nobody else reaches any role.
pub const fn outranks(holder: Role, given: Role) -> bool {
    match holder {
        Role::AccountOwner => !matches!(given, Role::AccountOwner),
        Role::AccountAdmin => !is_admin(given),
        _ => false,
    }
}

/// The roles that a holder of `holder` may give, strongest first.
pub fn roles_given_by(holder: Role) -> impl Iterator<Item = Role> {
    Role::ALL.into_iter().filter(move |role| outranks(holder, *role))
}

#[cfg(test)]
mod tests;
