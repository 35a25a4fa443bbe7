//! What needs an admin today: mail that did not arrive, invitations that expired, people about to leave, and imports
//! that wait for an answer.

use crate::day::Day;
use crate::id::{ImportId, MemberId};
use crate::import::FileName;
use crate::mail::MailTrouble;
use serde::{Deserialize, Serialize};

/// What needs an admin today.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedsToday {
    /// Undelivered invitations, the latest first.
    pub undelivered: Vec<Undelivered>,
    /// The number of members whose invitation has expired.
    pub expired: u64,
    /// The members whose last day is within two weeks, the soonest first.
    pub leaving: Vec<LeavingSoon>,
    /// The imports that are not confirmed, the latest first.
    pub imports: Vec<OpenImport>,
}

/// An email that was not delivered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undelivered {
    /// The recipient.
    pub member: MemberId,
    /// The recipient's name.
    pub name: String,
    /// The recipient's address.
    pub email: String,
    /// Why it was not delivered, and whether it is tried again.
    pub trouble: MailTrouble,
}

/// A member who leaves soon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeavingSoon {
    /// The member.
    pub member: MemberId,
    /// First and last name.
    pub name: String,
    /// The last day.
    pub on: Day,
}

/// An import that is not confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenImport {
    /// The import.
    pub import: ImportId,
    /// The name of its file.
    pub file: FileName,
}

impl NeedsToday {
    /// Whether nothing needs anybody.
    pub const fn is_empty(&self) -> bool {
        self.undelivered.is_empty() && self.expired == 0 && self.leaving.is_empty() && self.imports.is_empty()
    }
}
