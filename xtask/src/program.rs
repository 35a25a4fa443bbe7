//! Runs other programs, and names them when they fail.

use crate::place;
use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The cargo that runs this program.
pub fn cargo() -> Command {
    let mut cargo = new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // These flags would replace those in .cargo/config.toml, and the server and the browser part must be compiled
    // alike.
    cargo.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    cargo
}

/// A command that runs in the repository's root folder.
pub fn new(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(place::root());
    command
}

/// Whether a program with this name is installed.
pub fn exists(name: &str) -> bool {
    find(name).is_some()
}

/// The path of the program with this name.
pub fn find(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    // Programs for administrators are in folders that may be missing from an ordinary user's PATH.
    let others = ["/usr/sbin", "/sbin"].map(PathBuf::from);
    std::env::split_paths(&folders).chain(others).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// Runs a command to its end, with its output shown.
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

/// Runs a command to its end without showing its output, and returns that.
///
/// # Errors
/// When it cannot be started or fails; the error has its messages.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("starting {}", line(command)))?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        bail!("{} failed ({}): {}", line(command), output.status, complaint.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A command that ends when this program does, even when this program is killed.
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
