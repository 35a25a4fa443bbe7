//! Installs what a new machine lacks.

use crate::{apt, npm, place, program};
use anyhow::{Result, bail};

/// The optimisations available for the browser part.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tools {
    /// All of them: Node and the packages of `xtask/package-lock.json` are installed.
    Present,
    /// All but the slowest, `wasm-opt`, which a quick build skips.
    Quick,
    /// None, because Node is not installed.
    Absent,
}

impl Tools {
    /// A word that tells apart sites built with different optimisations.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Present => "small",
            Self::Quick => "quick",
            Self::Absent => "large",
        }
    }
}

/// Installs what every build needs. `quick` skips the slow tools that only make files smaller.
///
/// # Errors
/// A sentence with what could not be installed.
pub fn for_build(quick: bool) -> Result<Tools> {
    if !program::exists("cc") {
        apt::need(&["gcc", "libc6-dev"], "compiling")?;
    }
    if !npm::present() {
        println!("      Node.js is not here: the browser part will work, from files about a third larger");
        return Ok(Tools::Absent);
    }
    npm::need(&place::tools())?;
    Ok(if quick { Tools::Quick } else { Tools::Present })
}

/// Installs what the browser tests need: three engines, a virtual screen for one of them, fonts for many languages, and
/// the program with which a test makes a session older.
///
/// # Errors
/// A sentence with what could not be installed.
pub fn for_browsers() -> Result<()> {
    if !npm::present() {
        bail!("the browser tests need Node.js 20 or newer; install the package nodejs and npm and run this again");
    }
    let packages = [
        "chromium",
        "firefox-esr",
        "webkit2gtk-driver",
        "xvfb",
        "xauth",
        "fonts-dejavu-core",
        "fonts-noto-core",
        "fonts-noto-cjk",
        "sqlite3",
    ];
    apt::need(&packages, "the browser tests")?;
    // Draws the same pages faster; where a system has no such package, Chromium itself does.
    if apt::need(&["chromium-headless-shell"], "fast browser tests").is_err() {
        println!("      without chromium-headless-shell: the browser tests take a third longer");
    }
    npm::need(&place::end2end())
}

/// Installs what the tests of the store need.
///
/// # Errors
/// A sentence with what could not be installed.
pub fn for_postgres() -> Result<()> {
    apt::need(&["postgresql"], "testing the store on PostgreSQL")
}
