//! Cells of CSV files, where the text alone decides how a spreadsheet reads it.

use std::borrow::Cow;

/// `text` made safe for a CSV cell. What a spreadsheet program would read as a formula, or turn into another number or
/// a date, gets an apostrophe in front: such programs then keep it as text, and imports remove it. (OWASP, "CSV
/// Injection"; programs set to Japanese or Chinese also read the full-width signs as formulas.) Workbook cells need
/// none of this, because they carry their type.
pub(crate) fn kept_as_text(text: &str) -> Cow<'_, str> {
    // Some programs ignore space before the sign; in others a tab or a line break starts a new cell.
    let begins = text.trim_start().chars().next();
    let is_formula = matches!(begins, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'));
    if is_formula || text.starts_with(['\t', '\r', '\n']) || is_turned(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Numbers of up to this many digits are shown in full.
const WHOLE_DIGITS: usize = 11;
/// Words that make a date or a time of adjacent numbers.
const OF_DATES: [&str; 14] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "am", "pm"];

/// Whether a spreadsheet program would show the text differently: "000451", "1-2", "3E5", "12 March".
fn is_turned(text: &str) -> bool {
    if !text.starts_with(|sign: char| sign.is_ascii_digit()) {
        return false;
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.len() > WHOLE_DIGITS || (text.len() > 1 && text.starts_with('0'));
    }
    if domain::day::Day::parse(text).is_some() {
        return false;
    }
    let is_between = |sign: char| matches!(sign, '.' | ',' | ':' | '/' | '-' | ' ' | '%' | '+' | '£' | '$' | '€');
    let words = text.split(|sign: char| !sign.is_alphabetic()).filter(|word| !word.is_empty());
    let is_of_date = |word: &str| {
        let small = word.to_lowercase();
        OF_DATES
            .iter()
            .any(|known| small == *known || (small.len() > 3 && small.starts_with(known) && is_month(&small)))
    };
    text.chars().all(|sign| sign.is_alphanumeric() || is_between(sign))
        && words
            .clone()
            .all(|word| is_of_date(word) || (is_power(word) && text.ends_with(|sign: char| sign.is_ascii_digit())))
}

fn is_power(word: &str) -> bool {
    matches!(word, "e" | "E")
}

fn is_month(word: &str) -> bool {
    const LONG: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    LONG.contains(&word) || word == "sept"
}

#[cfg(test)]
mod tests {
    use super::kept_as_text;

    #[test]
    fn no_cell_begins_like_a_formula_or_becomes_another_number() {
        for text in [
            "=1+1",
            "+44 20 7946 0000",
            "-",
            "@SUM(A1)",
            " =1",
            "\t=1",
            "\r\n=1",
            "\tword",
            "\nword",
            "＝1",
            "＋1",
            "－1",
            "＠a",
            "\u{a0}=1",
            "=cmd|' /C calc'!A0",
            "000451",
            "07",
            "123456789012",
            "1-2",
            "3/4",
            "3E5",
            "1.0",
            "1,000",
            "12 March",
            "1-Sept-26",
            "9:30 am",
            "50%",
        ] {
            assert_eq!(kept_as_text(text), format!("'{text}"));
        }
    }

    #[test]
    fn everything_else_stands_as_it_is() {
        for text in [
            "",
            "Amy",
            "O'Brien",
            "a=b",
            "'=1",
            "Year 1 – teacher",
            "amy+rolecall@hillside.uk",
            "1.smith@hillside.uk",
            " Amy",
            "0",
            "451",
            "12345678901",
            "3E",
            "1A",
            "1st XI coach",
            "4 Marchmont Street",
            "2026-08-31",
        ] {
            assert_eq!(kept_as_text(text), text);
        }
    }
}
