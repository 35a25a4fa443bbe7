//! OpenDocument spreadsheets, which store each cell's displayed text beside its value.

use super::bundle::Bundle;
use super::rows::{MOST_COLUMNS, RawCell, Rows};
use super::workbook::RawSheet;
use super::xml;
use domain::import::{CellFinding, FormulaError, ListFault};
use quick_xml::events::{BytesStart, Event};
use std::collections::HashSet;

/// Reads the sheets of a spreadsheet.
///
/// # Errors
/// When it is damaged or encrypted.
pub(super) fn read(bundle: &mut Bundle<'_>, content: &str) -> Result<Vec<RawSheet>, ListFault> {
    if let Some(manifest) = bundle.path_of("META-INF/manifest.xml")
        && bundle.read(&manifest)?.windows(15).any(|part| part == b"encryption-data")
    {
        return Err(ListFault::Encrypted);
    }
    let mut reader = xml::reader(bundle.stream(content)?);
    let mut buffer = Vec::new();
    let mut book = Book::default();
    loop {
        match xml::next(&mut reader, &mut buffer)? {
            Event::Start(element) => book.begin(&element),
            Event::Text(text) => book.text(&text.xml10_content()),
            Event::CData(text) => book.text(&text.xml10_content()),
            Event::GeneralRef(entity) => {
                let mut sign = String::new();
                xml::push_entity(&entity, &mut sign);
                book.text(&sign);
            }
            Event::End(element) => book.end(element.local_name().as_ref()),
            Event::Eof => return Ok(book.sheets),
            _ => {}
        }
    }
}

/// The reader's state.
#[derive(Default)]
struct Book {
    sheets: Vec<RawSheet>,
    /// The styles of hidden sheets.
    hidden_styles: HashSet<String>,
    /// The style whose properties are being read.
    style: String,
    /// The number of the latest row.
    number: u32,
    row_times: u32,
    is_row_hidden: bool,
    cells: Vec<RawCell>,
    cell: Option<Cell>,
    /// The depth of nested comments, whose text is not the cell's.
    comments: u32,
    is_text: bool,
}

struct Cell {
    times: usize,
    kind: String,
    /// The day, in a cell of that type.
    day: String,
    has_formula: bool,
    text: String,
}

impl Book {
    fn begin(&mut self, element: &BytesStart<'_>) {
        let get = |name: &str| xml::attribute(element, name);
        let times = |name: &str| get(name).and_then(|times| times.parse::<u32>().ok()).unwrap_or(1).max(1);
        match element.local_name().as_ref() {
            "style" => self.style = get("name").unwrap_or_default(),
            "table-properties" if get("display").is_some_and(|display| display == "false") => {
                self.hidden_styles.insert(self.style.clone());
            }
            "table" => {
                let is_hidden = get("style-name").is_some_and(|style| self.hidden_styles.contains(&style));
                let name = get("name").unwrap_or_default().chars().take(100).collect();
                self.sheets.push(RawSheet { name, is_hidden, rows: Ok(Rows::default()) });
                self.number = 0;
            }
            "table-row" => {
                self.row_times = times("number-rows-repeated");
                self.is_row_hidden = get("visibility").is_some_and(|visibility| visibility != "visible");
                self.cells.clear();
            }
            "table-cell" | "covered-table-cell" => {
                let day = get("date-value").unwrap_or_default();
                self.cell = Some(Cell {
                    times: usize::try_from(times("number-columns-repeated")).unwrap_or(usize::MAX),
                    kind: get("value-type").unwrap_or_default(),
                    day,
                    has_formula: get("formula").is_some(),
                    text: String::new(),
                });
            }
            "annotation" => self.comments += 1,
            "p" | "h" => {
                self.is_text = true;
                if self.cell.as_ref().is_some_and(|cell| !cell.text.is_empty()) {
                    self.text("\n");
                }
            }
            "s" => self.text(" "),
            "tab" => self.text("\t"),
            "line-break" => self.text("\n"),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(cell) = &mut self.cell
            && self.is_text
            && self.comments == 0
        {
            cell.text.push_str(text);
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "annotation" => self.comments = self.comments.saturating_sub(1),
            "p" | "h" => self.is_text = false,
            "table-cell" | "covered-table-cell" => {
                if let Some(cell) = self.cell.take() {
                    self.add_cell(&cell);
                }
            }
            "table-row" => self.add_rows(),
            _ => {}
        }
    }

    fn add_cell(&mut self, cell: &Cell) {
        // One more than the limit is enough to report that there are too many.
        let room = (MOST_COLUMNS + 1).saturating_sub(self.cells.len());
        self.cells.extend(std::iter::repeat_n(cell.read(), cell.times.min(room)));
    }

    fn add_rows(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        let is_empty = cells.iter().all(|cell| cell.text.trim().is_empty() && cell.finding.is_none());
        let Some(sheet) = self.sheets.last_mut() else { return };
        let (from, times) = (self.number, std::mem::replace(&mut self.row_times, 1).max(1));
        self.number = self.number.saturating_add(times).min(1 << 23);
        if is_empty || sheet.is_hidden {
            return;
        }
        for number in from..self.number {
            let Ok(rows) = &mut sheet.rows else { return };
            if let Err(fault) = rows.add(number + 1, self.is_row_hidden, cells.iter().cloned()) {
                sheet.rows = Err(fault);
            }
        }
    }
}

impl Cell {
    fn read(&self) -> RawCell {
        let is_error = self.text.starts_with("Err:");
        let finding = match FormulaError::shown_as(self.text.trim()) {
            Some(error) => Some(CellFinding::FormulaError(error)),
            None if is_error && self.has_formula => Some(CellFinding::FormulaError(FormulaError::Other)),
            None if self.has_formula && self.kind.is_empty() && self.text.is_empty() => {
                Some(CellFinding::FormulaWithoutValue)
            }
            None => None,
        };
        if finding.is_some() {
            return RawCell { text: String::new(), finding };
        }
        match self.kind.as_str() {
            "date" => RawCell::of(self.day.split('T').next().unwrap_or_default()),
            "string" => {
                let looks_like_formula = self.text.trim_start().starts_with(['=', '+', '-', '@']);
                RawCell { text: self.text.clone(), finding: looks_like_formula.then_some(CellFinding::Text) }
            }
            _ => RawCell::of(&self.text),
        }
    }
}
