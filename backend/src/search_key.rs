//! Search keys and sort keys. The rule is in `domain::search`; letters of every script are decomposed here, because
//! each of the two databases folds and sorts in its own way.

use domain::search::{self, SearchFields, is_left_out};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Sorts before every character of a name: "Smith, Zoe" before "Smithson, Amy".
const BETWEEN: char = '\u{1}';
/// Sorts after every text: people without a job title come last.
const LAST: &str = "\u{10FFFD}";

/// `text` in Unicode's compatibility decomposition, without accents.
fn decompose(text: &str) -> String {
    // These are removed before decomposing too, because some of them become a space and an accent.
    let signs = text.chars().filter(|sign| !is_left_out(*sign)).nfkd();
    signs.filter(|sign| !is_combining_mark(*sign)).collect()
}

/// `text` in lower case and Unicode's compatibility form, for comparing.
pub(crate) fn normalise(text: &str) -> String {
    search::normalise(&decompose(text))
}

/// The sort key for names: the last name, then the first.
pub(crate) fn name_key(first_name: &str, last_name: &str) -> String {
    let mut key = normalise(last_name);
    key.push(BETWEEN);
    key.push_str(&normalise(first_name));
    key
}

/// The sort key for job titles.
pub(crate) fn job_title_key(job_title: Option<&str>) -> String {
    job_title.map(normalise).unwrap_or_else(|| LAST.to_owned())
}

/// What a search looks through.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SearchKey<'a> {
    pub first_name: &'a str,
    pub last_name: &'a str,
    pub email: &'a str,
    pub job_title: Option<&'a str>,
    pub username: Option<&'a str>,
    pub staff_code: Option<&'a str>,
}

impl SearchKey<'_> {
    /// The search key for a person.
    pub fn text(&self) -> String {
        let others = [Some(self.email), self.job_title, self.username, self.staff_code];
        search_key(Some((self.first_name, self.last_name)), others.into_iter().flatten())
    }
}

/// The search key for a name and other texts.
pub(crate) fn search_key<'t>(name: Option<(&str, &str)>, texts: impl IntoIterator<Item = &'t str>) -> String {
    let named = match name {
        Some((first, last)) => SearchFields::new().name(&decompose(first), &decompose(last)),
        None => SearchFields::new(),
    };
    texts.into_iter().fold(named, |fields, text| fields.text(&decompose(text))).key()
}

/// The words of a search; empty ones are dropped.
pub(crate) fn words(search: &str) -> Vec<String> {
    // Split before decomposing, because a full-width comma becomes a comma.
    search::words(&decompose(search))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_every_script_are_taken_apart() {
        for (name, typed) in [
            ("Siân", "sia\u{302}n"),
            ("Ｗａｎｇ", "wang"),
            ("Nguyễn", "nguyen"),
            ("Søren Æbelø", "soren aebelo"),
            ("O´Brien", "o`brien"),
            ("محمد", "محمّد"),
            ("ﬁona", "fiona"),
        ] {
            assert_eq!(normalise(name), normalise(typed), "{name} {typed}");
        }
        assert_ne!(normalise("王"), normalise("李"));
    }

    #[test]
    fn people_are_found_in_every_script() {
        for (first, last, search) in [
            ("민수", "김", "김민수"),
            ("娜", "李", "李娜"),
            ("Ｚｏë", "Nguyễn Văn", "NGUYENVAN，zoe"),
            ("ヒロ", "ﾀﾅｶ", "タナカヒロ"),
        ] {
            let key = search_key(Some((first, last)), []);
            assert!(words(search).iter().all(|word| key.contains(word.as_str())), "{search}: {key}");
        }
    }

    #[test]
    fn names_sort_by_last_name_then_first() {
        let mut people = [
            ("Amy", "Smithson"),
            ("Zoe", "Smith"),
            ("Émile", "Smith"),
            ("Ann", "Östman"),
            ("Al", "Smith-Ward"),
            ("Bo", "O'Brien"),
        ];
        people.sort_by_key(|(first, last)| name_key(first, last));
        assert_eq!(people.map(|(first, _)| first), ["Bo", "Ann", "Émile", "Zoe", "Amy", "Al"]);
    }

    #[test]
    fn nobody_without_a_job_title_stands_before_somebody_with_one() {
        assert!(job_title_key(Some("\u{10FFFC}")) < job_title_key(None));
        assert!(job_title_key(Some("校長")) < job_title_key(None));
    }

    #[test]
    fn words_without_substance_are_passed_over() {
        assert_eq!(words(" O'  ' - Brien "), ["o", "brien"]);
    }
}
