//! The kinds of answers an attribute can have.

use serde::{Deserialize, Serialize};

/// The kind of answer that an attribute has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AttributeKind {
    /// A tick: yes, or no answer.
    Tick,
    /// A line of text.
    Text,
    /// A date.
    Date,
    /// One of several answers.
    Choice,
}

impl AttributeKind {
    /// All kinds, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Tick, Self::Text, Self::Date, Self::Choice];

    /// The code as stored and as sent by forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Tick => "tick",
            Self::Text => "text",
            Self::Date => "date",
            Self::Choice => "choice",
        }
    }

    /// Reads what [`AttributeKind::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The kind's label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Tick => "Tick box",
            Self::Text => "Text",
            Self::Date => "Date",
            Self::Choice => "Choice from a list",
        }
    }
}
