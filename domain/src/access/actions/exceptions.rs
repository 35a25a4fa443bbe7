//! Exceptions for one person. Rolecall's own rights are no permissions of a product, so none is made of them here.

use super::EditUser;
use crate::access::{Action, Denial, Grants, Subject};
use crate::catalogue::Feature;
use crate::user::Access;

/// Allow somebody a permission, or deny it, whatever their role gives.
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
    /// Whether the one who makes it may give the permission: see [`Authority`](crate::access::Authority).
    pub may_give: Result<(), Denial>,
}

impl Action for MakeException {
    const NAME: &'static str = "make exception";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        EditUser { subject: self.subject, access: self.access }.check(grants)?;
        // To be let off a restriction is to be given something.
        if self.allowed == self.feature.is_restriction() { Ok(()) } else { self.may_give }
    }
}

/// End an exception before its time: the role decides again.
#[derive(Clone, Copy, Debug)]
pub struct EndException {
    /// For whom it was made.
    pub subject: Subject,
    /// Whether they are let in.
    pub access: Access,
    /// Whether ending it lets the person do more.
    pub lets_do_more: bool,
    /// Whether the one who ends it may give the permission: see [`Authority`](crate::access::Authority).
    pub may_give: Result<(), Denial>,
}

impl Action for EndException {
    const NAME: &'static str = "end exception";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        EditUser { subject: self.subject, access: self.access }.check(grants)?;
        if self.lets_do_more { self.may_give } else { Ok(()) }
    }
}
