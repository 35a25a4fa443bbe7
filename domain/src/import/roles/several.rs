//! Cells that name several roles.

use super::RoleSource;

/// The parts of a cell with signs between its roles; nothing where there are none. In a job title, a comma or "and" joins the
/// words of one job more often than two jobs, so only stronger signs count there.
pub(super) fn parts(source: RoleSource, word: &str) -> Option<Vec<String>> {
    match source {
        RoleSource::Role => all_parts(word),
        RoleSource::JobTitle => split(word, |sign| STRONG.contains(sign)),
    }
}

/// Signs that stand between two roles, and hardly ever within one.
const STRONG: &str = ";/|\\•·→\n\r";

/// The parts of a cell by every sign and word that may stand between roles.
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

/// Whether a cell is two names one after the other, as a line break leaves them, that stand for different roles.
pub(super) fn is_two<T: PartialEq>(word: &str, exactly: impl Fn(&str) -> Option<T>) -> bool {
    let words: Vec<_> = word.split_whitespace().collect();
    // A name that is one as a whole, such as "Head teacher" or "Student teacher".
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
