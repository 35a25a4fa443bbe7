//! The nightly import's actor, which has no session.

use super::Actor;
use crate::access::CommandLine;
use crate::store::ChangeNumbers;
use domain::access::Grants;
use domain::audit::NIGHTLY_IMPORT;
use domain::id::{AccountId, MemberId, SchoolId, SessionId};
use domain::role::{HeldRole, Role};
use uuid::Uuid;

impl Actor {
    /// The actor of a nightly import, which is run from the server's command line. It is not a person: it has no
    /// account and no session, and the rights of an Account Admin.
    pub(crate) fn nightly_import(_: &CommandLine, school: SchoolId, name: String, numbers: ChangeNumbers) -> Self {
        let nobody = Uuid::nil();
        let held = HeldRole::from(Role::AccountAdmin);
        Self {
            session: SessionId::new(nobody),
            account: AccountId::new(nobody),
            school,
            grants: Grants { member: MemberId::new(nobody), held },
            viewing_from: None,
            // Access to the command line already gives access to the database.
            has_proved: true,
            name: NIGHTLY_IMPORT.to_owned(),
            school_name: name,
            page_role: Some(held),
            numbers,
        }
    }

    /// Whether this is the nightly import rather than a person.
    pub(crate) fn is_nightly_import(&self) -> bool {
        self.session == SessionId::new(Uuid::nil())
    }
}
