//! Exceptions for one member. They apply to the products' permissions only: Rolecall's own rights allow no exceptions.

use super::EditUser;
use crate::access::{Action, Denial, Grants, Subject};
use crate::catalogue::Feature;
use crate::user::Access;

/// Allow or deny a member a permission, whatever their role gives.
#[derive(Clone, Copy, Debug)]
pub struct MakeException {
    /// The member for whom the exception is made.
    pub subject: Subject,
    /// The member's access.
    pub access: Access,
    /// The permission.
    pub feature: Feature,
    /// Whether the exception allows the permission.
    pub allowed: bool,
    /// Whether the actor may give the permission: see [`Authority`](crate::access::Authority).
    pub may_give: Result<(), Denial>,
}

impl Action for MakeException {
    const NAME: &'static str = "make exception";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        EditUser { subject: self.subject, access: self.access }.check(grants)?;
        // Denying a restriction lets the member do more, so the actor needs the right to give it.
        if self.allowed == self.feature.is_restriction() { Ok(()) } else { self.may_give }
    }
}

/// End an exception early, so that the role decides again.
#[derive(Clone, Copy, Debug)]
pub struct EndException {
    /// The member for whom the exception was made.
    pub subject: Subject,
    /// The member's access.
    pub access: Access,
    /// Whether ending the exception lets the member do more.
    pub lets_do_more: bool,
    /// Whether the actor may give the permission: see [`Authority`](crate::access::Authority).
    pub may_give: Result<(), Denial>,
}

impl Action for EndException {
    const NAME: &'static str = "end exception";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        EditUser { subject: self.subject, access: self.access }.check(grants)?;
        if self.lets_do_more { self.may_give } else { Ok(()) }
    }
}
