//! A change of a member's answer, as summaries and the audit log show it.

use super::{AttributeValue, HeldAttribute};
use crate::id::AttributeId;
use serde::{Deserialize, Serialize};

/// A change of one member's answer to an attribute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeChange {
    /// The attribute's id.
    pub attribute: AttributeId,
    /// The attribute's name.
    pub name: String,
    /// The answer before.
    pub old: Option<AttributeValue>,
    /// The answer after.
    pub new: Option<AttributeValue>,
}

impl AttributeChange {
    /// The change from `held` to `new`; `None` when they are the same.
    pub fn of(held: &HeldAttribute, new: Option<AttributeValue>) -> Option<Self> {
        let HeldAttribute { attribute, value: old } = held;
        (*old != new).then(|| Self { attribute: attribute.id, name: attribute.name.clone(), old: old.clone(), new })
    }
}
