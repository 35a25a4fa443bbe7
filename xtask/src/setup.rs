//! What a new machine lacks, put there.

use crate::{apt, npm, place, program};
use anyhow::{Result, bail};

/// Whether the browser part can be made as small as it can be: that needs Node.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tools {
    /// Node and the packages of `xtask/package-lock.json` are there.
    Present,
    /// There is no Node.
    Absent,
}

/// What every build needs.
///
/// # Errors
/// One sentence naming what could not be installed.
pub fn for_build() -> Result<Tools> {
    if !program::exists("cc") {
        apt::need(&["gcc", "libc6-dev"], "compiling")?;
    }
    if !npm::present() {
        println!("      Node.js is not here: the browser part will work, from files about a third larger");
        return Ok(Tools::Absent);
    }
    npm::need(&place::tools())?;
    Ok(Tools::Present)
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
