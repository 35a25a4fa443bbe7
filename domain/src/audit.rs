//! The audit log as pages show it: entries, filters and a member's history.
//!
//! The log keeps codes and values; this module says what they mean and gives their words. Codes of a newer Rolecall are
//! shown as they are. Writing entries is the backend's job.

mod action;
mod author;
mod field;
mod fields;
mod listing;
mod reading;
mod roles;
mod searched;
mod subject;
mod value;
mod words;

pub use action::{LoggedAction, LoggedEvent};
pub use author::{NIGHTLY_IMPORT, author_words};
pub use field::{ChangedField, Field, FieldValue, IMPORT_FILE, WITH_OTHERS, changed_fields};
pub use listing::AuditListing;
pub use reading::LogReading;
pub use roles::{RoleEvent, RolePeriod, role_times};
pub use searched::words_to_find;
pub use subject::{cell_id, subject_words};
pub use value::{CALLED_BY_PUPILS, LoggedRegistration, LoggedValue, OBSERVATION, PUPIL, UNNAMED_PUPIL};
pub use words::{ActionCode, KindCode, unworded};

use crate::id::MemberId;
use crate::moment::DisplayTime;
use crate::product::Product;
use serde::{Deserialize, Serialize};

/// A person or thing that an entry names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedEntity {
    /// The member, where it is a member of this school.
    pub member: Option<MemberId>,
    /// The name at the time of the entry.
    pub name: String,
}

/// One entry of the audit log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    /// The entry's number in the school's log, from 1.
    pub number: i64,
    /// When it happened, to the minute.
    pub when: DisplayTime,
    /// The member who did it.
    pub actor: NamedEntity,
    /// The action.
    pub action: ActionCode,
    /// The kind of thing acted on.
    pub kind: KindCode,
    /// The person or thing acted on.
    pub subject: NamedEntity,
    /// The fields that differ before and after.
    pub changes: Vec<ChangedField>,
    /// Whether names and values have been erased, which happens 90 days after a member is deleted.
    pub erased: bool,
}

/// A member that the log is filtered by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FilteredMember {
    /// A member of the school, by name.
    Named(String),
    /// The address names a member of another school, or nobody.
    NotInSchool,
}

impl FilteredMember {
    /// The member, for a sentence.
    pub fn words(&self) -> &str {
        match self {
            Self::Named(name) => name,
            Self::NotInSchool => "nobody in your school",
        }
    }
}

/// One page of the audit log, the newest entries first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPage {
    /// The filters, with the number of the page actually returned.
    pub listing: AuditListing,
    /// The entries.
    pub rows: Vec<AuditRow>,
    /// The number of entries that match the filters, over all pages.
    pub total: u64,
    /// The number of pages; at least 1.
    pub pages: u32,
    /// Every action that occurs in the log, in the order of their words.
    pub actions: Vec<ActionCode>,
    /// Every kind of thing that occurs in the log, in the order of their words.
    pub kinds: Vec<KindCode>,
    /// The actor the listing is filtered by, if any.
    pub actor: Option<FilteredMember>,
    /// The subject the listing is filtered by, if any.
    pub subject: Option<FilteredMember>,
}

/// A period in which a member holds or held a role in a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleRow {
    /// The product.
    pub product: Product,
    /// The role.
    pub role: LoggedValue,
    /// The start; `None` when it is before the log begins.
    pub from: Option<DisplayTime>,
    /// The end; `None` when the member still holds the role.
    pub until: Option<DisplayTime>,
    /// The name of the actor who gave the role.
    pub by: Option<String>,
}

/// One page of a member's history, the newest entries first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryPage {
    /// The member.
    pub member: MemberId,
    /// The member's present name.
    pub name: String,
    /// The roles the member has had in the products the school uses, the present ones first.
    pub roles: Vec<RoleRow>,
    /// The entries.
    pub rows: Vec<AuditRow>,
    /// The number of entries over all pages.
    pub total: u64,
    /// The number of the page actually returned, from 1.
    pub page: u32,
    /// The number of pages; at least 1.
    pub pages: u32,
}

#[cfg(test)]
mod tests;
