//! What is good to know about a row.

use super::clean::Cleaned;
use super::existing::Deleted;
use super::finding::CellFinding;
use super::{ImportField, LeaverReason};
use crate::access::Denial;
use crate::day::Day;
use crate::form::fixed::FixedBecause;
use crate::id::MemberId;
use crate::invitation::InvitationEffect;
use crate::user::Access;
use serde::{Deserialize, Serialize};

/// Something to know about a row. The sentence is made where it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowNote {
    /// Other rows have the same address, so nobody gets it.
    SharedEmail {
        /// The first of them.
        rows: Vec<String>,
        /// How many more there are.
        more: u32,
    },
    /// Another row has the same person.
    Repeats {
        /// Which.
        row: String,
    },
    /// The file says that the person left.
    Left(LeaverReason),
    /// They left, and are not let in already.
    AlreadyOut(Access),
    /// People with this role or job title are left out.
    LeftOut {
        /// The word.
        word: String,
    },
    /// No role was chosen for them yet.
    NeedsRole,
    /// The cell names several roles; which one counts was not chosen yet.
    SeveralRoles {
        /// The cell.
        word: String,
    },
    /// They cannot be invited without an address.
    NeedsEmail,
    /// The person was deleted.
    Deleted {
        /// Who.
        member: MemberId,
        /// Their name.
        name: String,
        /// When, if that is known.
        deleted: Option<Deleted>,
    },
    /// The importer may not change the person.
    Denied(Denial),
    /// The person is not let in, and an import does not change that.
    Stays(Access),
    /// A registered person alone changes the address they sign in with.
    KeepsOwnEmail {
        /// What the file says.
        email: String,
    },
    /// Somebody else has the address, the username or the MIS id.
    Taken {
        /// Which of them.
        field: ImportField,
        /// The value.
        value: String,
        /// The name of the person who has it, where they are not in this file.
        by: Option<String>,
    },
    /// The value cannot be taken, and the row is taken without it.
    NotTaken {
        /// The field.
        field: ImportField,
        /// The value.
        value: String,
    },
    /// Something in the address was no part of it.
    CleanedEmail(Cleaned),
    /// Something was found in a cell, whatever its column holds.
    Cell {
        /// The column's name.
        column: String,
        /// What was found.
        finding: CellFinding,
    },
    /// All of their roles are at other organisations of the file.
    ElsewhereOnly,
    /// Somebody new comes with a leaving date.
    Leaves {
        /// Their last day.
        on: Day,
    },
    /// The date stands for "none".
    NoDate {
        /// As it is in the file.
        value: String,
    },
    /// A date with the month first, as all in its column.
    MonthFirst {
        /// As it is in the file.
        value: String,
        /// The day it is.
        on: Day,
    },
    /// A title stands before the first name.
    TitleBeforeName {
        /// The title.
        title: String,
    },
    /// Found by the name alone: only details change.
    ByNameOnly,
    /// A person decided that this row is left.
    LeftAlone,
    /// The person was chosen for another row already.
    ChosenTwice {
        /// Which row.
        row: String,
    },
    /// What becomes of an invitation.
    Invitation(InvitationEffect),
}

impl RowNote {
    /// What people read; nothing when there is nothing to say.
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

/// Says that somebody was deleted, and until when that can be taken back.
pub fn deleted_sentence(name: &str, deleted: Option<Deleted>) -> String {
    match deleted {
        Some(Deleted { on, until }) => {
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
