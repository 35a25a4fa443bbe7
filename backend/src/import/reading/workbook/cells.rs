//! Reading the cells of a sheet's XML. How numbers and days are displayed is in `number` and `date`.

use super::super::bundle::Bundle;
use super::super::rows::{MOST_COLUMNS, RawCell, Rows};
use super::super::xml;
use super::number::Format;
use super::strings::unescape;
use super::{Shared, date};
use domain::import::{CellFinding, FormulaError, ListFault};
use quick_xml::events::{BytesStart, Event};

/// From this value on, a number has more digits than spreadsheets store.
const DIGITS_ARE_LOST: f64 = 1e15;

/// Reads the rows of a sheet.
pub(super) fn read(bundle: &mut Bundle<'_>, path: &str, shared: &Shared) -> Result<Rows, ListFault> {
    let mut reader = xml::reader(bundle.stream(path)?);
    let mut buffer = Vec::new();
    let (mut rows, mut row, mut cell) = (Rows::default(), Row::default(), None::<Cell>);
    // The element that the next text belongs to.
    let mut part = Part::Other;
    loop {
        match xml::next(&mut reader, &mut buffer)? {
            Event::Start(element) => match (element.local_name().as_ref(), &mut cell) {
                ("row", _) => row.begin(&element),
                ("c", _) => cell = Some(Cell::begin(&element, &row)),
                ("v", Some(cell)) => {
                    cell.has_value = true;
                    part = Part::Value;
                }
                ("f", Some(cell)) => {
                    cell.has_formula = true;
                    part = Part::Other;
                }
                ("is", Some(cell)) => cell.has_value = true,
                ("t", Some(cell)) if cell.kind == "inlineStr" => part = Part::Value,
                ("rPh", _) => part = Part::Other,
                _ => {}
            },
            Event::Text(text) if part == Part::Value => push(&mut cell, &text.xml10_content()),
            Event::CData(text) if part == Part::Value => push(&mut cell, &text.xml10_content()),
            Event::GeneralRef(entity) if part == Part::Value => {
                cell.iter_mut().for_each(|cell| xml::push_entity(&entity, &mut cell.text));
            }
            Event::End(element) => match element.local_name().as_ref() {
                "v" | "t" => part = Part::Other,
                "c" => cell.take().into_iter().for_each(|cell| row.add(cell, shared)),
                "row" => row.end(&mut rows)?,
                "sheetData" => break,
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    row.end(&mut rows)?;
    Ok(rows)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Value,
    Other,
}

fn push(cell: &mut Option<Cell>, text: &str) {
    if let Some(cell) = cell {
        cell.text.push_str(text);
    }
}

/// The row that is being read.
#[derive(Default)]
struct Row {
    number: u32,
    is_hidden: bool,
    /// The column of the next cell without a reference.
    next: usize,
    cells: Vec<RawCell>,
}

impl Row {
    fn begin(&mut self, element: &BytesStart<'_>) {
        let number = xml::attribute(element, "r").and_then(|number| number.parse().ok());
        // Row numbers fit into 24 bits: see `TableRow::id`.
        self.number = number.unwrap_or(self.number + 1).min(1 << 23);
        self.is_hidden = xml::is_true(xml::attribute(element, "hidden"));
        self.next = 0;
        self.cells.clear();
    }

    fn add(&mut self, cell: Cell, shared: &Shared) {
        // One more than the limit is enough to report that there are too many.
        let column = cell.column.min(MOST_COLUMNS);
        self.next = column + 1;
        let cell = cell.read(shared);
        if cell.text.is_empty() && cell.finding.is_none() {
            return;
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, RawCell::default());
        }
        if let Some(place) = self.cells.get_mut(column) {
            *place = cell;
        }
    }

    fn end(&mut self, rows: &mut Rows) -> Result<(), ListFault> {
        rows.add(self.number, self.is_hidden, self.cells.drain(..))
    }
}

/// The cell that is being read.
struct Cell {
    column: usize,
    kind: String,
    style: Option<usize>,
    text: String,
    has_value: bool,
    has_formula: bool,
}

impl Cell {
    fn begin(element: &BytesStart<'_>, row: &Row) -> Self {
        let column = xml::attribute(element, "r").and_then(|place| column(&place));
        Self {
            column: column.unwrap_or(row.next),
            kind: xml::attribute(element, "t").unwrap_or_default(),
            style: xml::attribute(element, "s").and_then(|style| style.parse().ok()),
            text: String::new(),
            has_value: false,
            has_formula: false,
        }
    }

    fn read(self, shared: &Shared) -> RawCell {
        let Self { kind, style, text, has_value, has_formula, .. } = self;
        let is_worked_out = match kind.as_str() {
            // An empty text is also a result.
            "str" => has_value,
            _ => has_value && !text.is_empty(),
        };
        if has_formula && !is_worked_out {
            return RawCell { text: String::new(), finding: Some(CellFinding::FormulaWithoutValue) };
        }
        match kind.as_str() {
            "s" => {
                let place: Option<usize> = text.trim().parse().ok();
                as_text(place.and_then(|place| shared.strings.get(place)).cloned().unwrap_or_default())
            }
            "inlineStr" | "str" => as_text(unescape(&text)),
            "b" => RawCell::of(match text.trim() {
                "1" | "true" => "TRUE",
                "0" | "false" => "FALSE",
                other => other,
            }),
            "e" => {
                let error = FormulaError::shown_as(text.trim()).unwrap_or(FormulaError::Other);
                RawCell { text: String::new(), finding: Some(CellFinding::FormulaError(error)) }
            }
            "d" => RawCell { text, finding: None },
            _ => match text.trim().parse::<f64>() {
                Ok(number) => as_number(number, shared.styles.format(style), shared.counts_from_1904),
                Err(_) => as_text(text),
            },
        }
    }
}

/// A text cell, which is never evaluated, even if it begins like a formula.
fn as_text(text: String) -> RawCell {
    let looks_like_formula = text.trim_start().starts_with(['=', '+', '-', '@']);
    RawCell { finding: looks_like_formula.then_some(CellFinding::Text), text }
}

fn as_number(number: f64, format: &Format, counts_from_1904: bool) -> RawCell {
    if number.abs() >= DIGITS_ARE_LOST && number.is_finite() {
        let finding = Some(CellFinding::ShortenedNumber(format!("{number:E}")));
        return RawCell { text: String::new(), finding };
    }
    let day = || (*format == Format::Day).then(|| date::shown(number, counts_from_1904)).flatten();
    RawCell { text: format.shown(number).or_else(day).unwrap_or_else(|| number.to_string()), finding: None }
}

/// The column index of a cell reference: "B7" is in column 1.
fn column(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters.fold(0_usize, |number, letter| {
        number.saturating_mul(26).saturating_add(usize::from(letter.to_ascii_uppercase() - b'A') + 1)
    });
    number.checked_sub(1)
}
