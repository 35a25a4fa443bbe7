//! First and last names.

use super::{parsed_text, short_line};
use crate::fault::{TextFault, TextKind};
use crate::limits;
use serde::{Deserialize, Serialize};

/// A first or last name: 1 to 100 characters of any script, on one line.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonName(String);

impl PersonName {
    /// Reads a first name; the error says what to do.
    pub fn parse_first(text: &str) -> Result<Self, TextFault> {
        Self::parse_as(text, TextKind::FirstName)
    }

    /// Reads a last name; the error says what to do.
    pub fn parse_last(text: &str) -> Result<Self, TextFault> {
        Self::parse_as(text, TextKind::LastName)
    }

    /// Parses a name from a source that does not say whether it is a first or last name.
    pub fn parse(text: &str) -> Result<Self, TextFault> {
        Self::parse_as(text, TextKind::Name)
    }

    fn parse_as(text: &str, kind: TextKind) -> Result<Self, TextFault> {
        let text = short_line(text, kind.clone(), limits::PERSON_NAME)?;
        if text.is_empty() {
            return Err(TextFault::Missing(kind));
        }
        if !text.chars().any(char::is_alphabetic) {
            return Err(TextFault::NoLetter(kind));
        }
        Ok(Self(text))
    }
}

parsed_text!(PersonName);
