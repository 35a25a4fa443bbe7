//! Installs Debian packages where they are missing.

use crate::program;
use anyhow::{Context, Result, bail};
use std::process::Command;

/// Installs those of `packages` that are missing.
///
/// # Errors
/// A sentence with the missing packages, when they cannot be installed.
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
    // A new machine's package lists may be empty or out of date.
    let updated = as_root("apt-get").and_then(|mut apt| program::output(apt.args(["-q", "update"])));
    updated.and_then(|_| install(&missing)).with_context(cannot)?;
    Ok(())
}

/// Whether the Debian package is installed; `false` on a system without Debian packages.
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

/// Whether this program runs as root.
pub fn is_root() -> bool {
    program::output(program::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
