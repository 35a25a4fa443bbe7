//! What is written down about a school's people, and taken out of it.

use super::{acts_on, admins, owner};
use crate::access::{Action, Denial, Grants, Subject};

/// See everything that was done in the school.
#[derive(Clone, Copy, Debug)]
pub struct ViewAuditLog;

impl Action for ViewAuditLog {
    const NAME: &'static str = "view audit log";
    const LOOKS: bool = true;
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        owner(grants)
    }
}

/// See who tried to sign in to the accounts of the school's people without success, and what its people were refused.
#[derive(Clone, Copy, Debug)]
pub struct ViewSignInAttempts;

impl Action for ViewSignInAttempts {
    const NAME: &'static str = "view sign-in attempts";
    const LOOKS: bool = true;
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        owner(grants)
    }
}

/// Take what the audit log shows out of Rolecall, as a file.
#[derive(Clone, Copy, Debug)]
pub struct ExportAuditLog;

impl Action for ExportAuditLog {
    const NAME: &'static str = "export audit log";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        owner(grants)
    }
    fn steps_up(&self) -> bool {
        true
    }
}

/// See what was done to somebody, and the roles they have had.
#[derive(Clone, Copy, Debug)]
pub struct ViewHistory {
    /// Whose.
    pub subject: Subject,
}

impl Action for ViewHistory {
    const NAME: &'static str = "view history";
    const LOOKS: bool = true;
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        admins(grants)?;
        acts_on(grants, &self.subject)
    }
}

pub use crate::limits::FEW_PEOPLE;

/// Take the list of people out of Rolecall, as a file: names, addresses, roles and what they can do.
#[derive(Clone, Copy, Debug)]
pub struct ExportUsers {
    /// How many it names.
    pub people: usize,
}

impl Action for ExportUsers {
    const NAME: &'static str = "export users";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        admins(grants)
    }
    fn steps_up(&self) -> bool {
        self.people > FEW_PEOPLE
    }
}

/// Take out of Rolecall what an import did with each person, as a file.
#[derive(Clone, Copy, Debug)]
pub struct ExportImport {
    /// How many it names.
    pub people: usize,
}

impl Action for ExportImport {
    const NAME: &'static str = "export import";
    const LOOKS: bool = true;
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        admins(grants)
    }
    fn steps_up(&self) -> bool {
        self.people > FEW_PEOPLE
    }
}
