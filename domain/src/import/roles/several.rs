//! Cells that name several roles.

use super::RoleSource;

/// The parts of a cell with signs between its roles; nothing where there are none. In a job title, a comma or "and" joins the
/// words of one job more often than two jobs, so only stronger signs count there.
pub(super) fn parts(source: RoleSource, word: &str) -> Option<Vec<String>> {
    let is_between = |sign: char| match source {
        RoleSource::Role => matches!(sign, ';' | ',' | '/' | '|' | '&' | '+' | '\n' | '\r'),
        RoleSource::JobTitle => matches!(sign, ';' | '/' | '|' | '\n' | '\r'),
    };
    let spaced = match source {
        RoleSource::Role => word.replace(" and ", ";").replace(" AND ", ";"),
        RoleSource::JobTitle => word.to_owned(),
    };
    let parts: Vec<_> =
        spaced.split(is_between).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect();
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
