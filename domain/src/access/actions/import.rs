use super::admins;
use crate::access::{Action, Denial, Grants};

/// See the lists of staff that came from the school's MIS, and what each would do or did.
#[derive(Clone, Copy, Debug)]
pub struct ViewImports;

impl Action for ViewImports {
    const NAME: &'static str = "view imports";
    const LOOKS: bool = true;
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        admins(grants)
    }
}

/// Bring a list of staff from the school's MIS, decide what it does, and confirm it. Which roles it may give and whom it
/// may change is decided for each person.
#[derive(Clone, Copy, Debug)]
pub struct ImportStaff;

impl Action for ImportStaff {
    const NAME: &'static str = "import staff";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        admins(grants)
    }
}
