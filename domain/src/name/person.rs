use super::{parsed_text, short_line};
use serde::{Deserialize, Serialize};

/// A first or last name: 1 to 100 characters of any script, on one line.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonName(String);

impl PersonName {
    /// The most characters in a first or a last name.
    pub const MOST: usize = 100;

    /// Reads a first name; the error is the sentence to show.
    pub fn parse_first(text: &str) -> Result<Self, String> {
        Self::parse_as(text, "First name", "Enter a first name")
    }

    /// Reads a last name; the error is the sentence to show.
    pub fn parse_last(text: &str) -> Result<Self, String> {
        Self::parse_as(text, "Last name", "Enter a last name")
    }

    /// Reads a name, from wherever it was kept.
    pub fn parse(text: &str) -> Result<Self, String> {
        Self::parse_as(text, "Name", "Enter a name")
    }

    fn parse_as(text: &str, what: &str, when_empty: &str) -> Result<Self, String> {
        let text = short_line(text, what, Self::MOST)?;
        if text.is_empty() {
            return Err(when_empty.to_owned());
        }
        if !text.chars().any(char::is_alphabetic) {
            return Err(format!("{what} must have at least one letter"));
        }
        Ok(Self(text))
    }
}

parsed_text!(PersonName);
