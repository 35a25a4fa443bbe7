//! Cells that a spreadsheet program must not take for formulas.

use std::borrow::Cow;

/// `text` as it may stand in a cell of a CSV or XLSX file: what a spreadsheet program would read as a formula gets an
/// apostrophe in front, which such programs take for "this is text". (OWASP, "CSV Injection"; the wide forms of the signs
/// are read as formulas by programs set to Japanese or Chinese.)
pub fn harmless(text: &str) -> Cow<'_, str> {
    // Space before the sign is passed over by some programs; a tab or a line's end begins a cell of its own in others.
    let begins = text.trim_start().chars().next();
    let is_formula = matches!(begins, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'));
    if is_formula || text.starts_with(['\t', '\r', '\n']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn no_cell_begins_like_a_formula() {
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
        ] {
            assert_eq!(harmless(text), format!("'{text}"));
        }
        for text in ["", "Amy", "O'Brien", "a=b", "1-2", "'=1", "Year 1 – teacher", "amy+rolecall@hillside.uk", " Amy"]
        {
            assert_eq!(harmless(text), text);
        }
    }
}
