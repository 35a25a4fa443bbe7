use super::{acts_on, admins};
use crate::access::{Action, Denial, Grants, Subject};

/// Decide what the school wants to know of its people: add, change, order and retire attributes.
#[derive(Clone, Copy, Debug)]
pub struct ManageAttributes;

impl Action for ManageAttributes {
    const NAME: &'static str = "manage attributes";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        admins(grants)
    }
}

/// Say what is known of somebody.
#[derive(Clone, Copy, Debug)]
pub struct SetAttributes {
    /// Of whom.
    pub subject: Subject,
}

impl Action for SetAttributes {
    const NAME: &'static str = "set attributes";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        admins(grants)?;
        acts_on(grants, &self.subject)
    }
}
