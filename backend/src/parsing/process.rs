//! The child process that parses one file, from the server's side: starting it, exchanging data and ending it.

use super::{CHILD, Task, wire};
use crate::limits;
use domain::upload::ParsingFailure;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{ExitStatus, Stdio};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::{Child, Command};

pub(super) use crate::limits::PARSING_SECONDS as MOST_PROCESSOR_SECONDS;
/// A setting for the `rolecall` program's allocator (mimalloc): memory that is reserved but not allocated does not
/// count as used.
const ALLOCATOR: (&str, &str) = ("MIMALLOC_ARENA_EAGER_COMMIT", "0");

// POSIX signal numbers.
const ABORTED: i32 = 6;
const KILLED: i32 = 9;
const OUT_OF_PROCESSOR_TIME: i32 = if cfg!(any(target_arch = "mips", target_arch = "mips64")) { 30 } else { 24 };

/// Parses a file in a child process. Dropping the future ends that process too.
pub(super) async fn ask(program: &Path, task: Task, file: Vec<u8>) -> Result<Vec<u8>, ParsingFailure> {
    let mut child = start(program).map_err(|error| {
        tracing::error!(%error, "starting the process that reads a file");
        ParsingFailure::NotStarted
    })?;
    let heard = tokio::time::timeout(limits::PARSING_PATIENCE, converse(&mut child, task, file)).await;
    if !matches!(heard, Ok(Ok(_))) {
        // It may already have exited.
        let _ = child.start_kill();
    }
    let status = child.wait().await;
    let answer = heard.map_err(|_| ParsingFailure::OutOfTime)??;
    match status {
        Ok(status) if status.success() => Ok(answer),
        Ok(status) => Err(reason(status)),
        Err(_) => Err(ParsingFailure::Crashed),
    }
}

fn start(program: &Path) -> std::io::Result<Child> {
    Command::new(program)
        .arg0("rolecall")
        .arg(CHILD)
        // The server's secrets are not passed on.
        .env_clear()
        .env(ALLOCATOR.0, ALLOCATOR.1)
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        // A failing parser's message may contain part of the file.
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
}

/// Sends the file and receives the answer. A child that exits early stops reading, which alone is not a failure.
async fn converse(child: &mut Child, task: Task, file: Vec<u8>) -> Result<Vec<u8>, ParsingFailure> {
    let (Some(mut to), Some(from)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(ParsingFailure::NotStarted);
    };
    let head = wire::head(&task, file.len()).map_err(|_| ParsingFailure::NotStarted)?;
    let send = async move {
        let _ = to.write_all(&head).await;
        let _ = to.write_all(&file).await;
    };
    let mut answer = Vec::new();
    let mut from = from.take(wire::MOST_ANSWER as u64 + 1);
    let hear = from.read_to_end(&mut answer);
    let ((), heard) = tokio::join!(send, hear);
    heard.map_err(|_| ParsingFailure::Crashed)?;
    if answer.len() > wire::MOST_ANSWER { Err(ParsingFailure::TooMuch) } else { Ok(answer) }
}

/// Why the child ended, as far as the system tells. A program that cannot allocate aborts; when memory runs out, the
/// system kills one.
fn reason(status: ExitStatus) -> ParsingFailure {
    match status.signal() {
        Some(ABORTED | KILLED) => ParsingFailure::OutOfMemory,
        Some(OUT_OF_PROCESSOR_TIME) => ParsingFailure::OutOfTime,
        _ => ParsingFailure::Crashed,
    }
}
