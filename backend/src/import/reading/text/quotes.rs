//! Quotation marks that do not enclose cells correctly.

use super::super::rows::Rows;
use domain::import::Separator;

/// The text without quotation marks around each whole line, as some programs write it by treating a line as one cell.
pub(super) fn without_line_quotes(text: &str) -> Option<String> {
    let has_separator = |line: &str| Separator::ALL.iter().any(|separator| line.contains(char::from(separator.byte())));
    // A list of one column may legitimately be quoted, as "Pine, Ada" is.
    text.lines().find(|line| !line.trim().is_empty()).filter(|first| has_separator(first))?;
    let mut out = String::with_capacity(text.len());
    for line in text.lines().map(str::trim_end) {
        if !line.is_empty() {
            let inner = line.strip_prefix('"').and_then(|line| line.strip_suffix('"'))?;
            let plain = inner.replace("\"\"", "\u{1}");
            if plain.contains('"') {
                return None;
            }
            out.push_str(&plain.replace('\u{1}', "\""));
        }
        out.push('\n');
    }
    Some(out)
}

/// The number of cells in the widest row.
pub(super) fn width(rows: &Rows) -> usize {
    rows.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default()
}

/// Whether a cell contains whole lines of the file, because a stray quotation mark precedes it.
pub(super) fn swallows_lines(rows: &Rows, separator: Separator) -> bool {
    let width = width(rows);
    let is_row = |line: &str| line.matches(char::from(separator.byte())).count() + 1 == width;
    width > 2 && rows.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.lines().skip(1).any(is_row))
}
