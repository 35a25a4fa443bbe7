//! Authors that are no person. The database keeps their code in place of a name.

/// The code of the nightly import, where a person's name would be. No person has it: their names have a space.
pub const NIGHTLY_IMPORT: &str = "nightly-import";

/// What an author is called: the nightly import by its words, a person by their name.
pub fn author_words(name: &str) -> &str {
    if name == NIGHTLY_IMPORT { "Nightly import" } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_no_person_is_worded() {
        assert_eq!(author_words(NIGHTLY_IMPORT), "Nightly import");
        assert_eq!(author_words("Nightly import"), "Nightly import", "as entries of earlier versions have it");
        assert_eq!(author_words("Ada Owens"), "Ada Owens");
    }
}
