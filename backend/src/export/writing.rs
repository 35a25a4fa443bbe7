//! How a table becomes a file of the format that was asked for.

use super::csv_file::CsvFile;
use super::table::{Part, ReaderGone, Row, Sheet, WriterStep};
use super::xlsx_file;
use crate::blocking;
use domain::export::Format;
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
pub(super) enum RowSink {
    Csv(CsvFile),
    Xlsx(mpsc::Sender<WriterStep>),
}

impl RowSink {
    /// Adds rows to a sheet.
    pub async fn put(&mut self, sheet: usize, rows: Vec<Row>) -> Result<(), ReaderGone> {
        match self {
            Self::Csv(file) => file.put(rows).await,
            Self::Xlsx(writer) => writer.send(WriterStep::Rows(sheet, rows)).await.map_err(|_| ReaderGone),
        }
    }

    async fn done(self) -> Result<(), ReaderGone> {
        match self {
            Self::Csv(_) => Ok(()),
            Self::Xlsx(writer) => writer.send(WriterStep::Done).await.map_err(|_| ReaderGone),
        }
    }
}

/// Why a file was not finished.
#[derive(Debug)]
pub(super) enum ExportError {
    Gone,
    Problem(Problem),
}

impl From<ReaderGone> for ExportError {
    fn from(_: ReaderGone) -> Self {
        Self::Gone
    }
}

impl<P: Into<Problem>> From<P> for ExportError {
    fn from(problem: P) -> Self {
        Self::Problem(problem.into())
    }
}

/// Begins a file. `fill` writes its rows and returns the sink, while the requester is already reading.
pub(super) fn begin<Filling>(
    file_name: String,
    format: Format,
    sheets: Vec<Sheet>,
    fill: impl FnOnce(RowSink) -> Filling,
) -> Exported
where
    Filling: Future<Output = Result<RowSink, ExportError>> + Send + 'static,
{
    let (sender, parts) = mpsc::channel(4);
    let sink = match format {
        Format::Csv => RowSink::Csv(CsvFile::new(sender.clone(), sheets.first())),
        Format::Xlsx => {
            let (rows, taken) = mpsc::channel(4);
            let sender = sender.clone();
            drop(blocking::run("writing a workbook", move || xlsx_file::write(&sheets, taken, &sender)));
            RowSink::Xlsx(rows)
        }
    };
    let filling = fill(sink);
    tokio::spawn(async move {
        let filled = match filling.await {
            Ok(sink) => sink.done().await.map_err(ExportError::from),
            Err(stopped) => Err(stopped),
        };
        if let Err(ExportError::Problem(problem)) = filled {
            tracing::error!(status = problem.status(), "an export was broken off");
            let _ = sender.send(Err(std::io::Error::other("broken off"))).await;
        }
    });
    Exported { file_name, format, parts }
}
