//! Actions on roles that a school customises. Rolecall's own rights follow a role's level, which customising never
//! changes.

use super::admins;
use crate::access::{Action, Denial, Grants, outranks};
use crate::role::HeldRole;

/// Defines actions on a role, allowed to members who may give that role.
macro_rules! on_a_role {
    ($($(#[$doc:meta])* $name:ident: $text:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name {
            /// The role acted on.
            pub role: HeldRole,
        }

        impl Action for $name {
            const NAME: &'static str = $text;
            fn check(&self, grants: &Grants) -> Result<(), Denial> {
                admins(grants)?;
                let level = self.role.level();
                if outranks(grants.role(), level) { Ok(()) } else { Err(Denial::RoleNotBelow { role: level }) }
            }
        }
    )+};
}

on_a_role! {
    /// Create a role of the school's own from another, with that role's level and customised permissions.
    CreateRole: "create role";
    /// Change a role's permissions or the name of one of the school's own roles, or reset a standard role.
    ChangeRole: "change role";
    /// Delete one of the school's own roles, and give its holders another.
    DeleteRole: "delete role";
}
