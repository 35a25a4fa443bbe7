//! The output of commands. When the reader closes the pipe early (`rolecall permissions | head`), that is not an error
//! and nothing here panics, as `println!` would.

use crate::refusal::CommandError;
use std::io::{BufWriter, ErrorKind, StdoutLock, Write};

/// Prints what `write` writes, for as long as it is read.
///
/// # Errors
/// When the output cannot be written for another reason, such as a full disk.
pub(crate) fn print(
    write: impl FnOnce(&mut BufWriter<StdoutLock<'static>>) -> std::io::Result<()>,
) -> Result<(), CommandError> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let written = write(&mut out).and_then(|()| out.flush());
    // Dropping the buffer would try to write the rest again.
    let (_, _) = out.into_parts();
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(CommandError::Output(error)),
        _ => Ok(()),
    }
}

/// Prints a line.
///
/// # Errors
/// As [`print`].
pub(crate) fn line(text: &str) -> Result<(), CommandError> {
    print(|out| writeln!(out, "{text}"))
}
