//! What a new machine lacks, put there.

use crate::{apt, npm, place, program};
use anyhow::{Result, bail};

/// How small the browser part can be made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tools {
    /// As small as it can be: Node and the packages of `xtask/package-lock.json` are there.
    Present,
    /// They are there, but there is no time for the slowest of them, `wasm-opt`.
    Quick,
    /// There is no Node.
    Absent,
}

impl Tools {
    /// One word, to tell sites apart by how they were made.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Present => "small",
            Self::Quick => "quick",
            Self::Absent => "large",
        }
    }
}

/// What every build needs; `quick` leaves out what only makes files smaller and takes long.
///
/// # Errors
/// One sentence naming what could not be installed.
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

/// What the browser tests need: three engines, a screen for one of them, letters of many languages.
///
/// # Errors
/// One sentence naming what could not be installed.
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
    ];
    apt::need(&packages, "the browser tests")?;
    npm::need(&place::end2end())
}

/// What the tests of the store need.
///
/// # Errors
/// One sentence naming what could not be installed.
pub fn for_postgres() -> Result<()> {
    apt::need(&["postgresql"], "testing the store on PostgreSQL")
}
