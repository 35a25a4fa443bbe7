//! How a table becomes a file of the format that was asked for.

use super::csv_file::CsvFile;
use super::table::{Format, Gone, Part, Row, Sheet, Step};
use super::xlsx_file;
use crate::blocking;
use domain::problem::Problem;
use tokio::sync::mpsc;

/// A file that is being written.
#[derive(Debug)]
pub struct Exported {
    /// Its name.
    pub file_name: String,
    /// Its kind.
    pub format: Format,
    /// The file's parts as they come. An error is the last one: the file is incomplete.
    pub parts: mpsc::Receiver<Part>,
}

/// Where rows are put.
#[derive(Debug)]
pub(super) enum Sink {
    Csv(CsvFile),
    Xlsx(mpsc::Sender<Step>),
}

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

/// Begins a file. `fill` writes its rows and returns the sink, while the requester is already reading.
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
