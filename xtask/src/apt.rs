//! Packages of Debian, installed only where they are missing.

use crate::program;
use anyhow::{Context, Result, bail};
use std::process::Command;

/// Installs those of `packages` that are not there.
///
/// # Errors
/// One sentence naming what is missing, where it cannot be installed.
pub fn need(packages: &[&str], what_for: &str) -> Result<()> {
    let missing: Vec<&str> = packages.iter().copied().filter(|package| !installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    let cannot = || format!("{what_for} needs the Debian packages {names}; install them and run this again");
    if !program::exists("apt-get") {
        bail!(cannot());
    }
    println!("      installing {names}");
    if install(&missing).is_ok() {
        return Ok(());
    }
    // The lists of a new machine may be empty, or older than what is on the servers.
    let updated = as_root("apt-get").and_then(|mut apt| program::output(apt.args(["-q", "update"])));
    updated.and_then(|_| install(&missing)).with_context(cannot)?;
    Ok(())
}

/// Whether Debian's package is installed; `false` on a system without such packages.
fn installed(package: &str) -> bool {
    let mut query = program::new("dpkg-query");
    let status = program::output(query.args(["-W", "-f", "${Status}", package]));
    status.is_ok_and(|status| status.ends_with("ok installed"))
}

fn install(packages: &[&str]) -> Result<String> {
    let mut apt = as_root("apt-get")?;
    apt.args(["-q", "-y", "--no-install-recommends", "install"]).args(packages);
    program::output(&mut apt)
}

fn as_root(program: &str) -> Result<Command> {
    let mut command = if is_root() {
        program::new(program)
    } else if program::exists("sudo") {
        let mut sudo = program::new("sudo");
        sudo.args(["DEBIAN_FRONTEND=noninteractive", program]);
        sudo
    } else {
        bail!("this needs root or sudo");
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    Ok(command)
}

/// Whether this program may do anything.
pub fn is_root() -> bool {
    program::output(program::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
