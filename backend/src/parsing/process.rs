//! The process that reads one file, seen from the server: started, fed, heard, and ended.

use super::{CHILD, Task, wire};
use crate::limits;
use domain::upload::ParsingFailure;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{ExitStatus, Stdio};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::{Child, Command};

pub(super) use crate::limits::PARSING_SECONDS as MOST_PROCESSOR_SECONDS;
/// What the allocator of the `rolecall` program (mimalloc) is told: memory it has reserved and not given out yet does not
/// count as used.
const ALLOCATOR: (&str, &str) = ("MIMALLOC_ARENA_EAGER_COMMIT", "0");

// The signals that end it, as POSIX numbers them.
const ABORTED: i32 = 6;
const KILLED: i32 = 9;
const OUT_OF_PROCESSOR_TIME: i32 = if cfg!(any(target_arch = "mips", target_arch = "mips64")) { 30 } else { 24 };

/// Has a file read by a process of its own. When this is dropped, that process ends too.
pub(super) async fn ask(program: &Path, task: Task, file: Vec<u8>) -> Result<Vec<u8>, ParsingFailure> {
    let mut child = start(program).map_err(|error| {
        tracing::error!(%error, "starting the process that reads a file");
        ParsingFailure::NotStarted
    })?;
    let heard = tokio::time::timeout(limits::PARSING_PATIENCE, converse(&mut child, task, file)).await;
    if !matches!(heard, Ok(Ok(_))) {
        // It may have ended by itself already.
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
        // No secret of the server's goes along.
        .env_clear()
        .env(ALLOCATOR.0, ALLOCATOR.1)
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        // What a reader says when it fails may hold what is in the file.
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
}

/// Sends the file and takes the answer. A child that ends early stops listening, which is no failure by itself.
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

/// Why it ended, as far as the system tells. A program that gets no memory aborts; the system kills one when all memory
/// is gone.
fn reason(status: ExitStatus) -> ParsingFailure {
    match status.signal() {
        Some(ABORTED | KILLED) => ParsingFailure::OutOfMemory,
        Some(OUT_OF_PROCESSOR_TIME) => ParsingFailure::OutOfTime,
        _ => ParsingFailure::Crashed,
    }
}
