//! Notes about rows of an import.

use super::clean::AddressFix;
use super::existing::DeletionWindow;
use super::finding::CellFinding;
use super::{ImportField, MissingReason};
use crate::access::Denial;
use crate::day::Day;
use crate::form::fixed::FixedBecause;
use crate::id::MemberId;
use crate::invitation::InvitationEffect;
use crate::user::Access;
use serde::{Deserialize, Serialize};

/// A note about a row. Its sentence is made where it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowNote {
    /// Other rows have the same address, so no row gets it.
    SharedEmail {
        /// The first of those rows.
        rows: Vec<String>,
        /// The number of further rows.
        more: u32,
    },
    /// Another row is about the same person.
    Repeats {
        /// The other row.
        row: String,
    },
    /// The file says that the person left.
    Left(MissingReason),
    /// The person left, and has no access already.
    AlreadyOut(Access),
    /// People with this role or job title are left out.
    LeftOut {
        /// The word.
        word: String,
    },
    /// No role has been chosen for them yet.
    NeedsRole,
    /// The cell names several roles, and none has been chosen yet.
    SeveralRoles {
        /// The cell's text.
        word: String,
    },
    /// The person cannot be invited without an address.
    NeedsEmail,
    /// The person is a deleted member.
    Deleted {
        /// The member.
        member: MemberId,
        /// The member's name.
        name: String,
        /// When they were deleted, if that is known.
        deleted: Option<DeletionWindow>,
    },
    /// The importer may not change the member.
    Denied(Denial),
    /// The member has no access, and an import does not change that.
    Stays(Access),
    /// A registered member's address stays, because only they may change the address they sign in with.
    KeepsOwnEmail {
        /// The address in the file.
        email: String,
    },
    /// Another member has the address, username or MIS id.
    Taken {
        /// The field.
        field: ImportField,
        /// The value.
        value: String,
        /// The name of the member who has it, where they are not in this file.
        by: Option<String>,
    },
    /// A value is invalid, and the row is imported without it.
    NotTaken {
        /// The field.
        field: ImportField,
        /// The value.
        value: String,
    },
    /// The address was cleaned.
    CleanedEmail(AddressFix),
    /// There is a finding about a cell, whatever field its column is imported into.
    Cell {
        /// The column's name.
        column: String,
        /// The finding.
        finding: CellFinding,
    },
    /// All roles of the person are at other organisations in the file.
    ElsewhereOnly,
    /// A new member has a leaving date.
    Leaves {
        /// The last day.
        on: Day,
    },
    /// The date is a placeholder for "none".
    NoDate {
        /// The date as the file has it.
        value: String,
    },
    /// The date has the month first, as all in its column.
    MonthFirst {
        /// The date as the file has it.
        value: String,
        /// The day it means.
        on: Day,
    },
    /// A title was before the first name.
    TitleBeforeName {
        /// The title.
        title: String,
    },
    /// The member was found by name alone, so only details change.
    ByNameOnly,
    /// The importer decided to leave this row alone.
    LeftAlone,
    /// The member was already chosen for another row.
    ChosenTwice {
        /// The other row.
        row: String,
    },
    /// The effect on an open invitation.
    Invitation(InvitationEffect),
}

impl RowNote {
    /// The note as a sentence; `None` when there is nothing to report.
    pub fn sentence(&self) -> Option<String> {
        Some(match self {
            Self::SharedEmail { rows, more } => {
                let what = if rows.len() == 1 && *more == 0 { "row" } else { "rows" };
                let more = if *more == 0 { String::new() } else { format!(" and {more} more") };
                format!("Same email address as {what} {}{more}, so nobody gets it", rows.join(", "))
            }
            Self::Repeats { row } => format!("The same person as in row {row}"),
            Self::Left(reason) => reason.sentence(),
            Self::AlreadyOut(access) => format!("Already {}", access.label().to_lowercase()),
            Self::LeftOut { word } => format!("“{word}” is left out"),
            Self::NeedsRole => "Needs a role".to_owned(),
            Self::SeveralRoles { word } => format!("“{word}” names more than one role. Choose one for it"),
            Self::NeedsEmail => "Needs an email address before they can be invited".to_owned(),
            Self::Deleted { name, deleted, .. } => deleted_sentence(name, *deleted),
            Self::Denied(denial) => denial.sentence(),
            Self::Stays(access) => format!("Stays {}", access.label().to_lowercase()),
            Self::KeepsOwnEmail { email } => {
                format!("{}. The file has {email}", FixedBecause::SignsInWithIt.sentence())
            }
            Self::Taken { field, value, by } => taken_sentence(*field, value, by.as_deref()),
            Self::NotTaken { field, value } => {
                let why = field.refusal(value).unwrap_or_default();
                format!("{} “{value}” is not taken. {why}", field.label())
            }
            Self::CleanedEmail(cleaned) => cleaned.sentence(),
            Self::Cell { column, finding } => format!("{column}: {}", finding.sentence()?),
            Self::ElsewhereOnly => "Works only at other organisations in the file".to_owned(),
            Self::Leaves { on } => format!("Leaves on {}", on.words()),
            Self::NoDate { value } => format!("“{value}” stands for no leaving date"),
            Self::MonthFirst { value, on } => {
                format!("“{value}” is read as {}, because this column has the month first", on.words())
            }
            Self::TitleBeforeName { title } => format!("“{title}” before the first name is read as the title"),
            Self::ByNameOnly => "Found by name only, so role, email address and status stay as they are".to_owned(),
            Self::LeftAlone => "You chose to leave this row".to_owned(),
            Self::ChosenTwice { row } => format!("This person was already chosen for row {row}. Choose again"),
            Self::Invitation(effect) => return effect.sentence(),
        })
    }
}

/// The sentence that says that a member was deleted, and until when they can be restored.
pub fn deleted_sentence(name: &str, deleted: Option<DeletionWindow>) -> String {
    match deleted {
        Some(DeletionWindow { on, until }) => {
            format!("{name} was deleted on {}; can be restored until {}", on.words(), until.words())
        }
        None => format!("{name} was deleted; restore them first to take what the file says"),
    }
}

fn taken_sentence(field: ImportField, value: &str, by: Option<&str>) -> String {
    let owner = by.unwrap_or("somebody else here");
    match field {
        ImportField::Email => format!("{value} belongs to {owner}, so it is not taken"),
        field => format!("{} {value} belongs to {owner}, so it is not taken", field.label()),
    }
}
