//! The nightly import, which acts without a session.

use super::Actor;
use crate::access::CommandLine;
use crate::store::ChangeNumbers;
use domain::access::Grants;
use domain::id::{AccountId, MemberId, SchoolId, SessionId};
use domain::role::{HeldRole, Role};
use uuid::Uuid;

/// The author of what a nightly import does.
pub(crate) const NIGHTLY_IMPORT: &str = "Nightly import";

impl Actor {
    /// A job that imports lists of staff at night, from the command line of the server. It is nobody: it has no account and no
    /// session, and has the rights of an Account Admin.
    pub(crate) fn nightly_import(_: &CommandLine, school: SchoolId, name: String, numbers: ChangeNumbers) -> Self {
        let nobody = Uuid::nil();
        let held = HeldRole::from(Role::AccountAdmin);
        Self {
            session: SessionId::new(nobody),
            account: AccountId::new(nobody),
            school,
            grants: Grants { member: MemberId::new(nobody), held },
            viewing_from: None,
            // Whoever runs it has the database in their hands.
            has_proved: true,
            name: NIGHTLY_IMPORT.to_owned(),
            school_name: name,
            page_role: Some(held),
            numbers,
        }
    }

    /// Whether they are the nightly import, and so nobody.
    pub(crate) fn is_nightly_import(&self) -> bool {
        self.session == SessionId::new(Uuid::nil())
    }
}
