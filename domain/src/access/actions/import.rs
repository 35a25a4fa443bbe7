//! The actions on imports. What an import may change of each member is decided in [`crate::import`].

use super::admins;
use crate::access::{Action, Denial, Grants};

/// View the staff lists uploaded from the school's MIS, and what each would change or changed.
#[derive(Clone, Copy, Debug)]
pub struct ViewImports;

impl Action for ViewImports {
    const NAME: &'static str = "view imports";
    const LOOKS: bool = true;
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        admins(grants)
    }
}

/// Upload a staff list from the school's MIS, decide what it does, and confirm it. Further rules decide, member by
/// member, which roles the import may give and whom it may change.
#[derive(Clone, Copy, Debug)]
pub struct ImportStaff;

impl Action for ImportStaff {
    const NAME: &'static str = "import staff";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        admins(grants)
    }
}
