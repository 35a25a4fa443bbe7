//! The one model of what is exported.

use domain::day::Day;
use domain::moment::Moment;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    Empty,
    Text(String),
    Number(i64),
    /// A day.
    On(Day),
    /// A moment, on the clocks of a British school.
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

/// The head of a column.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub heading: String,
    /// About so many characters wide, where the format knows widths.
    pub width: u8,
}

impl Column {
    pub fn new(heading: impl Into<String>, width: u8) -> Self {
        Self { heading: heading.into(), width }
    }
}

/// A table of the file. A CSV file has one.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    pub name: String,
    pub columns: Vec<Column>,
}

/// The kinds of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values: UTF-8 with a mark that tells Excel so.
    Csv,
    /// An Excel workbook.
    Xlsx,
}

impl Format {
    /// How file names end.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// A part of a file, or why there will be no more.
pub type Part = std::io::Result<Vec<u8>>;

/// What a workbook's writer is told.
#[derive(Debug)]
pub(super) enum Step {
    /// Rows of the sheet with this number.
    Rows(usize, Vec<Row>),
    /// That was all. Without it the workbook is not complete, and nobody gets it.
    Done,
}

/// Nobody waits for the file any more, or it cannot be written.
#[derive(Debug)]
pub(super) struct Gone;
