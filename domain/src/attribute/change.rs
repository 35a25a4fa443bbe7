use super::{AttributeValue, HeldAttribute, field_of};
use crate::form::edit::FieldChange;
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

    /// The change as people read it.
    pub fn shown(&self) -> FieldChange {
        let shown = |value: &Option<AttributeValue>| value.as_ref().map(AttributeValue::shown).unwrap_or_default();
        FieldChange {
            field: field_of(self.attribute),
            label: self.name.clone(),
            old: shown(&self.old),
            new: shown(&self.new),
        }
    }
}
