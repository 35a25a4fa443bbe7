//! Cleaning the cells of an imported list: corrects what is certain, and names what is not. Email addresses are in
//! `clean/address.rs`, leaving dates in `clean/leaving.rs`. Reading the file is the backend's job, and `plan.rs`
//! decides what a cleaned row does.

mod address;
mod leaving;

pub use address::{AddressFault, AddressFix, CleanAddress, addresses_in, is_no_address, read_address};
pub use leaving::{Leaving, has_month_first, read_leaving, with_day_first};

/// Reads OneRoster's `enabledUser` and similar columns; `None` when the text says neither.
pub fn read_enabled(text: &str) -> Option<bool> {
    const YES: &[&str] = &[
        "true", "1", "10", "yes", "y", "t", "on", "active", "enabled", "current", "x", "ja", "wahr", "oui", "vrai",
        "live",
    ];
    const NO: &[&str] = &[
        "false",
        "0",
        "00",
        "no",
        "n",
        "f",
        "off",
        "disabled",
        "notenabled",
        "suspended",
        "locked",
        "blocked",
        "revoked",
        "unavailable",
        "closed",
        "falsch",
        "nein",
        "faux",
        "non",
        "notcurrent",
        "expired",
    ];
    if text.trim() == "✓" {
        return Some(true);
    }
    let word = letters(text);
    match word.as_str() {
        word if YES.contains(&word) => Some(true),
        word if NO.contains(&word) || is_gone(text) => Some(false),
        _ => None,
    }
}

/// Whether a status means that the person is no longer at the school.
pub fn is_gone(status: &str) -> bool {
    const GONE: &[&str] = &[
        "tobedeleted",
        "deleted",
        "leaver",
        "leavers",
        "former",
        "formerstaff",
        "formeremployee",
        "exstaff",
        "exemployee",
        "inactive",
        "notactive",
        "nonactive",
        "archived",
        "archive",
        "ended",
        "terminated",
        "past",
        "resigned",
        "retired",
        "disabled",
        "deactivated",
        "suspended",
        "withdrawn",
        "dismissed",
        "removed",
        "notemployed",
        "deceased",
        "exited",
    ];
    let status = letters(status);
    let is_left = status == "left" || status.starts_with("left") && status.len() > 6 || status.starts_with("nolonger");
    GONE.contains(&status.as_str()) || is_left
}

