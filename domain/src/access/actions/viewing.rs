use crate::access::{Action, Denial, Grants, is_admin};
use crate::role::HeldRole;

/// See the school as a role would, changing nothing (decisions: "View as"): admins, and in the demonstration everybody, but
/// never as a role above their own. Asked of who they are, not of whom they view as.
#[derive(Clone, Copy, Debug)]
pub struct ViewAs {
    /// As which role.
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
