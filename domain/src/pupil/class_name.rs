//! Names of classes.

use crate::fault::{TextFault, TextKind};
use crate::name::{parsed_text, short_line};
use serde::{Deserialize, Serialize};

/// A class's name, such as "3A" or "Willow". 1 to 30 characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClassName(String);

impl ClassName {
    /// Reads a class's name; the error says what to do.
    pub fn parse(text: &str) -> Result<Self, TextFault> {
        let text = short_line(text, TextKind::Class, 30)?;
        if text.is_empty() { Err(TextFault::Missing(TextKind::Class)) } else { Ok(Self(text)) }
    }
}

parsed_text!(ClassName);
