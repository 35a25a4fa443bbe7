//! The attributes' part of a submitted form, and merging it with what others changed meanwhile.

use super::{AttributeChange, AttributeValue, HeldAttribute, field_of};
use crate::id::AttributeId;
use crate::problem::FieldError;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt;

/// The prefix of an attribute's form field, before its id.
pub(super) const FIELD: &str = "attribute_";

/// The submitted fields of the attributes, as they were typed, ticked and chosen.
///
/// The fields may be among others in a form: they are recognised by their names, and others are ignored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttributesInput(BTreeMap<AttributeId, String>);

impl AttributesInput {
    /// The fields before anything is typed.
    pub fn of(held: &[HeldAttribute]) -> Self {
        let asked = held.iter().filter(|held| !held.attribute.is_retired);
        asked.filter_map(|held| Some((held.attribute.id, held.value.as_ref()?.stored().to_owned()))).collect()
    }

    /// The text in this attribute's field.
    pub fn get(&self, attribute: AttributeId) -> &str {
        self.0.get(&attribute).map(String::as_str).unwrap_or_default()
    }

    /// Merges the edit: this value where it differs from `base`, what the form began with, and otherwise `current`. A
    /// field that was not sent counts as empty, because a tick box that is not ticked sends nothing.
    #[must_use]
    pub fn merge(&self, base: &Self, current: &Self) -> Self {
        let mut meant = current.clone();
        for attribute in self.0.keys().chain(base.0.keys()) {
            if !same(self.get(*attribute), base.get(*attribute)) {
                meant.0.insert(*attribute, self.get(*attribute).to_owned());
            }
        }
        meant
    }

    /// The changes to a member whose answers are `held`. Retired attributes stay as they are.
    ///
    /// # Errors
    /// Every field that needs correcting.
    pub fn changes(&self, held: &[HeldAttribute]) -> Result<Vec<AttributeChange>, Vec<FieldError>> {
        let (mut changes, mut errors) = (Vec::new(), Vec::new());
        for held in held.iter().filter(|held| !held.attribute.is_retired) {
            match held.attribute.read(self.get(held.attribute.id), held.value.as_ref()) {
                Ok(new) => changes.extend(AttributeChange::of(held, new)),
                Err(fault) => errors.push(FieldError::new(&held.attribute.field(), fault)),
            }
        }
        if errors.is_empty() { Ok(changes) } else { Err(errors) }
    }

    /// The changes made by others since a form began with this value; `held` are the present answers.
    pub fn since(&self, held: &[HeldAttribute]) -> Vec<AttributeChange> {
        let asked = held.iter().filter(|held| !held.attribute.is_retired);
        let then = |HeldAttribute { attribute, .. }: &HeldAttribute| HeldAttribute {
            value: AttributeValue::from_stored(attribute.kind, self.get(attribute.id)),
            attribute: attribute.clone(),
        };
        asked.filter_map(|held| AttributeChange::of(&then(held), held.value.clone())).collect()
    }
}

/// Whether two texts are the same apart from white space around and between words.
fn same(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

impl FromIterator<(AttributeId, String)> for AttributesInput {
    fn from_iter<T: IntoIterator<Item = (AttributeId, String)>>(typed: T) -> Self {
        Self(typed.into_iter().collect())
    }
}

impl Serialize for AttributesInput {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(attribute, text)| (field_of(*attribute), text)))
    }
}

impl<'de> Deserialize<'de> for AttributesInput {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = AttributesInput;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("the fields of a form")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Self::Value, A::Error> {
                let mut typed = BTreeMap::new();
                while let Some(name) = fields.next_key::<String>()? {
                    match name.strip_prefix(FIELD).and_then(AttributeId::parse) {
                        Some(attribute) => {
                            typed.insert(attribute, fields.next_value()?);
                        }
                        None => {
                            fields.next_value::<IgnoredAny>()?;
                        }
                    }
                }
                Ok(AttributesInput(typed))
            }
        }
        deserializer.deserialize_map(Fields)
    }
}