/// Whether a cell says that it is empty, such as "n/a". "None" and "Null" do not count, because they are names too.
pub fn is_nothing(text: &str) -> bool {
    const WORDS: &[&str] =
        &["n/a", "n.a.", "n.a", "none", "null", "nil", "not applicable", "--", "---", "–", "—", "#n/a", "(none)"];
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// A word in lower case, without the punctuation between and around its letters.
fn letters(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The title before a first name, and the name without it: "Mrs Ada" is Ada.
pub fn title_and_first_name(text: &str) -> Option<(&str, &str)> {
    const TITLES: &[&str] = &[
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "professor",
        "rev",
        "revd",
        "reverend",
        "sir",
        "dame",
        "madame",
        "mme",
    ];
    let (title, rest) = text.split_once(char::is_whitespace)?;
    let rest = rest.trim_start();
    let is_title = TITLES.contains(&title.strip_suffix('.').unwrap_or(title).to_lowercase().as_str());
    (is_title && rest.contains(char::is_alphabetic)).then_some((title, rest))
}

/// Whether text in a file is an uncalculated formula: it calls a function or names a cell. Ordinary words such as
/// "=Lead" and "-Minus" are not formulas.
pub fn is_formula(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['=', '+', '@']).or_else(|| text.strip_prefix('-')) else { return false };
    let calls = rest.as_bytes().windows(2).any(|pair| pair[0].is_ascii_alphanumeric() && pair[1] == b'(');
    let sums = !rest.contains(char::is_alphabetic) && rest.contains(|sign: char| sign.is_ascii_digit());
    calls
        || sums
        || rest.contains(['|', '!'])
        || rest.split(|sign: char| !sign.is_ascii_alphanumeric() && sign != '$').any(is_cell_name)
}

/// Whether a word is the name of a cell, such as "B2" or "$AA$17".
fn is_cell_name(word: &str) -> bool {
    let plain: String = word.chars().filter(|sign| *sign != '$').collect();
    let letters = plain.bytes().take_while(u8::is_ascii_uppercase).count();
    let digits = plain.get(letters..).unwrap_or_default();
    (1..=3).contains(&letters) && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a number is in scientific notation, which loses its last digits: "2.34561E+11".
pub fn is_shortened(text: &str) -> bool {
    let Some((number, power)) = text.split_once(['E', 'e']) else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, part) = number.split_once(['.', ',']).unwrap_or((number, "0"));
    // A small power would still show every digit, so codes such as "1E2" are not shortened numbers.
    let has_part = number.contains(['.', ',']);
    let power = power.strip_prefix('+').or_else(|| has_part.then_some(power));
    digits(whole) && whole.len() == 1 && digits(part) && power.is_some_and(digits)
}

/// Removes the apostrophe by which spreadsheets keep a cell as text, when it is before a digit or a sign that starts a
/// formula. Some systems write `="000451"` for the same reason.
pub fn without_guard(text: &str) -> Option<&str> {
    if let Some(inner) = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        return (!inner.contains('"')).then_some(inner);
    }
    let rest = text.strip_prefix(['\'', '’', '‘'])?;
    rest.starts_with(|sign: char| matches!(sign, '=' | '+' | '-' | '@') || sign.is_ascii_digit()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enabled_in_all_usual_spellings() {
        for text in ["TRUE", "true", "1", "Yes", "y", "active", "Enabled"] {
            assert_eq!(read_enabled(text), Some(true), "{text}");
        }
        for text in [
            "FALSE",
            "0",
            " no ",
            "N",
            "inactive",
            "Disabled",
            "not_active",
            "Deactivated",
            "=FALSE()",
            "No longer employed",
        ] {
            assert_eq!(read_enabled(text), Some(false), "{text}");
        }
        assert_eq!((read_enabled(""), read_enabled("perhaps")), (None, None));
    }

    #[test]
    fn statuses_of_people_who_left() {
        for (status, gone) in [
            ("tobedeleted", true),
            ("To_Be_Deleted", true),
            ("Left", true),
            ("Left school", true),
            ("No longer at school", true),
            ("Ex-staff", true),
            ("Withdrawn", true),
            ("Lefty", false),
            ("active", false),
            ("", false),
            ("Current", false),
        ] {
            assert_eq!(is_gone(status), gone, "{status}");
        }
    }

    #[test]
    fn formulas_and_words_that_only_look_like_them() {
        for (text, formula) in [
            ("=B2&\" \"&C2", true),
            ("=CONCAT(A2;B2)", true),
            ("+B2", true),
            ("@SUM(1+1)*cmd", true),
            ("=cmd|' /C calc'!A0", true),
            ("=HYPERLINK(\"http://x\")", true),
            ("=$A$1", true),
            ("=1+1", true),
            ("=Lead", false),
            ("-Minus", false),
            ("+Plus", false),
            ("@home", false),
            ("-", false),
            ("=", false),
            ("Teacher (Y3)", false),
        ] {
            assert_eq!(is_formula(text), formula, "{text}");
        }
    }

    #[test]
    fn shortened_numbers_and_guards() {
        for (text, shortened) in [
            ("2.34561E+11", true),
            ("2,34561E+11", true),
            ("1E+15", true),
            ("2.34561E11", true),
            ("2,34561e11", true),
            ("1E5", false),
            ("234561000000", false),
            ("1E2", false),
            ("E+11", false),
            ("12.3E+4", false),
            ("Abbie+11", false),
        ] {
            assert_eq!(is_shortened(text), shortened, "{text}");
        }
        for (text, plain) in [
            ("'000777", Some("000777")),
            ("’0451", Some("0451")),
            ("’t Hart", None),
            ("'=Lead", Some("=Lead")),
            ("'-Minus", Some("-Minus")),
            ("=\"000451\"", Some("000451")),
            ("=\"a\"&\"b\"", None),
            ("'t Hart", None),
            ("ʻIolani", None),
            ("''7", None),
            ("'", None),
        ] {
            assert_eq!(without_guard(text), plain, "{text}");
        }
    }

    #[test]
    fn titles_before_first_names() {
        for (text, found) in [
            ("Mrs Ada", Some(("Mrs", "Ada"))),
            ("DR. Jean-Luc", Some(("DR.", "Jean-Luc"))),
            ("Miss", None),
            ("Mr 7", None),
            ("Drew Ann", None),
            ("Ada", None),
        ] {
            assert_eq!(title_and_first_name(text), found, "{text}");
        }
    }
}
