//! Other programs: found, run, and named when they fail.

use crate::place;
use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The cargo that runs this program.
pub fn cargo() -> Command {
    let mut cargo = new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // They would replace those in .cargo/config.toml, and server and browser must be compiled alike.
    cargo.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    cargo
}

/// A command that runs in the repository's folder.
pub fn new(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(place::root());
    command
}

/// Whether a program of that name can be run.
pub fn exists(name: &str) -> bool {
    find(name).is_some()
}

/// Where the program of that name is.
pub fn find(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    // Programs for administrators lie in folders that may be missing from an ordinary user's PATH.
    let others = ["/usr/sbin", "/sbin"].map(PathBuf::from);
    std::env::split_paths(&folders).chain(others).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// Runs to the end, letting the program say what it likes.
///
/// # Errors
/// When it cannot be started or fails.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("starting {}", line(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", line(command));
    }
    Ok(())
}

/// Runs to the end in silence, and returns what it printed.
///
/// # Errors
/// When it cannot be started or fails; what it complained about is in the error.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("starting {}", line(command)))?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        bail!("{} failed ({}): {}", line(command), output.status, complaint.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Makes the command end when this program does, even where this program is killed.
pub fn bound_to_us(program: impl AsRef<Path>) -> Command {
    match find("setpriv") {
        Some(setpriv) => {
            let mut command = new(setpriv);
            command.args(["--pdeathsig", "TERM", "--"]).arg(program.as_ref());
            command
        }
        None => new(program.as_ref()),
    }
}

fn line(command: &Command) -> String {
    let mut line = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    line
}
