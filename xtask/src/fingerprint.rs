//! Whether the site is up to date with its sources.

use crate::place;
use anyhow::{Context, Result};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

/// Everything that the site is built from.
const SOURCES: &[&str] = &[
    "Cargo.lock",
    "Cargo.toml",
    ".cargo",
    "app",
    "domain",
    "frontend",
    "style",
    "xtask/pack",
    "xtask/lower.mjs",
    "xtask/minify.mjs",
    "xtask/package-lock.json",
];

/// A fingerprint of all sources by name and content, and of `more`, which identifies the compiler and tools.
///
/// # Errors
/// When a file cannot be read.
pub fn of_sources(more: &str) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    more.hash(&mut hasher);
    for source in SOURCES {
        add(&place::root().join(source), &mut hasher)?;
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn add(path: &Path, hasher: &mut DefaultHasher) -> Result<()> {
    if path.is_dir() {
        let mut inside = std::fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
        inside.sort();
        // Tests are not part of the browser build.
        inside.iter().filter(|path| !path.ends_with("tests")).try_for_each(|path| add(path, hasher))
    } else if path.exists() {
        path.strip_prefix(place::root())?.hash(hasher);
        std::fs::read(path).with_context(|| format!("reading {}", path.display()))?.hash(hasher);
        Ok(())
    } else {
        Ok(())
    }
}
