//! The Account Owner as named on the command line.

use domain::fault::TextFault;
use domain::name::{EmailAddress, PersonName};
use domain::role::Role;
use serde_json::{Value, json};

/// The Account Owner of a school to be created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOwner {
    /// The first name, or several.
    pub first_name: PersonName,
    /// The last name.
    pub last_name: PersonName,
    /// The sign-in email.
    pub email: EmailAddress,
}

/// Why a name is not a first and last name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OwnerNameError {
    /// The name has fewer than two words.
    #[error("the owner's first and last name are needed, such as \"Harriet Lowe\"")]
    Incomplete,
    /// One of the two names is invalid.
    #[error("{0}")]
    Wrong(TextFault),
}

/// Particles that begin a last name: "Anna van der Berg".
const BEGINS_LAST_NAME: [&str; 18] = [
    "van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "le", "ap", "ab", "al", "bin",
    "st",
];

impl NewOwner {
    /// Splits a name as people write it: the last name is the last word with its particles.
    ///
    /// # Errors
    /// When it has fewer than two words, or one of the names is invalid.
    pub fn named(name: &str, email: EmailAddress) -> Result<Self, OwnerNameError> {
        let words: Vec<&str> = name.split_whitespace().collect();
        let [_, rest @ ..] = words.as_slice() else { return Err(OwnerNameError::Incomplete) };
        if rest.is_empty() {
            return Err(OwnerNameError::Incomplete);
        }
        // Never the first word, since Di is also a first name.
        let begins = |word: &&str| BEGINS_LAST_NAME.contains(&word.to_lowercase().trim_end_matches('.'));
        let last = 1 + rest.iter().position(begins).unwrap_or(rest.len() - 1);
        let (first, last) = (words[..last].join(" "), words[last..].join(" "));
        Ok(Self {
            first_name: PersonName::parse_first(&first).map_err(OwnerNameError::Wrong)?,
            last_name: PersonName::parse_last(&last).map_err(OwnerNameError::Wrong)?,
            email,
        })
    }

    /// First and last name.
    pub(super) fn names(&self) -> (String, String) {
        (self.first_name.to_string(), self.last_name.to_string())
    }

    /// The audit log's value for the owner.
    pub(super) fn audited(&self) -> Value {
        json!({ "email": self.email.as_str(), "role": Role::AccountOwner.code() })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn named(name: &str) -> Result<(String, String), OwnerNameError> {
        NewOwner::named(name, EmailAddress::parse("head@school.example").unwrap()).map(|owner| owner.names())
    }

    #[test]
    fn the_last_word_is_the_last_name_with_what_belongs_to_it() {
        for (name, first, last) in [
            ("Harriet Lowe", "Harriet", "Lowe"),
            ("  Mary  Ann   Evans ", "Mary Ann", "Evans"),
            ("Anna van der Berg", "Anna", "van der Berg"),
            ("Di Owen", "Di", "Owen"),
            ("Siân O’Brien-Jones", "Siân", "O’Brien-Jones"),
            ("Ffion ap Rhys", "Ffion", "ap Rhys"),
        ] {
            assert_eq!(named(name).unwrap(), (first.to_owned(), last.to_owned()), "{name}");
        }
        for name in ["", "  ", "Harriet"] {
            assert_eq!(named(name), Err(OwnerNameError::Incomplete), "{name:?}");
        }
        assert!(matches!(named("Harriet 2"), Err(OwnerNameError::Wrong(_))));
    }
}
