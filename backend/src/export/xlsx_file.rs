//! Excel workbooks. Rows go to temporary files as they come; only the finished workbook is read back.

use super::table::{Cell, Column, Part, Row, Sheet, WriterStep};
use crate::clock::in_london;
use crate::limits;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use std::io::{BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use tokio::sync::mpsc;

/// Rows that fit on a sheet, including the headings.
const MOST_ROWS: u32 = 1_048_576;
/// Characters that fit in a cell.
const MOST_LETTERS: usize = 32_767;

/// Writes a workbook of the incoming rows, each with the number of its sheet, until there are no more.
pub(super) fn write(sheets: &[Sheet], steps: mpsc::Receiver<WriterStep>, parts: &mpsc::Sender<Part>) {
    if let Err(error) = try_write(sheets, steps, parts) {
        tracing::error!(%error, "a workbook was broken off");
        let _ = parts.blocking_send(Err(std::io::Error::other("broken off")));
    }
}

fn try_write(
    sheets: &[Sheet],
    mut steps: mpsc::Receiver<WriterStep>,
    parts: &mpsc::Sender<Part>,
) -> Result<(), XlsxError> {
    let mut book = WorkbookWriter::new(sheets)?;
    loop {
        match steps.blocking_recv() {
            Some(WriterStep::Rows(sheet, rows)) if !parts.is_closed() => {
                for row in rows {
                    book.put(sheet, &row)?;
                }
            }
            Some(WriterStep::Done) => break,
            // The reader has gone, or the export was broken off, which is reported elsewhere.
            Some(WriterStep::Rows(..)) | None => return Ok(()),
        }
    }
    let mut file = tempfile::tempfile()?;
    let mut writer = BufWriter::new(&mut file);
    book.workbook.save_to_writer(&mut writer)?;
    writer.flush()?;
    drop(writer);
    file.seek(SeekFrom::Start(0))?;
    loop {
        let mut part = Vec::with_capacity(limits::EXPORTED_PART);
        std::io::Read::by_ref(&mut file).take(limits::EXPORTED_PART as u64).read_to_end(&mut part)?;
        if part.is_empty() || parts.blocking_send(Ok(part)).is_err() {
            return Ok(());
        }
    }
}

struct WorkbookWriter<'a> {
    workbook: Workbook,
    sheets: &'a [Sheet],
    /// Where each sheet continues: its current number in the workbook, its next row, and how many it has been split
    /// into.
    places: Vec<(usize, u32, u32)>,
    /// The format of text cells, which stay text even when somebody edits them.
    text: Format,
    day: Format,
    moment: Format,
}

impl<'a> WorkbookWriter<'a> {
    fn new(sheets: &'a [Sheet]) -> Result<Self, XlsxError> {
        let mut workbook = Workbook::new();
        for sheet in sheets {
            head(workbook.add_worksheet_with_constant_memory()?, &sheet.name, &sheet.columns)?;
        }
        let places = (0..sheets.len()).map(|sheet| (sheet, 1, 1)).collect();
        let [text, day, moment] =
            ["@", "dd/mm/yyyy", "dd/mm/yyyy hh:mm"].map(|format| Format::new().set_num_format(format));
        Ok(Self { workbook, sheets, places, text, day, moment })
    }

    fn put(&mut self, sheet: usize, row: &Row) -> Result<(), XlsxError> {
        let (Some(place), Some(about)) = (self.places.get_mut(sheet), self.sheets.get(sheet)) else {
            return Err(XlsxError::UnknownWorksheetNameOrIndex(sheet.to_string()));
        };
        if place.1 == MOST_ROWS {
            *place = (self.workbook.worksheets().len(), 1, place.2 + 1);
            let name = format!("{} {}", about.name, place.2);
            head(self.workbook.add_worksheet_with_constant_memory()?, &name, &about.columns)?;
        }
        let worksheet = self.workbook.worksheet_from_index(place.0)?;
        for (column, cell) in (0u16..).zip(row) {
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => {
                    let text: String = text.chars().take(MOST_LETTERS).collect();
                    worksheet.write_string_with_format(place.1, column, text, &self.text)?;
                }
                #[allow(clippy::cast_precision_loss)]
                Cell::Number(number) => {
                    worksheet.write_number(place.1, column, *number as f64)?;
                }
                Cell::On(day) => {
                    let [month, day_of_month] = [day.month(), day.day()].map(i8::unsigned_abs);
                    let on = ExcelDateTime::from_ymd(day.year().unsigned_abs(), month, day_of_month)?;
                    worksheet.write_datetime_with_format(place.1, column, on, &self.day)?;
                }
                Cell::At(at) => {
                    if let Some(at) = in_london(*at) {
                        let [month, day, hour, minute] =
                            [at.month(), at.day(), at.hour(), at.minute()].map(i8::unsigned_abs);
                        let at = ExcelDateTime::from_ymd(at.year().unsigned_abs(), month, day)?.and_hms(
                            u16::from(hour),
                            minute,
                            0,
                        )?;
                        worksheet.write_datetime_with_format(place.1, column, at, &self.moment)?;
                    }
                }
            }
        }
        place.1 += 1;
        Ok(())
    }
}

/// Names a sheet and writes its headings, which stay visible when scrolling.
fn head(worksheet: &mut Worksheet, name: &str, columns: &[Column]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    worksheet.set_name(name)?.set_freeze_panes(1, 1)?;
    for (place, column) in (0u16..).zip(columns) {
        worksheet.set_column_width(place, f64::from(column.width))?;
        worksheet.write_string_with_format(0, place, &column.heading, &bold)?;
    }
    Ok(())
}
