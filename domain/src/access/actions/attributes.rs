use super::admins;
use crate::access::{Action, Denial, Grants};

/// Decide what the school wants to know of its people: add, change, order and retire attributes.
#[derive(Clone, Copy, Debug)]
pub struct ManageAttributes;

impl Action for ManageAttributes {
    const NAME: &'static str = "manage attributes";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        admins(grants)
    }
}
