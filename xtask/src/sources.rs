//! The Rust files of the workspace, and what each of them has to have.

use crate::place;
use anyhow::Result;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// The crates of the workspace.
const CRATES: &[&str] = &["domain", "backend", "app", "server", "frontend", "xtask"];

/// Every Rust file, also of tests.
///
/// # Errors
/// When a folder cannot be read.
pub fn rust_files() -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for name in CRATES {
        find(&place::root().join(name), &mut files)?;
    }
    Ok(files)
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() && !path.ends_with("node_modules") {
            find(&path, files)?;
        } else if path.extension() == Some(OsStr::new("rs")) {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::rust_files;
    use crate::place;

    #[test]
    fn every_file_begins_by_saying_what_lives_there() {
        let files = rust_files().unwrap();
        let has_head = |path: &std::path::PathBuf| std::fs::read_to_string(path).unwrap().starts_with("//! ");
        let without: Vec<_> = files.iter().filter(|path| !has_head(path)).collect();
        assert!(files.len() > 500, "{} files", files.len());
        assert!(without.is_empty(), "without a head of one to three lines (//!): {without:#?}");
    }

    #[test]
    fn every_island_is_dropped_with_its_page() {
        let text = |path: &std::path::PathBuf| std::fs::read_to_string(path).unwrap();
        let of_app: Vec<_> =
            rust_files().unwrap().into_iter().filter(|path| path.starts_with(place::root().join("app"))).collect();
        let begins = |line: &str| matches!(line.trim(), "#[island]" | "#[island(lazy)]");
        let islands = |text: &str| text.lines().filter(|line| begins(line)).count();
        let kept = |text: &str| text.matches("    woken(").count();
        let with_islands: Vec<_> = of_app.iter().filter(|path| islands(&text(path)) > 0).collect();
        assert!(with_islands.len() > 5, "{with_islands:#?}");
        let forgotten: Vec<_> = with_islands.iter().filter(|path| islands(&text(path)) != kept(&text(path))).collect();
        assert!(forgotten.is_empty(), "an island returns woken(view), or its state stays for ever: {forgotten:#?}");
    }

    #[test]
    fn every_timer_of_an_island_ends_with_it() {
        let app = place::root().join("app/src");
        let (browser, pause) = (app.join("browser"), app.join("pause.rs"));
        let shared =
            |path: &std::path::PathBuf| path.starts_with(&app) && !path.starts_with(&browser) && *path != pause;
        let timed = |path: &std::path::PathBuf| {
            let text = std::fs::read_to_string(path).unwrap();
            ["set_timeout", "set_interval", "Timeout::new", "Interval::new"].iter().any(|timer| text.contains(timer))
        };
        let timed: Vec<_> = rust_files().unwrap().into_iter().filter(|path| shared(path) && timed(path)).collect();
        assert!(timed.is_empty(), "use crate::pause::Pause, whose end no page outlives: {timed:#?}");
    }
}
