//! The fields that need no rule of their own, and their definitions.

use super::{Definition, Import, Kind};
use crate::fault::{TextFault, TextKind};
use crate::name::short_line;
use serde::{Deserialize, Serialize};

/// A field of a member that needs no rule of its own: one optional line of text, which nothing but its definition reads.
///
/// Adding one takes a variant, a place in [`PlainField::ALL`], a definition, and a migration with its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PlainField {
    /// "she/her", "they/them", …
    Pronouns,
}

const PRONOUNS: Definition = Definition {
    hint: "Such as she/her, he/him or they/them.",
    kind: Kind::Line { most: 40, suggestions: &["she/her", "he/him", "they/them"] },
    is_own: true,
    import: Some(Import {
        code: "pronouns",
        headings: &["pronouns", "preferredpronouns", "pronoun", "preferredpronoun"],
    }),
    export: Some(12),
    ..Definition::typed("pronouns", "Pronouns")
};

impl PlainField {
    /// All of them, in the order of forms and exports.
    pub const ALL: &'static [Self] = &[Self::Pronouns];

    /// Its definition.
    pub const fn definition(self) -> &'static Definition {
        match self {
            Self::Pronouns => &PRONOUNS,
        }
    }

    /// Its column in the database, its name in forms, its id on pages and its key in the audit log.
    pub const fn code(self) -> &'static str {
        self.definition().code
    }

    /// The field with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.code() == code)
    }

    /// The fields that members set themselves.
    pub fn own() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|field| field.definition().is_own)
    }

    /// Reads what was typed: nothing for an empty text.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(self, text: &str) -> Result<Option<String>, TextFault> {
        let Definition { kind, .. } = self.definition();
        let most = match kind {
            Kind::Line { most, .. } => *most,
            Kind::Typed => usize::MAX,
        };
        short_line(text, TextKind::Member(self), most).map(|text| Some(text).filter(|text| !text.is_empty()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_fields_are_optional_lines_within_their_limits() {
        for field in PlainField::ALL {
            let definition = field.definition();
            let Kind::Line { most, suggestions } = definition.kind else { panic!("{field:?} is no line") };
            assert!(!definition.is_mandatory, "{field:?}");
            assert_eq!(PlainField::from_code(field.code()), Some(*field));
            assert_eq!(field.read("  "), Ok(None));
            assert_eq!(field.read(&"x".repeat(most)), Ok(Some("x".repeat(most))));
            assert!(field.read(&"x".repeat(most + 1)).is_err());
            for suggestion in suggestions {
                assert_eq!(field.read(suggestion), Ok(Some((*suggestion).to_owned())));
            }
        }
    }

    /// What follows from a definition follows it without a word, so what pronouns promise is said here again.
    #[test]
    fn pronouns_are_asked_for_imported_exported_and_set_by_their_member() {
        let definition = PlainField::Pronouns.definition();
        assert!(PlainField::ALL.contains(&PlainField::Pronouns));
        assert_eq!((definition.code, definition.label, definition.logged), ("pronouns", "Pronouns", "Pronouns"));
        assert!(definition.is_own && !definition.is_mandatory);
        assert_eq!(definition.import.map(|import| import.code), Some("pronouns"));
        assert!(definition.export.is_some());
        assert_eq!(definition.kind.suggestions(), ["she/her", "he/him", "they/them"]);
    }

    #[test]
    fn pronouns_are_one_tidy_line_of_40_characters() {
        assert_eq!(PlainField::Pronouns.read(" they / them "), Ok(Some("they / them".to_owned())));
        assert_eq!(PlainField::Pronouns.read(&"ß".repeat(40)), Ok(Some("ß".repeat(40))));
        let too_long = PlainField::Pronouns.read(&"x".repeat(41));
        assert_eq!(too_long.unwrap_err().sentence(), "Pronouns must be 40 characters or fewer");
        let hidden = PlainField::Pronouns.read("she\u{7}/her");
        assert_eq!(hidden.unwrap_err().sentence(), "Pronouns has a hidden character in it. Type it again");
    }
}
