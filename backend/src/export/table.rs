//! The one model of what is exported.

use domain::day::Day;
use domain::moment::Moment;

/// The value of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    Empty,
    Text(String),
    Number(i64),
    /// A day.
    On(Day),
    /// A moment, in the time zone of British schools.
    At(Moment),
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub fn optional(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(text.into()))
    }
}

pub(super) type Row = Vec<Cell>;

/// A column's heading and width.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub heading: String,
    /// Width in characters, for formats that have widths.
    pub width: u8,
}

impl Column {
    pub fn new(heading: impl Into<String>, width: u8) -> Self {
        Self { heading: heading.into(), width }
    }
}

/// A table of the file. A CSV file has exactly one.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    pub name: String,
    pub columns: Vec<Column>,
}

/// A part of a file, or the error after which no more parts come.
pub type Part = std::io::Result<Vec<u8>>;

/// Messages to the workbook's writer.
#[derive(Debug)]
pub(super) enum WriterStep {
    /// Rows of the sheet with this number.
    Rows(usize, Vec<Row>),
    /// The end of the rows. Without it the workbook is incomplete and not sent.
    Done,
}

/// The reader has gone, or the file cannot be written.
#[derive(Debug)]
pub(super) struct ReaderGone;
