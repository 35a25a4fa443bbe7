//! Findings about a single cell, whatever field its column is imported into.

use serde::{Deserialize, Serialize};

/// A finding about a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CellFinding {
    /// A formula whose result is an error. The cell's text is lost.
    FormulaError(FormulaError),
    /// A formula without a stored result. The cell's text is lost.
    FormulaWithoutValue,
    /// A long number that a spreadsheet shortened to this, losing its last digits. The cell's text is lost.
    ShortenedNumber(String),
    /// Text that looks like a formula but is not one: it had a guard apostrophe, or the spreadsheet marks it as text.
    Text,
    /// Unreadable characters, where the file's encoding is not the one it was written in.
    UnreadableSign,
    /// The cell has the strongest of the person's OneRoster roles; these others do not count.
    RolesNotCounted(Vec<RoleNotCounted>),
    /// All roles of the row's person in the OneRoster zip are at other organisations.
    OtherOrganisation,
}

/// The error that a spreadsheet shows instead of a formula's result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FormulaError {
    /// `#N/A`
    NotAvailable,
    /// `#REF!`
    Reference,
    /// `#NAME?`
    Name,
    /// `#VALUE!`
    Value,
    /// `#DIV/0!`
    Division,
    /// `#NUM!`
    Number,
    /// `#NULL!`
    Null,
    /// `#GETTING_DATA`, `#SPILL!`, `#CALC!` and others.
    Other,
}

/// A OneRoster role that does not count, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleNotCounted {
    /// The role as the file has it.
    pub role: String,
    /// Why it does not count.
    pub why: NotCounted,
}

/// Why a OneRoster role does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NotCounted {
    /// The role has ended.
    Ended(crate::day::Day),
    /// The role has not begun.
    NotBegun(crate::day::Day),
    /// The file marks it for deletion.
    Deleted,
    /// The role is at another organisation.
    OtherOrganisation,
}

impl FormulaError {
    const ALL: [(Self, &'static str); 7] = [
        (Self::NotAvailable, "#N/A"),
        (Self::Reference, "#REF!"),
        (Self::Name, "#NAME?"),
        (Self::Value, "#VALUE!"),
        (Self::Division, "#DIV/0!"),
        (Self::Number, "#NUM!"),
        (Self::Null, "#NULL!"),
    ];

    /// The error that a cell's text shows, if it is one.
    pub fn shown_as(text: &str) -> Option<Self> {
        let known = Self::ALL.iter().find(|(_, sign)| sign.eq_ignore_ascii_case(text)).map(|(error, _)| *error);
        let is_other = || {
            ["#GETTING_DATA", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#UNKNOWN!", "#BUSY!", "#ERROR!"]
                .iter()
                .any(|sign| sign.eq_ignore_ascii_case(text))
        };
        known.or_else(|| is_other().then_some(Self::Other))
    }

    /// The error as a spreadsheet shows it.
    pub fn sign(self) -> &'static str {
        Self::ALL.iter().find(|(error, _)| *error == self).map_or("an error", |(_, sign)| sign)
    }
}

impl RoleNotCounted {
    /// The reason in a few words.
    pub fn sentence(&self) -> String {
        match self.why {
            NotCounted::Ended(day) => format!("{} ended on {}", self.role, day.words()),
            NotCounted::NotBegun(day) => format!("{} begins on {}", self.role, day.words()),
            NotCounted::Deleted => format!("{} is marked for deletion", self.role),
            NotCounted::OtherOrganisation => format!("{} is at another organisation", self.role),
        }
    }
}

impl CellFinding {
    /// The finding and what to do about it, as a sentence; `None` when there is nothing to report.
    pub fn sentence(&self) -> Option<String> {
        match self {
            Self::FormulaError(error) => Some(format!(
                "The formula in this cell shows {}. Correct it in the spreadsheet, or replace it with the value",
                error.sign()
            )),
            Self::FormulaWithoutValue => Some(
                "This cell has a formula without a result. Open the file in a spreadsheet, save it, and import it again".to_owned(),
            ),
            Self::ShortenedNumber(shown) => Some(format!(
                "A spreadsheet shortened this number to {shown}, so its last digits are lost. Format the column as text, export the list again, and import that"
            )),
            Self::UnreadableSign => Some("This cell has characters that could not be read. Choose another encoding".to_owned()),
            Self::RolesNotCounted(roles) => {
                Some(format!("Not counted: {}", roles.iter().map(RoleNotCounted::sentence).collect::<Vec<_>>().join("; ")))
            }
            Self::OtherOrganisation => Some("Works only at other organisations in the file".to_owned()),
            Self::Text => None,
        }
    }

    /// Whether the cell's text must not be used because its content is lost.
    pub const fn is_lost(&self) -> bool {
        matches!(self, Self::FormulaError(_) | Self::FormulaWithoutValue | Self::ShortenedNumber(_))
    }
}
