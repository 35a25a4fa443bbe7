//! `cargo xtask bench`: the figures Rolecall promises, measured here.

use crate::arguments::Arguments;
use anyhow::{Result, bail};

/// Measures.
///
/// # Errors
/// When a step fails.
pub fn run(_arguments: Arguments) -> Result<()> {
    bail!("nothing to measure")
}

/// The load.
///
/// # Errors
/// When the server cannot be reached.
pub fn load(_arguments: Arguments) -> Result<()> {
    bail!("nothing to load")
}
