use super::MOST_NAME;
use crate::id::AttributeId;
use serde::{Deserialize, Serialize};

/// Leaves in a list only people of whom this is known, or is not.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct AttributeFilter {
    /// Which attribute.
    pub attribute: AttributeId,
    /// What is to be known.
    pub holding: Holding,
}

/// What is to be known of people in a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Holding {
    /// Anything.
    Something,
    /// Nothing.
    Nothing,
    /// This answer of a choice.
    Answer(String),
}

impl AttributeFilter {
    /// As written in URLs.
    pub fn code(&self) -> String {
        let attribute = self.attribute;
        match &self.holding {
            Holding::Something => format!("{attribute}.any"),
            Holding::Nothing => format!("{attribute}.none"),
            Holding::Answer(answer) => format!("{attribute}.is.{answer}"),
        }
    }

    /// Reads what [`AttributeFilter::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        let (attribute, holding) = code.split_once('.')?;
        let holding = match (holding, holding.strip_prefix("is.")) {
            ("any", _) => Holding::Something,
            ("none", _) => Holding::Nothing,
            (_, Some(answer)) if !answer.is_empty() && answer.chars().count() <= MOST_NAME => {
                Holding::Answer(answer.to_owned())
            }
            _ => return None,
        };
        Some(Self { attribute: AttributeId::parse(attribute)?, holding })
    }
}
