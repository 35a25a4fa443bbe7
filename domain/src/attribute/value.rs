use super::{Attribute, AttributeKind, MOST_TEXT};
use crate::day::Day;
use crate::fault::{FieldFault, TextKind};
use crate::name::{composed, short_line};
use serde::{Deserialize, Serialize};

/// How a tick is stored and sent.
pub(super) const YES: &str = "yes";

/// What is known of somebody: the answer to one attribute, right for its kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeValue {
    kind: AttributeKind,
    text: String,
}

impl AttributeValue {
    /// Reads what [`AttributeValue::stored`] wrote.
    pub fn from_stored(kind: AttributeKind, text: &str) -> Option<Self> {
        let is_right = match kind {
            AttributeKind::Tick => text == YES,
            AttributeKind::Date => Day::parse(text).is_some_and(|day| day.to_string() == text),
            AttributeKind::Text | AttributeKind::Choice => !text.is_empty(),
        };
        is_right.then(|| Self { kind, text: text.to_owned() })
    }

    /// As stored, and as a form's field holds it: a date is 2026-11-14.
    pub fn stored(&self) -> &str {
        &self.text
    }

    /// As people read it: a date is 14 November 2026, a tick Yes.
    pub fn shown(&self) -> String {
        match self.kind {
            AttributeKind::Tick => "Yes".to_owned(),
            AttributeKind::Date => Day::parse(&self.text).map_or_else(|| self.text.clone(), Day::words),
            AttributeKind::Text | AttributeKind::Choice => self.text.clone(),
        }
    }
}

impl Attribute {
    /// Reads what was typed or chosen for somebody of whom `held` is known; nothing typed is no value.
    ///
    /// # Errors
    /// The sentence to show.
    pub fn read(&self, typed: &str, held: Option<&AttributeValue>) -> Result<Option<AttributeValue>, FieldFault> {
        let typed = composed(typed.trim());
        let typed = typed.as_str();
        if typed.is_empty() {
            return Ok(None);
        }
        let text = match self.kind {
            // Whatever a tick box sends, it was ticked.
            AttributeKind::Tick => YES.to_owned(),
            AttributeKind::Text => short_line(typed, TextKind::Named(self.name.clone()), MOST_TEXT)?,
            AttributeKind::Date => Day::read(typed).ok_or_else(|| FieldFault::NoDate(self.name.clone()))?.to_string(),
            AttributeKind::Choice => {
                // Whoever has an answer that is no longer offered may keep it.
                let is_kept = held.is_some_and(|held| composed(held.stored()) == typed);
                if !is_kept && !self.offered().any(|option| composed(option) == typed) {
                    return Err(FieldFault::NoSuchAnswer(self.name.clone()));
                }
                typed.to_owned()
            }
        };
        Ok(Some(AttributeValue { kind: self.kind, text }))
    }
}
