//! Who a row is, where one sign alone says it: a person decides.

use crate::id::MemberId;
use serde::{Deserialize, Serialize};

/// What a row shares with somebody, and what not. Questions of one kind can be answered together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum QuestionKind {
    /// The MIS id and the first name, with another last name.
    NewSurname,
    /// The MIS id, with another name and address.
    SameId,
    /// The address, with another name.
    SameEmail,
    /// The name, with nothing that confirms it.
    SameName,
    /// A name that differs by a middle name, or is the other way round, with nothing that confirms it.
    LikeName,
    /// The staff code, with another name.
    SameCode,
    /// Two agreements each with more than one person.
    Several,
}

impl QuestionKind {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 7] = [
        Self::NewSurname,
        Self::SameId,
        Self::SameEmail,
        Self::SameName,
        Self::LikeName,
        Self::SameCode,
        Self::Several,
    ];

    /// As written in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NewSurname => "new-surname",
            Self::SameId => "same-id",
            Self::SameEmail => "same-email",
            Self::SameName => "same-name",
            Self::LikeName => "like-name",
            Self::SameCode => "same-code",
            Self::Several => "several",
        }
    }

    /// Reads what [`QuestionKind::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The heading over questions of this kind.
    pub const fn label(self) -> &'static str {
        match self {
            Self::NewSurname => "Same MIS id and first name, new surname",
            Self::SameId => "Same MIS id, another name and address",
            Self::SameEmail => "Same email address, another name",
            Self::SameName => "Same name, nothing else to confirm it",
            Self::LikeName => "Nearly the same name, nothing else to confirm it",
            Self::SameCode => "Same staff code, another name",
            Self::Several => "More than one person fits",
        }
    }

    /// The question about a row that is called `name` and may be `other`.
    pub fn sentence(self, row: &str, name: &str, other: &str) -> String {
        match self {
            Self::NewSurname => {
                format!("Row {row} has {other}’s MIS id and first name, and another surname. Is {name} their new name?")
            }
            Self::SameId => format!("Row {row} has {other}’s MIS id and another name and address. Who is this?"),
            Self::SameEmail => format!("Row {row} has {other}’s email address and another name. Who is this?"),
            Self::SameName => {
                format!(
                    "Row {row} has the name {other}, and nothing else says that it is the same person. Who is this?"
                )
            }
            Self::LikeName => {
                format!(
                    "Row {row} has {name}, nearly the name of {other}, and nothing else to confirm it. Who is this?"
                )
            }
            Self::SameCode => format!("Row {row} has {other}’s staff code and another name. Who is this?"),
            Self::Several => format!("Row {row} fits more than one person. Who is this?"),
        }
    }
}

/// A row that may be somebody who is here already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// What is shared.
    pub kind: QuestionKind,
    /// Who it may be, the likeliest first.
    pub candidates: Vec<MemberId>,
}

/// Who a row is, as a person decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// This person.
    Is(MemberId),
    /// Somebody who is not here yet.
    New,
    /// Nothing is to happen with the row.
    Leave,
}

impl Answer {
    /// Somebody new, as written in forms.
    const NEW: &str = "new";
    /// Leave the row, as written in forms.
    const LEAVE: &str = "leave";

    /// As written in forms.
    pub fn code(self) -> String {
        match self {
            Self::Is(member) => member.to_string(),
            Self::New => Self::NEW.to_owned(),
            Self::Leave => Self::LEAVE.to_owned(),
        }
    }

    /// Reads what [`Answer::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            Self::NEW => Some(Self::New),
            Self::LEAVE => Some(Self::Leave),
            code => MemberId::parse(code).map(Self::Is),
        }
    }
}

/// The answer to all questions of one kind that have no answer of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum KindAnswer {
    /// The person each row may be, where it is one.
    Same,
    /// People who are not here yet.
    New,
    /// Nothing is to happen with the rows.
    Leave,
}

impl KindAnswer {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Same, Self::New, Self::Leave];

    /// As written in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::New => Answer::NEW,
            Self::Leave => Answer::LEAVE,
        }
    }

    /// Reads what [`KindAnswer::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.code() == code)
    }

    /// What it answers to one question.
    pub fn to(self, question: &Question) -> Option<Answer> {
        match (self, question.candidates.as_slice()) {
            (Self::Same, [one]) => Some(Answer::Is(*one)),
            (Self::Same, _) => None,
            (Self::New, _) => Some(Answer::New),
            (Self::Leave, _) => Some(Answer::Leave),
        }
    }
}
