//! Cells that name several roles.

use super::RoleSource;

/// The parts of a cell with separators between roles; `None` without separators. In a job title, a comma or "and" joins
/// the words of one job more often than two jobs, so only strong separators count there.
pub(super) fn parts(source: RoleSource, word: &str) -> Option<Vec<String>> {
    match source {
        RoleSource::Role => all_parts(word),
        RoleSource::JobTitle => split(word, |sign| STRONG.contains(sign)),
    }
}

/// Separators that are between two roles and hardly ever within one.
const STRONG: &str = ";/|\\•·→\n\r";

/// The parts of a cell by every separator and word that may be between roles.
pub(super) fn all_parts(word: &str) -> Option<Vec<String>> {
    const WORDS: &[&str] = &["and", "or", "plus", "then", "also"];
    let spaced: Vec<&str> = word
        .split(' ')
        .map(|part| if WORDS.iter().any(|between| part.eq_ignore_ascii_case(between)) { ";" } else { part })
        .collect();
    let spaced = spaced.join(" ").replace(" - ", ";");
    split(&spaced, |sign| STRONG.contains(sign) || ",&+:()[]–—".contains(sign))
}

fn split(text: &str, is_between: impl Fn(char) -> bool) -> Option<Vec<String>> {
    let parts: Vec<_> =
        text.split(is_between).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect();
    (parts.len() > 1).then_some(parts)
}

/// Whether a cell is two names in a row, as a line break leaves them, that mean different roles.
pub(super) fn is_two<T: PartialEq>(word: &str, exactly: impl Fn(&str) -> Option<T>) -> bool {
    let words: Vec<_> = word.split_whitespace().collect();
    // Some names of two words are one role, such as "Head teacher" or "Student teacher".
    if words.len() < 2 || exactly(word).is_some() || exactly(&words.concat()).is_some() {
        return false;
    }
    (1..words.len()).any(|place| {
        let (first, second) = words.split_at(place);
        match (exactly(&first.join(" ")), exactly(&second.join(" "))) {
            (Some(first), Some(second)) => first != second,
            _ => false,
        }
    })
}
