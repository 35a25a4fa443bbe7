//! The reason for what was done to a person: typed by a member, or known to Rolecall itself. The database and the audit
//! log keep a code and the text that belongs to it, never one of Rolecall's sentences.

use crate::day::Day;
use crate::import::MissingReason;
use serde::{Deserialize, Serialize};

/// The reason for what was done to a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reason {
    /// The text that a member typed.
    Typed(String),
    /// A change to several people was undone.
    Undone,
    /// A list of staff says that the person has left.
    Left(MissingReason),
    /// The person's role was deleted.
    RoleDeleted {
        /// The name of the deleted role.
        role: String,
    },
}

const UNDONE: &str = "undone";
const NOT_IN_FILE: &str = "not-in-file";
const LEFT_ON: &str = "left-on";
const STATUS: &str = "status-in-file";
const NOT_ENABLED: &str = "not-enabled";
const ROLE_DELETED: &str = "role-deleted";

impl Reason {
    /// The code of a reason that Rolecall itself knows; `None` for a typed reason.
    pub const fn code(&self) -> Option<&'static str> {
        match self {
            Self::Typed(_) => None,
            Self::Undone => Some(UNDONE),
            Self::Left(MissingReason::NotInFile) => Some(NOT_IN_FILE),
            Self::Left(MissingReason::LeftOn(_)) => Some(LEFT_ON),
            Self::Left(MissingReason::Status(_)) => Some(STATUS),
            Self::Left(MissingReason::NotEnabled) => Some(NOT_ENABLED),
            Self::RoleDeleted { .. } => Some(ROLE_DELETED),
        }
    }

    /// The text that is stored with the code: the typed reason, or the name, status or day that the code is about.
    pub fn text(&self) -> Option<String> {
        match self {
            Self::Typed(text) | Self::Left(MissingReason::Status(text)) | Self::RoleDeleted { role: text } => {
                Some(text.clone())
            }
            Self::Left(MissingReason::LeftOn(day)) => Some(day.to_string()),
            Self::Undone | Self::Left(MissingReason::NotInFile | MissingReason::NotEnabled) => None,
        }
    }

    /// Reads what [`Reason::code`] and [`Reason::text`] wrote. The text may have been erased since. A code from a newer
    /// version, or a text that this version cannot parse, is read as a typed reason.
    pub fn read(code: Option<&str>, text: Option<&str>) -> Option<Self> {
        let said = || text.unwrap_or_default().to_owned();
        let known = match code.unwrap_or_default() {
            UNDONE => Some(Self::Undone),
            NOT_IN_FILE => Some(Self::Left(MissingReason::NotInFile)),
            NOT_ENABLED => Some(Self::Left(MissingReason::NotEnabled)),
            LEFT_ON => text.and_then(Day::parse).map(|day| Self::Left(MissingReason::LeftOn(day))),
            STATUS => Some(Self::Left(MissingReason::Status(said()))),
            ROLE_DELETED => Some(Self::RoleDeleted { role: said() }),
            _ => None,
        };
        known.or_else(|| text.map(|text| Self::Typed(text.to_owned())))
    }

    /// The reason as a sentence.
    pub fn sentence(&self) -> String {
        match self {
            Self::Typed(text) => text.clone(),
            Self::Undone => "Undoes an earlier change".to_owned(),
            Self::Left(reason) => reason.sentence(),
            Self::RoleDeleted { role } => format!("The role {role} was deleted"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every() -> Vec<Reason> {
        let day = Day::new(2026, 8, 31);
        let left = [
            Some(MissingReason::NotInFile),
            day.map(MissingReason::LeftOn),
            Some(MissingReason::Status("Leaver".to_owned())),
            Some(MissingReason::NotEnabled),
        ];
        let mut all = vec![
            Reason::Typed("Long absence".to_owned()),
            Reason::Undone,
            Reason::RoleDeleted { role: "Music teacher".to_owned() },
        ];
        all.extend(left.into_iter().flatten().map(Reason::Left));
        all
    }

    #[test]
    fn every_reason_is_read_back_and_has_a_sentence_of_its_own() {
        let all = every();
        assert_eq!(all.len(), 7);
        let mut sentences = std::collections::BTreeSet::new();
        for reason in all {
            let (code, text) = (reason.code(), reason.text());
            assert_eq!(Reason::read(code, text.as_deref()), Some(reason.clone()), "{code:?} {text:?}");
            assert!(sentences.insert(reason.sentence()), "{reason:?}");
        }
    }

    #[test]
    fn the_codes_stay_as_they_are_because_databases_keep_them() {
        let codes: Vec<_> = every().iter().map(Reason::code).collect();
        let expected =
            [None, Some("undone"), Some("role-deleted"), Some("not-in-file"), Some("left-on"), Some("status-in-file")];
        assert_eq!(codes[..6], expected);
        assert_eq!(codes[6], Some("not-enabled"));
    }

    #[test]
    fn what_a_newer_version_wrote_leaves_its_text() {
        assert_eq!(Reason::read(Some("moon-phase"), None), None);
        assert_eq!(Reason::read(Some("left-on"), Some("soon")), Some(Reason::Typed("soon".to_owned())));
        assert_eq!(Reason::read(None, None), None);
    }
}
