//! Parsing uploaded files (lists of staff and pictures) in isolation.
//!
//! A file may be crafted to harm the program that reads it, and checks only find the harm that their author thought
//! of. A server therefore reads each file in a separate process, which limits its own memory and time first. The
//! process is this same program, started with [`CHILD`] as its only argument. However it ends, the server gets a
//! value.

mod child;
mod process;
mod wire;

pub use child::run as run_child;

use crate::import::reading;
use crate::limits;
use crate::photo::{Photo, making};
use domain::import::{ListFault, ReadList, ReadingChoices};
use domain::photo::{Crop, PhotoError};
use domain::upload::ParsingFailure;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use tokio::sync::Semaphore;

/// The argument that starts this program as a parser of one file.
pub const CHILD: &str = "parse-file";
/// The running program, even if its file has been replaced by a newer version.
const THIS_PROGRAM: &str = "/proc/self/exe";

/// Where files are parsed.
#[derive(Clone, Debug)]
pub enum Runner {
    /// In a separate process. The path is that of the `rolecall` program.
    Child(PathBuf),
    /// In this process: for commands that take no files, and for tests, which are not the `rolecall` program.
    InProcess,
}

impl Runner {
    /// A child process of the running program, which must be `rolecall`.
    ///
    /// # Errors
    /// When the system does not report the running program.
    pub fn this_program() -> std::io::Result<Self> {
        let path = Path::new(THIS_PROGRAM);
        Ok(Self::Child(if path.exists() { path.to_owned() } else { std::env::current_exe()? }))
    }
}

/// What a file is parsed as.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Task {
    /// A list of staff, with the choices for reading it: gives a [`ReadList`] or a [`ListFault`].
    StaffList(ReadingChoices),
    /// A picture and the square crop to keep: gives a [`Photo`] or a [`PhotoError`].
    Photo(Crop),
    /// A picture to keep whole, no larger than an observation's photo: gives a JPEG or a [`PhotoError`].
    Picture,
}

impl Task {
    /// The task's name in the log.
    const fn name(&self) -> &'static str {
        match self {
            Self::StaffList(_) => "a list of staff",
            Self::Photo(_) | Self::Picture => "a picture",
        }
    }

    /// Parses a file in this process and writes the answer.
    fn carry_out(self, file: Vec<u8>, answer: &mut impl std::io::Write) -> Result<(), postcard::Error> {
        match self {
            Self::StaffList(choices) => wire::write(&reading::read(&file, &choices), answer),
            Self::Photo(crop) => wire::write(&making::photo(file, crop), answer),
            Self::Picture => wire::write(&making::picture(file), answer),
        }
    }
}

/// Parses files, a few at a time.
#[derive(Debug)]
pub(crate) struct Parser {
    runner: Runner,
    seats: Semaphore,
    places: Semaphore,
}

impl Parser {
    pub fn new(runner: Runner) -> Self {
        Self {
            runner,
            seats: Semaphore::new(limits::PARSING_SEATS),
            places: Semaphore::new(limits::PARSING_SEATS + limits::PARSING_WAITING),
        }
    }

    /// Parses a list of staff into rows and columns, and reports how they were found.
    pub async fn staff_list(&self, file: Vec<u8>, choices: ReadingChoices) -> Result<ReadList, ListFault> {
        self.read(Task::StaffList(choices), file).await.map_err(ListFault::Parsing)?
    }

    /// Makes the photo that `crop` takes from a picture.
    pub async fn photo(&self, picture: Vec<u8>, crop: Crop) -> Result<Photo, PhotoError> {
        self.read(Task::Photo(crop), picture).await.map_err(PhotoError::Parsing)?
    }

    /// Makes an observation's photo from a picture.
    pub async fn picture(&self, picture: Vec<u8>) -> Result<Vec<u8>, PhotoError> {
        self.read(Task::Picture, picture).await.map_err(PhotoError::Parsing)?
    }

    async fn read<T: DeserializeOwned + Send + 'static>(&self, task: Task, file: Vec<u8>) -> Result<T, ParsingFailure> {
        let name = task.name();
        let read = self.in_turn(task, file).await;
        if let Err(failure) = &read {
            // The log contains neither the file's content nor the reader's message about it.
            tracing::warn!(?failure, "reading {name} ended early");
        }
        read
    }

    async fn in_turn<T: DeserializeOwned + Send + 'static>(
        &self,
        task: Task,
        file: Vec<u8>,
    ) -> Result<T, ParsingFailure> {
        let _place = self.places.try_acquire().map_err(|_| ParsingFailure::Busy)?;
        let _seat = self.seats.acquire().await.map_err(|_| ParsingFailure::Busy)?;
        let answer = match &self.runner {
            Runner::Child(program) => process::ask(program, task, file).await?,
            Runner::InProcess => in_process(task, file).await?,
        };
        crate::blocking::run("reading a file", move || wire::read(&answer))
            .await
            .map_err(|_| ParsingFailure::Crashed)?
    }
}

async fn in_process(task: Task, file: Vec<u8>) -> Result<Vec<u8>, ParsingFailure> {
    let answered = crate::blocking::run("reading a file", move || {
        let mut answer = Vec::new();
        task.carry_out(file, &mut answer).map(|()| answer)
    });
    answered.await.map_err(|_| ParsingFailure::Crashed)?.map_err(|_| ParsingFailure::Crashed)
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;
    use std::sync::Arc;
    use std::time::{Duration, Instant};

    async fn until(what: &str, holds: impl Fn() -> bool) {
        let begun = Instant::now();
        while !holds() {
            assert!(begun.elapsed() < Duration::from_secs(8), "not in eight seconds: {what}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn two_files_are_read_at_once_and_few_wait() {
        let folder = tempfile::tempdir().unwrap();
        let (program, place) = (folder.path().join("program"), folder.path().display());
        let waits = "while [ ! -e $FOLDER/go ]; do /bin/sleep 0.05; done; exit 1";
        std::fs::write(&program, format!("#!/bin/sh\nFOLDER={place}\necho here >> $FOLDER/begun; {waits}\n")).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        let begun = || std::fs::read_to_string(folder.path().join("begun")).unwrap_or_default().lines().count();
        let parser = Arc::new(Parser::new(Runner::Child(program)));
        let list = |parser: Arc<Parser>| async move {
            parser.staff_list(b"a,b".to_vec(), ReadingChoices::default()).await.map(drop)
        };
        let all = limits::PARSING_SEATS + limits::PARSING_WAITING;
        let reading: Vec<_> = (0..all).map(|_| tokio::spawn(list(Arc::clone(&parser)))).collect();
        until("all are read or wait", || parser.places.available_permits() == 0).await;
        until("two are read", || begun() == limits::PARSING_SEATS).await;
        let one_more = list(Arc::clone(&parser)).await;
        assert_eq!(one_more, Err(ListFault::Parsing(ParsingFailure::Busy)), "it is asked to come back");
        assert_eq!(begun(), limits::PARSING_SEATS);
        std::fs::write(folder.path().join("go"), "").unwrap();
        for one in reading {
            assert_eq!(one.await.unwrap(), Err(ListFault::Parsing(ParsingFailure::Crashed)));
        }
        assert_eq!(begun(), all);
    }
}
