//! What a school wants to know of its people besides names and roles: "First-aider", "DBS date". It is configured in the
//! settings; one that is retired keeps what is known, and is not asked for any more.

mod change;
mod filter;
mod form;
mod kind;
mod typed;
mod value;

pub use change::AttributeChange;
pub use filter::{AttributeFilter, Holding};
pub use form::{AttributeForm, NewAttribute, suggested};
pub use kind::AttributeKind;
pub use typed::AttributesTyped;
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
    /// What it says; also what is stored for whoever has it.
    pub text: String,
    /// Whether it is no longer offered: people have it, so it cannot vanish.
    pub is_retired: bool,
}

/// Something a school wants to know of its people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribute {
    /// Which.
    pub id: AttributeId,
    /// What it is called: "DBS date".
    pub name: String,
    /// What kind of answer it has.
    pub kind: AttributeKind,
    /// The answers of a choice, in order; empty for every other kind.
    pub options: Vec<AttributeOption>,
    /// What helps to fill it in; may be empty.
    pub hint: String,
    /// Whether it is no longer asked for.
    pub is_retired: bool,
}

impl Attribute {
    /// The name of its field in forms, and its id on pages.
    pub fn field(&self) -> String {
        field_of(self.id)
    }

    /// The answers of a choice that are offered.
    pub fn offered(&self) -> impl Iterator<Item = &str> {
        self.options.iter().filter(|option| !option.is_retired).map(|option| option.text.as_str())
    }
}

/// The name of an attribute's field in forms, and its id on pages.
pub fn field_of(attribute: AttributeId) -> String {
    format!("{}{attribute}", typed::FIELD)
}

/// An attribute, and what is known of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldAttribute {
    /// What is asked for.
    pub attribute: Attribute,
    /// What is known; `None` for nothing.
    pub value: Option<AttributeValue>,
}

/// An attribute as the settings list it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeRow {
    /// The attribute.
    pub attribute: Attribute,
    /// Of how many people something is known.
    pub people: u64,
}

/// Where an attribute is moved in the order of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Way {
    /// Before the one above it.
    Up,
    /// After the one below it.
    Down,
}

#[cfg(test)]
mod tests;
