//! What an edit changes in a member, value by value, before a sentence is made of it.

use super::EditField;
use crate::attribute::{AttributeChange, AttributeValue};
use crate::permission::SchoolRoles;
use serde::{Deserialize, Serialize};

/// A change of one value of a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldChange {
    /// Of a field, with its values as the form writes them; empty for none.
    Field {
        /// The field.
        field: EditField,
        /// The value before.
        old: String,
        /// The value after.
        new: String,
    },
    /// Of an answer to one of the school's attributes.
    Attribute(AttributeChange),
}

/// A change as people read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeWords {
    /// The label of what was changed.
    pub label: String,
    /// The value before; empty for none.
    pub old: String,
    /// The value after; empty for none.
    pub new: String,
}

impl FieldChange {
    /// Whether it is a change of `wanted`.
    pub fn is_of(&self, wanted: EditField) -> bool {
        matches!(self, Self::Field { field, .. } if *field == wanted)
    }

    /// The change as words, in a school with the roles `roles`.
    pub fn words(&self, roles: &SchoolRoles) -> ChangeWords {
        match self {
            Self::Field { field, old, new } => {
                ChangeWords { label: field.label(), old: field.words(old, roles), new: field.words(new, roles) }
            }
            Self::Attribute(AttributeChange { name, old, new, .. }) => {
                let shown = |value: &Option<AttributeValue>| value.as_ref().map(AttributeValue::shown);
                let (old, new) = (shown(old).unwrap_or_default(), shown(new).unwrap_or_default());
                ChangeWords { label: name.clone(), old, new }
            }
        }
    }
}
