//! The three kinds of marks, and Sonar Tracker's permissions for each.

use crate::catalogue::{Feature, MARK_ROWS};
use serde::{Deserialize, Serialize};

/// A kind of marks, as the role guidance distinguishes them (source 000).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkKind {
    /// A code for each subject and half-term.
    Summative,
    /// A judgement of each objective, at any time in the year.
    Formative,
    /// What the Department for Education asks for.
    Statutory,
}

impl MarkKind {
    /// All three, as the pages list them.
    pub const ALL: [Self; 3] = [Self::Summative, Self::Formative, Self::Statutory];

    /// The code in the database and in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Summative => "summative",
            Self::Formative => "formative",
            Self::Statutory => "statutory",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The label of its tab.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Summative => "Summative",
            Self::Formative => "Formative",
            Self::Statutory => "Statutory",
        }
    }

    /// Marks of this kind in a sentence: "summative marks".
    pub const fn marks(self) -> &'static str {
        match self {
            Self::Summative => "summative marks",
            Self::Formative => "formative judgements",
            Self::Statutory => "statutory results",
        }
    }

    /// The permission to see them.
    pub const fn view(self) -> Feature {
        MARK_ROWS[self as usize][0]
    }

    /// The permission to enter them: those of this academic year, or of earlier ones.
    pub const fn edit(self, is_past: bool) -> Feature {
        MARK_ROWS[self as usize][if is_past { 2 } else { 1 }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_follows_its_three_rows() {
        let codes: Vec<_> = MarkKind::ALL
            .into_iter()
            .flat_map(|kind| [kind.view(), kind.edit(false), kind.edit(true)])
            .map(|feature| feature.code().replace("sonar-tracker/assessments/", ""))
            .collect();
        assert_eq!(
            codes,
            [
                "view-summative",
                "edit-summative-in-year",
                "edit-historical-summative",
                "view-formative",
                "edit-formative-in-year",
                "edit-historical-formative",
                "view-statutory-data",
                "edit-statutory-data-in-year",
                "edit-historical-statutory",
            ]
        );
        assert!(MarkKind::ALL.into_iter().all(|kind| MarkKind::from_code(kind.code()) == Some(kind)));
    }
}
