//! Comma-separated values (RFC 4180), as Excel reads them: UTF-8 with a byte order mark, lines ending in CR LF.

use super::cell::harmless;
use super::table::{Cell, Gone, Part, Row, Sheet};
use crate::clock::in_london;
use csv::{Terminator, WriterBuilder};
use std::borrow::Cow;
use tokio::sync::mpsc;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A file being written, part by part.
#[derive(Debug)]
pub(super) struct CsvFile {
    parts: mpsc::Sender<Part>,
}

impl CsvFile {
    pub fn new(parts: mpsc::Sender<Part>, sheet: Option<&Sheet>) -> Self {
        let headings = sheet.into_iter().flat_map(|sheet| &sheet.columns);
        let headings: Row = headings.map(|column| Cell::text(column.heading.clone())).collect();
        let mut head = BYTE_ORDER_MARK.as_bytes().to_vec();
        head.extend(lines(&[headings]));
        // The channel is new: there is room in it.
        let _ = parts.try_send(Ok(head));
        Self { parts }
    }

    pub async fn put(&self, rows: Vec<Row>) -> Result<(), Gone> {
        self.parts.send(Ok(lines(&rows))).await.map_err(|_| Gone)
    }
}

fn lines(rows: &[Row]) -> Vec<u8> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).flexible(true).from_writer(Vec::new());
    for row in rows {
        // Writing to memory does not fail.
        let _ = writer.write_record(row.iter().map(|cell| text(cell).into_owned()));
    }
    writer.into_inner().unwrap_or_default()
}

fn text(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) => harmless(text),
        Cell::Number(number) => Cow::Owned(number.to_string()),
        Cell::At(at) => in_london(*at).map(|at| at.strftime("%Y-%m-%d %H:%M").to_string()).unwrap_or_default().into(),
    }
}
