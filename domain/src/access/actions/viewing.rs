//! The action that views the school as a role.

use crate::access::{Action, Denial, Grants, is_admin};
use crate::role::HeldRole;

/// View the school as a role, without changing anything (decisions: "View as"). Admins may, and everybody in the
/// demonstration, but never as a role above their own. The check applies to the actor's real role, not the viewed one.
#[derive(Clone, Copy, Debug)]
pub struct ViewAs {
    /// The role to view the school as.
    pub role: HeldRole,
    /// Whether this is the demonstration.
    pub is_demo: bool,
}

impl Action for ViewAs {
    const NAME: &'static str = "view as";
    const LOOKS: bool = true;
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        if !self.is_demo && !is_admin(grants.role()) {
            return Err(Denial::ForAdmins);
        }
        let role = self.role.level();
        if role.is_above(grants.role()) { Err(Denial::AboveYours { role }) } else { Ok(()) }
    }
}
