//! Spreadsheets, cell by cell: a sheet may claim to be as large as a sheet can be.

use super::rows::{MOST_COLUMNS, Rows};
use calamine::{DataRef, Reader as _, Xlsx};
use domain::day::Day;
use domain::import::{ListFault, Table};
use std::io::Cursor;

/// Reads the first sheet that holds anything.
pub(super) fn read(bytes: &[u8]) -> Result<Table, ListFault> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(|_| ListFault::Damaged)?;
    for name in book.sheet_names() {
        // A sheet of pictures has no cells to read.
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else { continue };
        let mut rows = Rows::default();
        let mut row: Vec<String> = Vec::new();
        let mut number = 0;
        loop {
            let cell = cells.next_cell().map_err(|_| ListFault::Damaged)?;
            let Some(cell) = cell else { break };
            let (at, column) = cell.get_position();
            if at + 1 != number {
                rows.add(number, row.iter().map(String::as_str))?;
                row.clear();
                number = at + 1;
            }
            let text = words(cell.get_value());
            // One beyond the most there may be is enough to say that it is too many.
            let column = usize::try_from(column).unwrap_or(usize::MAX).min(MOST_COLUMNS);
            if !text.is_empty() {
                if row.len() <= column {
                    row.resize(column + 1, String::new());
                }
                if let Some(place) = row.get_mut(column) {
                    *place = text;
                }
            }
        }
        rows.add(number, row.iter().map(String::as_str))?;
        if let Ok(table) = rows.finish() {
            return Ok(table);
        }
    }
    Rows::default().finish()
}

/// A cell as it would stand in a CSV file.
fn words(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty | DataRef::Error(_) => String::new(),
        DataRef::Int(number) => number.to_string(),
        // Whole numbers are kept as such: staff codes and ids are often typed as numbers.
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(is_true) => is_true.to_string(),
        DataRef::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            let number = |value: u8| i8::try_from(value).unwrap_or_default();
            let day = i16::try_from(year).ok().and_then(|year| Day::new(year, number(month), number(day)));
            day.map_or_else(|| at.as_f64().to_string(), |day| day.to_string())
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
    }
}
