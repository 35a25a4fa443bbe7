//! Attributes: details that a school records of its members besides names and roles, such as "First-aider" or "DBS
//! date".
//!
//! Schools define them in the settings. A retired attribute keeps its recorded answers and is no longer asked for.
//! Fixed details (name, email, job title) are in [`crate::user`].

mod change;
mod filter;
mod form;
mod input;
mod kind;
mod value;

pub use change::AttributeChange;
pub use filter::{AttributeCondition, AttributeFilter};
pub use form::{AttributeForm, NewAttribute, suggested};
pub use input::AttributesInput;
pub use kind::AttributeKind;
pub use value::AttributeValue;

use crate::id::AttributeId;
use serde::{Deserialize, Serialize};

pub use crate::limits::ATTRIBUTE_NAME as MOST_NAME;
pub use crate::limits::ATTRIBUTE_OPTIONS as MOST_OPTIONS;
pub use crate::limits::ATTRIBUTE_TEXT as MOST_TEXT;
pub use crate::limits::ATTRIBUTES as MOST_ATTRIBUTES;

/// One answer of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeOption {
    /// The answer's text, which is also the stored value.
    pub text: String,
    /// Whether the answer is no longer offered. It is kept because members have it.
    pub is_retired: bool,
}

/// An attribute that a school defines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribute {
    /// The attribute's id.
    pub id: AttributeId,
    /// The attribute's name, such as "DBS date".
    pub name: String,
    /// The kind of answer.
    pub kind: AttributeKind,
    /// The answers of a choice, in order; empty for every other kind.
    pub options: Vec<AttributeOption>,
    /// Help for filling it in; may be empty.
    pub hint: String,
    /// Whether the attribute is retired.
    pub is_retired: bool,
}

impl Attribute {
    /// The name of the attribute's form field, which is also its id on pages.
    pub fn field(&self) -> String {
        field_of(self.id)
    }

    /// The answers of a choice that are still offered.
    pub fn offered(&self) -> impl Iterator<Item = &str> {
        self.options.iter().filter(|option| !option.is_retired).map(|option| option.text.as_str())
    }
}

/// The name of an attribute's form field, which is also its id on pages.
pub fn field_of(attribute: AttributeId) -> String {
    format!("{}{attribute}", input::FIELD)
}

/// An attribute with one member's answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldAttribute {
    /// The attribute.
    pub attribute: Attribute,
    /// The member's answer; `None` for none.
    pub value: Option<AttributeValue>,
}

/// An attribute as the settings list it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeRow {
    /// The attribute.
    pub attribute: Attribute,
    /// The number of members with an answer.
    pub people: u64,
}

/// The direction in which an attribute is moved in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MoveDirection {
    /// One place up.
    Up,
    /// One place down.
    Down,
}

impl MoveDirection {
    /// The code as written in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}

#[cfg(test)]
mod tests;
