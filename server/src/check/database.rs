//! Checking the database: it is reachable, up to date, writable and has a school, and the clocks agree.

use super::finding::Finding;
use super::machine;
use crate::cli::Database;
use crate::config::{self, DatabasePlace};
use crate::limits;
use backend::clock::Clock;
use backend::store::{Inspection, School, Tables, inspect};

/// Checks the given database; a missing file is not created.
pub(super) async fn check(asked: &Database) -> Vec<Finding> {
    let DatabasePlace { url, file } = match config::database_place(asked) {
        Ok(place) => place,
        Err(refusal) => return vec![Finding::Setting(refusal)],
    };
    let mut findings = Vec::new();
    if let Some(file) = &file {
        if !file.exists() {
            return vec![Finding::NoFile(file.clone())];
        }
        findings.extend(machine::folder_of(file));
    }
    match inspect(&url).await {
        Ok(found) => findings.extend(of(found, if file.is_some() { "SQLite" } else { "PostgreSQL" })),
        Err(trouble) => findings.push(Finding::Database(trouble.into())),
    }
    findings
}

fn of(found: Inspection, database: &'static str) -> Vec<Finding> {
    let clock = clock(&found);
    let can_be_used = match (found.tables, found.read_only) {
        (Tables::Newer, _) => Finding::Newer,
        (_, Some(trouble)) => Finding::ReadOnly(trouble.into()),
        (Tables::Behind(count), None) => Finding::Behind(count),
        (Tables::None | Tables::UpToDate, None) => Finding::Reached(database),
    };
    let school = match found.school {
        School::None => Some(Finding::NoSchool),
        School::Demo => Some(Finding::DemoSchool),
        School::Real => None,
    };
    [can_be_used].into_iter().chain(school).chain([clock]).collect()
}

fn clock(found: &Inspection) -> Finding {
    let now = Clock::default().now();
    let late = found.last_entry.map_or(0, |last| last.since(now) / 1_000);
    let apart = found.now.map_or(0, |there| there.since(now) / 1_000).abs();
    if late > limits::CLOCKS_APART {
        Finding::Late(late)
    } else if apart > limits::CLOCKS_APART {
        Finding::Apart(apart)
    } else {
        Finding::Clock
    }
}
