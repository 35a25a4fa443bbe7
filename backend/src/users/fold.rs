//! Texts as they are compared: without case, accents, apostrophes or hyphens, so that "obrien" finds "O'Brien" and "zoe"
//! finds "Zoë". Made here because the two databases fold and sort each in its own way.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Comes before every sign that may stand in a name: "Smith, Zoe" before "Smithson, Amy".
const BETWEEN: char = '\u{1}';
/// Comes after every text: people without a job title stand last.
const LAST: &str = "\u{10FFFD}";

/// `text` as it is compared, in lower case and Unicode's compatibility form.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    // Before decomposing too: some of these signs become a space and an accent.
    for sign in text.chars().filter(|sign| !is_passed_over(*sign)).nfkd().filter(|sign| !is_passed_over(*sign)) {
        for small in sign.to_lowercase() {
            match spelt_out(small) {
                Some(letters) => folded.push_str(letters),
                None => folded.push(small),
            }
        }
    }
    folded
}

/// Signs that people leave out or cannot see.
fn is_passed_over(sign: char) -> bool {
    is_combining_mark(sign)
        || matches!(sign,
            '\'' | '`' | '´' | '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{2BC}' | '\u{2B9}' | '\u{2BB}'
            | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}'
            | '\u{AD}' | '\u{200C}'..='\u{200F}' | '\u{61C}')
}

/// Letters that have no accent to take off, as people type them who have not got them.
const fn spelt_out(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ŧ' => "t",
        'ı' => "i",
        _ => return None,
    })
}

/// What a list sorted by name compares: the last name, then the first.
pub(crate) fn name_key(first_name: &str, last_name: &str) -> String {
    let mut key = fold(last_name);
    key.push(BETWEEN);
    key.push_str(&fold(first_name));
    key
}

/// What a list sorted by job title compares.
pub(crate) fn job_title_key(job_title: Option<&str>) -> String {
    job_title.map(fold).unwrap_or_else(|| LAST.to_owned())
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
    /// Everything folded, one field a line: no word of a search reaches over the end of a field.
    pub fn text(&self) -> String {
        let fields = [
            Some(self.first_name),
            Some(self.last_name),
            Some(self.email),
            self.job_title,
            self.username,
            self.staff_code,
        ];
        fields.into_iter().flatten().map(fold).collect::<Vec<_>>().join("\n")
    }
}

/// The words of a search, folded; those of which nothing is left are passed over.
pub(crate) fn words(search: &str) -> Vec<String> {
    search.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_is_what_they_find() {
        for (name, typed) in [
            ("Zoë", "zoe"),
            ("O'Brien", "obrien"),
            ("O’Brien", "o'brien"),
            ("O´Brien", "o`brien"),
            ("Smith-Jones", "SMITH‐JONES"),
            ("Wałęsa", "walesa"),
            ("Łucja", "Lucja"),
            ("Çelik İnan", "celik inan"),
            ("Weiß", "weiss"),
            ("Siân", "sia\u{302}n"),
            ("Ｗａｎｇ", "wang"),
            ("Ó Súilleabháin", "o suilleabhain"),
            ("محمد", "محمّد"),
            ("Søren Æbelø", "soren aebelo"),
        ] {
            assert_eq!(fold(name), fold(typed), "{name} {typed}");
        }
        assert_ne!(fold("王"), fold("李"));
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
