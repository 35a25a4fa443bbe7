//! The entry point of the `rolecall` program: parses the command line and runs the command. Everything else lives in
//! the library.

#![recursion_limit = "512"]

use clap::Parser as _;
use mimalloc::MiMalloc;
use server::cli::Cli;
use std::process::ExitCode;

/// A page is thousands of small allocations on several cores: a third faster than with the system's allocator.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    if std::env::args_os().nth(1).is_some_and(|command| command == backend::parsing::CHILD) {
        return backend::parsing::run_child();
    }
    let cli = Cli::parse();
    let done = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(server::refusal::CommandError::NoThreads)
        .and_then(|runtime| runtime.block_on(server::run(cli)));
    match done {
        Ok(code) => code,
        Err(refusal) => {
            eprintln!("{refusal}");
            ExitCode::from(2)
        }
    }
}
