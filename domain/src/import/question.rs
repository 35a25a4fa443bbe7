//! Questions about who a row is, asked where only one sign agrees, and their answers.

use crate::id::MemberId;
use serde::{Deserialize, Serialize};

/// What a row shares with a member, and what differs. Questions of one kind can be answered together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum QuestionKind {
    /// Same MIS id and first name, different last name.
    NewSurname,
    /// Same MIS id, different name and address.
    SameId,
    /// Same address, different name.
    SameEmail,
    /// Same name, with nothing that confirms it.
    SameName,
    /// A name that differs by a middle name or is swapped, with nothing that confirms it.
    LikeName,
    /// Same staff code, different name.
    SameCode,
    /// Two signs agree with more than one member.
    Several,
}

impl QuestionKind {
    /// All kinds, in the order in which they are shown.
    pub const ALL: [Self; 7] = [
        Self::NewSurname,
        Self::SameId,
        Self::SameEmail,
        Self::SameName,
        Self::LikeName,
        Self::SameCode,
        Self::Several,
    ];

    /// The code as written in forms.
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

    /// The question about a row named `name` that may be `other`.
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

/// A question about a row that may be an existing member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The kind of the question.
    pub kind: QuestionKind,
    /// The members it may be, the likeliest first.
    pub candidates: Vec<MemberId>,
}

/// The importer's answer to who a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// This person.
    Is(MemberId),
    /// A new person.
    New,
    /// Leave the row alone.
    Leave,
}

impl Answer {
    /// The code of a new person in forms.
    const NEW: &str = "new";
    /// The code of leaving the row alone in forms.
    const LEAVE: &str = "leave";

    /// The code as written in forms.
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

/// The answer to all questions of a kind that have no answer of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum KindAnswer {
    /// Each row is the member it may be, where there is only one.
    Same,
    /// Each row is a new person.
    New,
    /// Leave the rows alone.
    Leave,
}

impl KindAnswer {
    /// All answers.
    pub const ALL: [Self; 3] = [Self::Same, Self::New, Self::Leave];

    /// The code as written in forms.
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

    /// The answer to one question.
    pub fn to(self, question: &Question) -> Option<Answer> {
        match (self, question.candidates.as_slice()) {
            (Self::Same, [one]) => Some(Answer::Is(*one)),
            (Self::Same, _) => None,
            (Self::New, _) => Some(Answer::New),
            (Self::Leave, _) => Some(Answer::Leave),
        }
    }
}
