use super::{AttributeChange, AttributeStep, AttributeValue, HeldAttribute, field_of};
use crate::id::AttributeId;
use crate::problem::FieldError;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What was typed, ticked and chosen in the attributes' fields, as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributesTyped(BTreeMap<AttributeId, String>);

/// Before the id of an attribute: the field that holds what was known when somebody looked.
const WAS: &str = "was_";

impl AttributesTyped {
    /// The fields as they are when nobody has typed anything yet.
    pub fn of(held: &[HeldAttribute]) -> Self {
        let filled = |held: &HeldAttribute| Some((held.attribute.id, held.value.as_ref()?.stored().to_owned()));
        Self(held.iter().filter_map(filled).collect())
    }

    /// The attributes' fields among the pairs of a form.
    pub fn from_pairs(pairs: &[(String, String)]) -> Self {
        Self(with_prefix(pairs, "attribute_").collect())
    }

    /// These fields where they were sent, and for the others what is known already.
    #[must_use]
    pub fn over(self, held: &[HeldAttribute]) -> Self {
        let mut all = Self::of(held);
        all.0.extend(self.0);
        all
    }

    /// What stands in the field of this attribute.
    pub fn get(&self, attribute: AttributeId) -> &str {
        self.0.get(&attribute).map(String::as_str).unwrap_or_default()
    }

    /// What changes for somebody of whom `held` is known. A field that was not sent is an empty one: a tick box that is
    /// not ticked sends nothing. Retired attributes stay as they are.
    ///
    /// # Errors
    /// Each field that needs correcting.
    pub fn changes(&self, held: &[HeldAttribute]) -> Result<Vec<AttributeChange>, Vec<FieldError>> {
        let (mut changes, mut errors) = (Vec::new(), Vec::new());
        for held in held.iter().filter(|held| !held.attribute.is_retired) {
            match held.attribute.read(self.get(held.attribute.id), held.value.as_ref()) {
                Ok(new) => changes.extend(AttributeChange::of(held, new)),
                Err(sentence) => errors.push(FieldError::new(&held.attribute.field(), sentence)),
            }
        }
        if errors.is_empty() { Ok(changes) } else { Err(errors) }
    }
}

impl AttributeStep {
    /// The fields in which a page that shows changes carries this one.
    pub fn pairs(&self) -> [(String, String); 2] {
        [(format!("{WAS}{}", self.attribute), self.old.clone()), (field_of(self.attribute), self.new.clone())]
    }

    /// Reads what [`AttributeStep::pairs`] wrote, among the pairs of a form.
    pub fn from_pairs(pairs: &[(String, String)]) -> Vec<Self> {
        let typed = AttributesTyped::from_pairs(pairs);
        with_prefix(pairs, WAS)
            .map(|(attribute, old)| Self { attribute, old, new: typed.get(attribute).to_owned() })
            .collect()
    }

    /// What this step changes for somebody of whom `held` is known now.
    ///
    /// # Errors
    /// When what was seen no longer holds, or what is to be known is not right: the sentence to show.
    pub fn check(&self, held: &HeldAttribute) -> Result<Option<AttributeChange>, String> {
        let name = &held.attribute.name;
        if held.attribute.is_retired {
            return Err(format!("{name} was retired meanwhile, so it was left as it is"));
        }
        if held.value.as_ref().map_or("", AttributeValue::stored) != self.old {
            let now = held.value.as_ref().map_or_else(|| "nothing".to_owned(), AttributeValue::shown);
            return Err(format!(
                "{name} was changed by somebody else meanwhile: it is {now} now. Check it and save again"
            ));
        }
        Ok(AttributeChange::of(held, held.attribute.read(&self.new, held.value.as_ref())?))
    }
}

fn with_prefix(pairs: &[(String, String)], prefix: &'static str) -> impl Iterator<Item = (AttributeId, String)> {
    pairs.iter().filter_map(move |(key, value)| Some((AttributeId::parse(key.strip_prefix(prefix)?)?, value.clone())))
}
