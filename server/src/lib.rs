//! The `rolecall` program: the command line, settings, and HTTP around the application. Rules are in `domain`, use
//! cases and SQL in `backend`, pages in `app`; `main.rs` only calls this library.
//!
//! Each command is a module here. `router` puts together what answers requests, and `layers` what every request passes
//! through.

// A page's type contains the types of everything on it.
#![recursion_limit = "512"]
// It panics on a closed pipe; `output` does not.
#![warn(clippy::print_stdout)]

pub mod assets;
mod check;
mod child_photos;
pub mod cli;
pub mod config;
pub mod connections;
mod demo;
mod document;
mod events;
mod exports;
mod health;
mod import;
mod layers;
pub mod limits;
mod logging;
mod maintenance;
mod observation_photos;
mod output;
mod pages;
mod permissions;
mod photos;
mod posts;
pub mod refusal;
pub mod router;
mod routes;
mod serve;
pub mod served;
mod session;
pub mod settings;
mod shares;
mod shutdown;
mod step_up;

use cli::{Audit, Cli, Command};
use refusal::CommandError;
use std::process::ExitCode;

/// Carries out the command.
///
/// # Errors
/// When it fails; the sentence says what to do about it.
pub async fn run(cli: Cli) -> Result<ExitCode, CommandError> {
    logging::start(cli.log_format);
    match cli.command {
        Command::Import(asked) => return import::run(&asked).await,
        Command::Serve(asked) => serve::run(*asked).await,
        Command::Migrate(asked) => maintenance::migrate(&asked).await,
        Command::CreateOwner(asked) => maintenance::create_owner(&asked).await,
        Command::Check(asked) => check::run(&asked).await,
        Command::Config(asked) => settings::print(&asked),
        Command::Permissions(asked) => permissions::print(&asked),
        Command::Audit(Audit::Verify(asked)) => maintenance::verify_audit(&asked).await,
        Command::Seed(asked) => maintenance::seed(&asked).await,
        Command::Measure(asked) => maintenance::measure(&asked).await,
    }?;
    Ok(ExitCode::SUCCESS)
}
