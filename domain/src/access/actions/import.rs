use super::admins;
use crate::access::{Action, Denial, Grants};

/// Bring a list of staff from the school's MIS, look at what it would do, and confirm it. Which roles it may give and whom it
/// may change is decided for each person.
#[derive(Clone, Copy, Debug)]
pub struct ImportStaff;

impl Action for ImportStaff {
    const NAME: &'static str = "import staff";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        admins(grants)
    }
}
