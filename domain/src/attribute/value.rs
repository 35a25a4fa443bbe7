//! A valid answer: reading it from a form or the database, and showing it.

use super::{Attribute, AttributeKind, MOST_TEXT};
use crate::day::Day;
use crate::fault::{FieldFault, TextKind};
use crate::name::{composed, short_line};
use serde::{Deserialize, Serialize};

/// A tick as stored and sent.
pub(super) const YES: &str = "yes";

/// A member's answer to one attribute, valid for its kind.
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

    /// The answer as stored and as a form's field holds it; a date is 2026-11-14.
    pub fn stored(&self) -> &str {
        &self.text
    }

    /// Whether it is a ticked box.
    pub const fn is_tick(&self) -> bool {
        matches!(self.kind, AttributeKind::Tick)
    }

    /// The answer as words: a date is 14 November 2026, a tick is Yes.
    pub fn shown(&self) -> String {
        match self.kind {
            AttributeKind::Tick => "Yes".to_owned(),
            AttributeKind::Date => Day::parse(&self.text).map_or_else(|| self.text.clone(), Day::words),
            AttributeKind::Text | AttributeKind::Choice => self.text.clone(),
        }
    }
}

impl Attribute {
    /// Reads the submitted answer of a member whose present answer is `held`; empty text is `None`.
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
            // Any value from a tick box means that it was ticked.
            AttributeKind::Tick => YES.to_owned(),
            AttributeKind::Text => short_line(typed, TextKind::Named(self.name.clone()), MOST_TEXT)?,
            AttributeKind::Date => Day::read(typed).ok_or_else(|| FieldFault::NoDate(self.name.clone()))?.to_string(),
            AttributeKind::Choice => {
                // Members may keep an answer that is no longer offered.
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
