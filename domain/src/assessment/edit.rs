//! Entering marks: one edit for each cell, and what became of it. An edit names the version it was made from, so that
//! nobody overwrites what they have not seen; and it has an idempotency key, so that sending it again changes nothing.

use super::{CellKey, Closed, Mark};
pub use crate::id::EditKey;
use crate::id::PupilId;
use crate::limits;
use serde::{Deserialize, Serialize};

/// One cell's new value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkEdit {
    /// The idempotency key.
    pub key: EditKey,
    /// The pupil.
    pub pupil: PupilId,
    /// The cell.
    pub cell: CellKey,
    /// What was typed; empty to clear the cell.
    pub value: String,
    /// The version of the mark that the page showed; 0 for an empty cell.
    pub base: i64,
}

impl MarkEdit {
    /// The most edits in one request.
    pub const MOST: usize = limits::MARK_EDITS;
}

/// A mark that was saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedMark {
    /// The value as stored.
    pub value: String,
    /// The mark's version, the base of the next edit.
    pub version: i64,
}

/// The outcome of an edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EditOutcome {
    /// The edit is saved.
    Saved(SavedMark),
    /// Another member changed the mark since: both values are shown, and the reader chooses.
    Conflict(Mark),
    /// The edit was refused, and nothing changed.
    Refused(EditRefused),
}

/// Why an edit was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EditRefused {
    /// The cell is closed.
    Closed(Closed),
    /// The cell does not take this value.
    WrongValue {
        /// What was typed.
        typed: String,
        /// What the cell takes: "PK, WTS, EXS or GDS".
        takes: String,
    },
    /// There is no such cell for this pupil.
    NoSuchCell,
    /// The school has no such pupil.
    NoSuchPupil,
}

impl EditRefused {
    /// The longest part of what was typed that a message repeats, in characters.
    pub const REPEATED: usize = limits::MARK_REPEATED;

    /// The reason in a sentence.
    pub fn sentence(&self) -> String {
        match self {
            Self::Closed(closed) => closed.sentence(),
            Self::WrongValue { typed, takes } => format!("“{typed}” cannot be entered here. Enter {takes}."),
            Self::NoSuchCell => {
                "This pupil has no such mark: the school's assessment settings may have changed. Open the page again."
                    .to_owned()
            }
            Self::NoSuchPupil => "This pupil is not at your school any more. Open the page again.".to_owned(),
        }
    }
}
