//! Filtering people by their answer, and the filter's code in addresses.

use super::MOST_NAME;
use crate::id::AttributeId;
use serde::{Deserialize, Serialize};

/// Limits a list to members by their answer to an attribute.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct AttributeFilter {
    /// The attribute.
    pub attribute: AttributeId,
    /// The answer to look for.
    pub holding: AttributeCondition,
}

/// The answer that a filter looks for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AttributeCondition {
    /// Any answer.
    Something,
    /// No answer.
    Nothing,
    /// This answer of a choice.
    Answer(String),
}

impl AttributeFilter {
    /// The filter as written in URLs.
    pub fn code(&self) -> String {
        let attribute = self.attribute;
        match &self.holding {
            AttributeCondition::Something => format!("{attribute}.any"),
            AttributeCondition::Nothing => format!("{attribute}.none"),
            AttributeCondition::Answer(answer) => format!("{attribute}.is.{answer}"),
        }
    }

    /// Reads what [`AttributeFilter::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        let (attribute, holding) = code.split_once('.')?;
        let holding = match (holding, holding.strip_prefix("is.")) {
            ("any", _) => AttributeCondition::Something,
            ("none", _) => AttributeCondition::Nothing,
            (_, Some(answer)) if !answer.is_empty() && answer.chars().count() <= MOST_NAME => {
                AttributeCondition::Answer(answer.to_owned())
            }
            _ => return None,
        };
        Some(Self { attribute: AttributeId::parse(attribute)?, holding })
    }
}
