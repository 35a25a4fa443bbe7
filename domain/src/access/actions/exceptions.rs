//! Exceptions for one person. Rolecall's own rights are no permissions of a product, so none is made of them here.

use super::EditUser;
use crate::access::{Action, Denial, Grants, Subject};
use crate::catalogue::Feature;
use crate::user::Access;

/// Have somebody have a permission, or not, whatever their role gives.
#[derive(Clone, Copy, Debug)]
pub struct MakeException {
    /// For whom.
    pub subject: Subject,
    /// Whether they are let in.
    pub access: Access,
    /// The permission.
    pub feature: Feature,
    /// Whether they are to have it.
    pub allowed: bool,
    /// Whether whoever makes it has it themselves.
    pub held: bool,
}

impl Action for MakeException {
    const NAME: &'static str = "make exception";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        EditUser { subject: self.subject, access: self.access }.check(grants)?;
        // Of a restriction one is let off: having it is being able to do less.
        let gives = self.allowed != self.feature.is_restriction();
        let has = self.held != self.feature.is_restriction();
        if gives && !has { Err(Denial::YouLack) } else { Ok(()) }
    }
}

/// End an exception before its time: the role decides again.
#[derive(Clone, Copy, Debug)]
pub struct EndException {
    /// For whom it was made.
    pub subject: Subject,
    /// Whether they are let in.
    pub access: Access,
}

impl Action for EndException {
    const NAME: &'static str = "end exception";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        EditUser { subject: self.subject, access: self.access }.check(grants)
    }
}
