//! Records of what happened in a school (audit log, sign-in attempts, history), and exports.

use super::{acts_on, admins, owner};
use crate::access::{Action, Denial, Grants, Subject};

/// View the school's audit log.
#[derive(Clone, Copy, Debug)]
pub struct ViewAuditLog;

impl Action for ViewAuditLog {
    const NAME: &'static str = "view audit log";
    const LOOKS: bool = true;
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        owner(grants)
    }
}

/// View failed sign-ins to the accounts of the school's members, and what its members were refused.
#[derive(Clone, Copy, Debug)]
pub struct ViewSignInAttempts;

impl Action for ViewSignInAttempts {
    const NAME: &'static str = "view sign-in attempts";
    const LOOKS: bool = true;
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        owner(grants)
    }
}

/// Export the audit log, as filtered, to a file.
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

/// View the history of a member: what was done to them, and the roles they have had.
#[derive(Clone, Copy, Debug)]
pub struct ViewHistory {
    /// The member whose history is viewed.
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

/// Export the list of members to a file: names, addresses, roles and permissions.
#[derive(Clone, Copy, Debug)]
pub struct ExportUsers {
    /// The number of members in the export.
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

/// Export the result of an import to a file, person by person.
#[derive(Clone, Copy, Debug)]
pub struct ExportImport {
    /// The number of people in the export.
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
