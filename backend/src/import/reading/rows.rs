//! Rows within the limits of a list of staff, and their cells' text as people mean it.

use crate::limits;
use domain::import::clean::{is_shortened, without_guard};
use domain::import::{CellFinding, FormulaError, ListFault};
use domain::name::tidy;

pub use crate::limits::LIST_COLUMNS as MOST_COLUMNS;
pub use crate::limits::LIST_ROWS as MOST_ROWS;

/// A cell as it is in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RawCell {
    pub text: String,
    pub finding: Option<CellFinding>,
}

impl RawCell {
    /// A text cell without further information.
    pub fn of(text: &str) -> Self {
        Self { text: text.to_owned(), finding: None }
    }
}

/// A row with the number that a spreadsheet shows beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RawRow {
    pub number: u32,
    /// Whether the spreadsheet hides the row, for example by a filter.
    pub is_hidden: bool,
    pub cells: Vec<String>,
    pub findings: Vec<(u16, CellFinding)>,
}

impl RawRow {
    /// A column's text; empty when the row has none.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// Whether the row has nothing but formulas without a result.
    pub fn is_only_formulas(&self) -> bool {
        self.cells.iter().all(String::is_empty)
    }

    /// The beginning of the row, on one line.
    pub fn beginning(&self) -> String {
        const MOST: usize = 80;
        let cells: Vec<_> = self.cells.iter().map(|cell| tidy(cell)).filter(|cell| !cell.is_empty()).take(6).collect();
        let text = cells.join(" · ");
        if text.chars().count() > MOST { text.chars().take(MOST).chain(['…']).collect() } else { text }
    }
}

/// The rows of a sheet.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub rows: Vec<RawRow>,
    /// Bytes of text so far, plus one for each cell.
    text: usize,
}

impl Rows {
    /// Adds the row with this number. An empty row is ignored.
    ///
    /// # Errors
    /// When a limit is exceeded.
    pub fn add(&mut self, number: u32, is_hidden: bool, cells: impl Iterator<Item = RawCell>) -> Result<(), ListFault> {
        let mut row = RawRow { number, is_hidden, ..RawRow::default() };
        for (column, cell) in cells.enumerate() {
            if column >= MOST_COLUMNS {
                if cell.text.trim().is_empty() {
                    continue;
                }
                return Err(ListFault::TooManyColumns { row: number, most: MOST_COLUMNS });
            }
            if cell.text.len() > limits::LIST_CELL && cell.text.chars().count() > limits::LIST_CELL {
                return Err(ListFault::LongCell { row: number, most: limits::LIST_CELL });
            }
            let (text, finding) = as_meant(cell);
            let place = u16::try_from(column).unwrap_or(u16::MAX);
            row.findings.extend(finding.map(|finding| (place, finding)));
            row.cells.push(text);
        }
        while row.cells.last().is_some_and(String::is_empty) {
            row.cells.pop();
        }
        if row.cells.is_empty() && row.findings.is_empty() {
            return Ok(());
        }
        // Headings and titles do not count as people.
        if self.rows.len() > MOST_ROWS + super::headings::LOOKED_AT {
            return Err(ListFault::TooManyRows { most: MOST_ROWS });
        }
        self.text += row.cells.iter().map(|cell| cell.len() + 1).sum::<usize>();
        if self.text > limits::LIST_TEXT_MB * 1024 * 1024 {
            return Err(ListFault::TooMuchText { most_mb: limits::LIST_TEXT_MB });
        }
        self.rows.push(row);
        Ok(())
    }
}

/// A cell's text as people read it, and any finding about it.
fn as_meant(cell: RawCell) -> (String, Option<CellFinding>) {
    let RawCell { text, finding } = cell;
    if finding.as_ref().is_some_and(CellFinding::is_lost) {
        return (String::new(), finding);
    }
    let text = tidy_lines(&text);
    if let Some(error) = FormulaError::shown_as(&text) {
        return (String::new(), Some(CellFinding::FormulaError(error)));
    }
    if is_shortened(&text) {
        return (String::new(), Some(CellFinding::ShortenedNumber(text)));
    }
    if let Some(plain) = without_guard(&text) {
        let is_guarded_sign = !plain.starts_with(|sign: char| sign.is_ascii_digit());
        return (plain.to_owned(), is_guarded_sign.then_some(CellFinding::Text));
    }
    let is_unreadable = text.contains('\u{FFFD}');
    (text, if is_unreadable { Some(CellFinding::UnreadableSign) } else { finding })
}

/// Tidies each line separately, because only the column decides what several lines in a cell mean.
fn tidy_lines(text: &str) -> String {
    let is_break = |sign: char| matches!(sign, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    if text.is_ascii() && !text.contains(is_break) {
        let trimmed = text.trim();
        // Most cells need no tidying.
        return if trimmed.contains("  ") || trimmed.contains('\t') { tidy(trimmed) } else { trimmed.to_owned() };
    }
    text.split(is_break).map(tidy).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_as_they_are_meant() {
        for (text, meant, finding) in [
            ("  Amy\tWebb ", "Amy Webb", None),
            ("Teacher\r\n Governor\u{2028}", "Teacher\nGovernor", None),
            ("E\u{301}quipe", "Équipe", None),
            ("Ann\u{200B}e\u{AD}", "Anne", None),
            ("'000777", "000777", None),
            ("'=Lead", "=Lead", Some(CellFinding::Text)),
            ("'t Hart", "'t Hart", None),
            ("#N/A", "", Some(CellFinding::FormulaError(FormulaError::NotAvailable))),
            ("#SPILL!", "", Some(CellFinding::FormulaError(FormulaError::Other))),
            ("2.34561E+11", "", Some(CellFinding::ShortenedNumber("2.34561E+11".to_owned()))),
            ("Zo\u{FFFD}", "Zo\u{FFFD}", Some(CellFinding::UnreadableSign)),
        ] {
            assert_eq!(as_meant(RawCell::of(text)), (meant.to_owned(), finding), "{text:?}");
        }
    }
}
