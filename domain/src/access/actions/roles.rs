//! Roles as a school adapts them. Rolecall's own rights follow the level, which no change of a role moves.

use super::admins;
use crate::access::{Action, Denial, Grants, outranks};
use crate::role::HeldRole;

/// Actions on a role, for whoever may give it.
macro_rules! on_a_role {
    ($($(#[$doc:meta])* $name:ident: $text:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name {
            /// Which.
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
    /// Make a role of the school's own out of another, with its level and what was changed in it.
    CreateRole: "create role";
    /// Change what a role gives, and what one of the school's own is called; put a standard role back.
    ChangeRole: "change role";
    /// Delete a role of the school's own, and give its people another.
    DeleteRole: "delete role";
}
