//! What was done in a school, worded for the people who look it up.
//!
//! The log itself is kept as codes and values; what they mean is said here, when they are read. Codes of a newer Rolecall
//! are shown plainly.

mod field;
mod listing;
mod roles;
mod words;

pub use field::{ChangedField, Field, FieldValue, Wording, changed_fields};
pub use listing::AuditListing;
pub use roles::{RoleStep, RoleTime, role_times};
pub use words::{action_words, kind_words, unworded};

use crate::access::Denial;
use crate::id::MemberId;
use crate::moment::When;
use serde::{Deserialize, Serialize};

/// Somebody or something the log speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The person, where it is one of this school.
    pub member: Option<MemberId>,
    /// The name it had then.
    pub name: String,
}

/// One thing that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    /// Its number in the school's log, from 1.
    pub number: i64,
    /// When, to the minute.
    pub when: When,
    /// Who did it.
    pub actor: Named,
    /// What was done, in words.
    pub action: String,
    /// What kind of thing it was done to, in words.
    pub kind: String,
    /// What it was done to.
    pub subject: Named,
    /// What it was before and after, where that differs.
    pub changes: Vec<ChangedField>,
    /// Names and values were erased, because somebody was deleted more than 90 days ago.
    pub erased: bool,
}

/// A code that can be filtered by, and what it is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeName {
    /// As it stands in the address.
    pub code: String,
    /// As people read it.
    pub name: String,
}

/// One page of the audit log, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPage {
    /// The question, with the page that was really given.
    pub listing: AuditListing,
    /// What was done.
    pub rows: Vec<AuditRow>,
    /// How many the filters leave, over all pages.
    pub total: u64,
    /// How many pages they make; at least 1.
    pub pages: u32,
    /// Every action that occurs in the log.
    pub actions: Vec<CodeName>,
    /// Every kind of thing that something was done to.
    pub kinds: Vec<CodeName>,
    /// The name of whose doings are asked for, where the listing says so.
    pub actor: Option<String>,
    /// The name of the person it is asked about, where the listing says so.
    pub subject: Option<String>,
}

/// A role somebody has, or had, in a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleRow {
    /// The product.
    pub product: String,
    /// The role.
    pub role: String,
    /// From when on.
    pub from: Option<When>,
    /// Until when; still, when there is none.
    pub until: Option<When>,
    /// Who gave it.
    pub by: Option<String>,
}

/// One page of what was done to a person, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryPage {
    /// Whose history it is.
    pub member: MemberId,
    /// Their name now.
    pub name: String,
    /// The roles they have and had in the products the school uses, the present ones first.
    pub roles: Vec<RoleRow>,
    /// What was done.
    pub rows: Vec<AuditRow>,
    /// How many there are, over all pages.
    pub total: u64,
    /// The page that was really given, from 1.
    pub page: u32,
    /// How many pages there are; at least 1.
    pub pages: u32,
}

/// The latest of what was done to a person, for the page about them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LatestHistory {
    /// What was done, the newest first; or the rule's own sentence, where the reader may not see it.
    pub rows: Result<Vec<AuditRow>, Denial>,
    /// How many there are altogether.
    pub total: u64,
}
