//! The one model of what is exported, and how it becomes a file.

use super::csv_file::CsvFile;
use super::xlsx_file;
use crate::blocking;
use domain::day::Day;
use domain::moment::Moment;
use domain::problem::Problem;
use tokio::sync::mpsc;

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

/// A file that is being written.
#[derive(Debug)]
pub struct Exported {
    /// Its name.
    pub file_name: String,
    /// Its kind.
    pub format: Format,
    /// Its parts, as they come. One that is an error is the last: the file is not complete.
    pub parts: mpsc::Receiver<Part>,
}

/// What a workbook's writer is told.
#[derive(Debug)]
pub(super) enum Step {
    /// Rows of the sheet with this number.
    Rows(usize, Vec<Row>),
    /// That was all. Without it the workbook is not complete, and nobody gets it.
    Done,
}

/// Where rows are put.
#[derive(Debug)]
pub(super) enum Sink {
    Csv(CsvFile),
    Xlsx(mpsc::Sender<Step>),
}

/// Nobody waits for the file any more, or it cannot be written.
#[derive(Debug)]
pub(super) struct Gone;

impl Sink {
    /// Adds rows to a sheet.
    pub async fn put(&mut self, sheet: usize, rows: Vec<Row>) -> Result<(), Gone> {
        match self {
            Self::Csv(file) => file.put(rows).await,
            Self::Xlsx(writer) => writer.send(Step::Rows(sheet, rows)).await.map_err(|_| Gone),
        }
    }

    async fn done(self) -> Result<(), Gone> {
        match self {
            Self::Csv(_) => Ok(()),
            Self::Xlsx(writer) => writer.send(Step::Done).await.map_err(|_| Gone),
        }
    }
}

/// Why a file was not finished.
#[derive(Debug)]
pub(super) enum Stopped {
    Gone,
    Problem(Problem),
}

impl From<Gone> for Stopped {
    fn from(_: Gone) -> Self {
        Self::Gone
    }
}

impl<P: Into<Problem>> From<P> for Stopped {
    fn from(problem: P) -> Self {
        Self::Problem(problem.into())
    }
}

/// Begins a file; `fill` puts its rows into it and gives the sink back, while whoever asked for it is already reading.
pub(super) fn begin<Filled>(
    file_name: String,
    format: Format,
    sheets: Vec<Sheet>,
    fill: impl FnOnce(Sink) -> Filled,
) -> Exported
where
    Filled: Future<Output = Result<Sink, Stopped>> + Send + 'static,
{
    let (sender, parts) = mpsc::channel(4);
    let sink = match format {
        Format::Csv => Sink::Csv(CsvFile::new(sender.clone(), sheets.first())),
        Format::Xlsx => {
            let (rows, taken) = mpsc::channel(4);
            let sender = sender.clone();
            drop(blocking::run("writing a workbook", move || xlsx_file::write(&sheets, taken, &sender)));
            Sink::Xlsx(rows)
        }
    };
    let filling = fill(sink);
    tokio::spawn(async move {
        let filled = match filling.await {
            Ok(sink) => sink.done().await.map_err(Stopped::from),
            Err(stopped) => Err(stopped),
        };
        if let Err(Stopped::Problem(problem)) = filled {
            tracing::error!(status = problem.status(), "an export was broken off");
            let _ = sender.send(Err(std::io::Error::other("broken off"))).await;
        }
    });
    Exported { file_name, format, parts }
}
