//! The child process that parses one file: it limits itself, reads, answers and exits.

use super::process::MOST_PROCESSOR_SECONDS;
use super::wire;
use crate::limits;
use rustix::process::{Resource, Rlimit, setrlimit};
use std::io::{self, BufWriter, Write as _};
use std::process::ExitCode;

/// Reads one file from standard input and writes the answer to standard output. Must run before anything else in the
/// program: threads or pools that already exist would not be limited.
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

/// Drops what parsing does not need. Lowered limits cannot be raised again.
fn limit_itself() -> io::Result<()> {
    let limit = |resource, most: u64| setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
    // RLIMIT_AS is not used: the allocator reserves far more than it uses, and a process at that limit could use more
    // memory on Linux than RLIMIT_DATA allows.
    limit(Resource::Data, limits::PARSING_MEMORY)?;
    let seconds = Rlimit { current: Some(MOST_PROCESSOR_SECONDS), maximum: Some(MOST_PROCESSOR_SECONDS + 1) };
    setrlimit(Resource::Cpu, seconds)?;
    limit(Resource::Fsize, 0)?;
    limit(Resource::Nproc, 0)?;
    limit(Resource::Nofile, limits::PARSING_FILES)?;
    limit(Resource::Core, 0)?;
    // A core file would contain the names in the list. Its size limit does not apply when it is piped to a program.
    #[cfg(target_os = "linux")]
    rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable)?;
    Ok(())
}
