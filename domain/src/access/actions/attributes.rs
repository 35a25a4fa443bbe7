//! The action on a school's attributes. Changing a member's value is part of editing the member.

use super::admins;
use crate::access::{Action, Denial, Grants};

/// Manage the school's attributes: add, change, order and retire them.
#[derive(Clone, Copy, Debug)]
pub struct ManageAttributes;

impl Action for ManageAttributes {
    const NAME: &'static str = "manage attributes";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        admins(grants)
    }
}
