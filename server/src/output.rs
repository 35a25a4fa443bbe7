//! What commands print. Somebody who has read enough (`rolecall permissions | head`) closes the other end: that is no error,
//! and nothing here panics over it, as `println!` would.

use crate::refusal::Refusal;
use std::io::{BufWriter, ErrorKind, StdoutLock, Write};

/// Prints what `write` writes, as far as anybody reads it.
///
/// # Errors
/// When the output cannot be written for another reason, such as a full disk.
pub(crate) fn print(
    write: impl FnOnce(&mut BufWriter<StdoutLock<'static>>) -> std::io::Result<()>,
) -> Result<(), Refusal> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let written = write(&mut out).and_then(|()| out.flush());
    // What is left in it cannot be written either, and its end would try again.
    let (_, _) = out.into_parts();
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Refusal::new(format!("The output cannot be written: {error}.")))
        }
        _ => Ok(()),
    }
}

/// Prints a line.
///
/// # Errors
/// As [`print`].
pub(crate) fn line(text: &str) -> Result<(), Refusal> {
    print(|out| writeln!(out, "{text}"))
}
