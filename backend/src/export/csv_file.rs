//! Comma-separated values (RFC 4180) as Excel reads them: UTF-8 with a byte order mark, lines ending in CR LF. Every
//! exported CSV file is written here.

use super::cell::kept_as_text;
use super::table::{Cell, Part, ReaderGone, Row, Sheet};
use crate::clock::in_london;
use csv::{Terminator, WriterBuilder};
use std::borrow::Cow;
use tokio::sync::mpsc;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A file that is written part by part.
#[derive(Debug)]
pub(super) struct CsvFile {
    parts: mpsc::Sender<Part>,
}

impl CsvFile {
    pub fn new(parts: mpsc::Sender<Part>, sheet: Option<&Sheet>) -> Self {
        let headings = sheet.into_iter().flat_map(|sheet| &sheet.columns);
        let headings: Row = headings.map(|column| Cell::text(column.heading.clone())).collect();
        let mut head = BYTE_ORDER_MARK.as_bytes().to_vec();
        head.extend(lines([&headings].into_iter().map(|row| row.iter().map(text))));
        // The channel is new, so there is room in it.
        let _ = parts.try_send(Ok(head));
        Self { parts }
    }

    pub async fn put(&self, rows: Vec<Row>) -> Result<(), ReaderGone> {
        self.parts.send(Ok(lines(rows.iter().map(|row| row.iter().map(text))))).await.map_err(|_| ReaderGone)
    }
}

/// A small CSV file of texts, as a whole.
pub(crate) fn small<const WIDTH: usize>(
    headings: [&str; WIDTH],
    rows: impl IntoIterator<Item = [String; WIDTH]>,
) -> String {
    let mut bytes = BYTE_ORDER_MARK.as_bytes().to_vec();
    bytes.extend(lines([headings.map(kept_as_text)]));
    bytes.extend(lines(rows.into_iter().map(|row| row.map(|text| kept_as_text(&text).into_owned().into()))));
    // Cannot fail: only texts were written.
    String::from_utf8(bytes).unwrap_or_default()
}

fn lines<'t, Cells>(rows: impl IntoIterator<Item = Cells>) -> Vec<u8>
where
    Cells: IntoIterator<Item = Cow<'t, str>>,
{
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).flexible(true).from_writer(Vec::new());
    for row in rows {
        // Writing to memory does not fail.
        let _ = writer.write_record(row.into_iter().map(Written));
    }
    writer.into_inner().unwrap_or_default()
}

struct Written<'t>(Cow<'t, str>);

impl AsRef<[u8]> for Written<'_> {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

fn text(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) => kept_as_text(text),
        Cell::Number(number) => Cow::Owned(number.to_string()),
        Cell::On(day) => Cow::Owned(day.to_string()),
        Cell::At(at) => in_london(*at).map(|at| at.strftime("%Y-%m-%d %H:%M").to_string()).unwrap_or_default().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_run_nothing_and_end_where_they_end() {
        let text =
            small(["A", "B"], [["=1+1".to_owned(), "say \"hi\", =x".to_owned()], ["07".to_owned(), String::new()]]);
        assert_eq!(text, "\u{feff}A,B\r\n'=1+1,\"say \"\"hi\"\", =x\"\r\n'07,\r\n");
    }
}
