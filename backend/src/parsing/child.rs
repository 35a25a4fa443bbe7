//! The process that reads one file: it limits itself, reads, answers, and ends.

use super::process::MOST_PROCESSOR_SECONDS;
use super::wire;
use crate::limits;
use rustix::process::{Resource, Rlimit, setrlimit};
use std::io::{self, BufWriter, Write as _};
use std::process::ExitCode;

/// Reads one file from standard input as it is asked to, and writes the answer to standard output. Must come before the
/// program does anything else: what a thread or a pool has taken already is not limited any more.
pub fn run() -> ExitCode {
    match limit_itself().and_then(|()| answer()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn answer() -> io::Result<()> {
    let (task, file) = wire::request(&mut io::stdin().lock())?;
    let mut answer = BufWriter::new(io::stdout().lock());
    task.carry_out(file, &mut answer).map_err(io::Error::other)?;
    answer.flush()
}

/// Takes away what reading a file does not need. What is lowered cannot be raised again.
fn limit_itself() -> io::Result<()> {
    let limit = |resource, most: u64| setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
    // What is reserved and not used is not limited (RLIMIT_AS): the allocator reserves far more than it uses, and Linux would
    // let a process that has reserved all it may use more memory than RLIMIT_DATA says.
    limit(Resource::Data, limits::PARSING_MEMORY)?;
    let seconds = Rlimit { current: Some(MOST_PROCESSOR_SECONDS), maximum: Some(MOST_PROCESSOR_SECONDS + 1) };
    setrlimit(Resource::Cpu, seconds)?;
    limit(Resource::Fsize, 0)?;
    limit(Resource::Nproc, 0)?;
    limit(Resource::Nofile, limits::PARSING_FILES)?;
    limit(Resource::Core, 0)?;
    // A core file would hold the names in the list. Where it is piped to a program, its size limit does not count.
    #[cfg(target_os = "linux")]
    rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable)?;
    Ok(())
}
