use super::{AttributeChange, AttributeValue, HeldAttribute, field_of};
use crate::id::AttributeId;
use crate::problem::FieldError;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt;

/// What comes before the id of an attribute in the name of its field.
pub(super) const FIELD: &str = "attribute_";

/// What was typed, ticked and chosen in the attributes' fields, as it was.
///
/// Its fields may lie among others of a form: they are known by their names, and the others are passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttributesTyped(BTreeMap<AttributeId, String>);

impl AttributesTyped {
    /// The fields as they are when nobody has typed anything yet.
    pub fn of(held: &[HeldAttribute]) -> Self {
        let asked = held.iter().filter(|held| !held.attribute.is_retired);
        asked.filter_map(|held| Some((held.attribute.id, held.value.as_ref()?.stored().to_owned()))).collect()
    }

    /// What stands in the field of this attribute.
    pub fn get(&self, attribute: AttributeId) -> &str {
        self.0.get(&attribute).map(String::as_str).unwrap_or_default()
    }

    /// What was meant: where this differs from what the form began with, this; everywhere else what is there by now. A
    /// field that was not sent is an empty one: a tick box that is not ticked sends nothing.
    #[must_use]
    pub fn onto(&self, base: &Self, current: &Self) -> Self {
        let mut meant = current.clone();
        for attribute in self.0.keys().chain(base.0.keys()) {
            if !same(self.get(*attribute), base.get(*attribute)) {
                meant.0.insert(*attribute, self.get(*attribute).to_owned());
            }
        }
        meant
    }

    /// What changes for somebody of whom `held` is known. Retired attributes stay as they are.
    ///
    /// # Errors
    /// Each field that needs correcting.
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

    /// What others changed since a form began with this: from then to what is known now.
    pub fn since(&self, held: &[HeldAttribute]) -> Vec<AttributeChange> {
        let asked = held.iter().filter(|held| !held.attribute.is_retired);
        let then = |HeldAttribute { attribute, .. }: &HeldAttribute| HeldAttribute {
            value: AttributeValue::from_stored(attribute.kind, self.get(attribute.id)),
            attribute: attribute.clone(),
        };
        asked.filter_map(|held| AttributeChange::of(&then(held), held.value.clone())).collect()
    }
}

/// Whether both say the same. White space around and between words is none of it.
fn same(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

impl FromIterator<(AttributeId, String)> for AttributesTyped {
    fn from_iter<T: IntoIterator<Item = (AttributeId, String)>>(typed: T) -> Self {
        Self(typed.into_iter().collect())
    }
}

impl Serialize for AttributesTyped {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(attribute, text)| (field_of(*attribute), text)))
    }
}

impl<'de> Deserialize<'de> for AttributesTyped {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = AttributesTyped;

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
                Ok(AttributesTyped(typed))
            }
        }
        deserializer.deserialize_map(Fields)
    }
}
