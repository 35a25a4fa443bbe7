use super::{AttributeValue, HeldAttribute};
use crate::id::AttributeId;
use serde::{Deserialize, Serialize};

/// What becomes of one attribute of somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeChange {
    /// Which.
    pub attribute: AttributeId,
    /// What it is called.
    pub name: String,
    /// What was known.
    pub old: Option<AttributeValue>,
    /// What is to be known from now on.
    pub new: Option<AttributeValue>,
}

impl AttributeChange {
    /// What becomes of `held` when `new` is to be known; `None` when that is known already.
    pub fn of(held: &HeldAttribute, new: Option<AttributeValue>) -> Option<Self> {
        let HeldAttribute { attribute, value: old } = held;
        (*old != new).then(|| Self { attribute: attribute.id, name: attribute.name.clone(), old: old.clone(), new })
    }

    /// The change as somebody who saw it confirms it.
    pub fn step(&self) -> AttributeStep {
        let stored = |value: &Option<AttributeValue>| value.as_ref().map_or("", AttributeValue::stored).to_owned();
        AttributeStep { attribute: self.attribute, old: stored(&self.old), new: stored(&self.new) }
    }
}

/// A change that was shown to somebody and is confirmed: it is made only if what they saw still holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeStep {
    /// Which attribute.
    pub attribute: AttributeId,
    /// What they saw, as stored; empty for nothing.
    pub old: String,
    /// What is to be known, as stored; empty for nothing.
    pub new: String,
}
