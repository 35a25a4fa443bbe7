//! Measuring the database on this machine, for `cargo xtask bench`: the time of commits and sweeps, and the size of
//! rows.

use crate::Backend;
use crate::access::Seeding;
use crate::retention::{Retention, sweep};
use crate::store::{Author, Entry, SampleRows, SchoolTransaction, SyncMode};
use domain::access::{Action as _, EditUser};
use domain::problem::Problem;
use std::time::{Duration, Instant};

/// Commits measured.
const COMMITS: usize = 400;
/// Rows of a kind written to measure their size.
const SAMPLE: u32 = 20_000;

/// Measures a database that contains only a school of made-up people, and gives each result with its name. Writes
/// `rows` rows past their retention, and sweeps them.
///
/// # Errors
/// When the database does not answer, or contains no school.
pub async fn run(backend: &Backend, rows: u32) -> Result<Vec<(&'static str, f64)>, Problem> {
    let store = backend.store();
    let mut figures = Vec::new();
    for (name, syncing) in
        [("sync_normal_commit_p95_ms", SyncMode::Normal), ("sync_full_commit_p95_ms", SyncMode::Full)]
    {
        let times = store.time_commits(&Seeding::new(), syncing, COMMITS).await?;
        figures.push((name, p95(times)));
    }
    for (name, filler) in [
        ("bytes_per_session", SampleRows::Sessions),
        ("bytes_per_mail_with_link", SampleRows::Mail),
        ("bytes_per_attempt", SampleRows::Attempts),
    ] {
        let before = store.size().await?;
        store.fill(&Seeding::new(), filler, SAMPLE).await?;
        figures.push((name, per_row(before, store.size().await?)));
    }
    let before = store.size().await?;
    write_log(backend).await?;
    figures.push(("bytes_per_audit_entry", per_row(before, store.size().await?)));

    // Half are sessions; the rest are mails with their links, and sign-in attempts.
    store.fill(&Seeding::new(), SampleRows::Sessions, rows / 2).await?;
    store.fill(&Seeding::new(), SampleRows::Mail, rows / 8).await?;
    store.fill(&Seeding::new(), SampleRows::Attempts, rows / 4).await?;
    let begun = Instant::now();
    let swept = sweep(backend, Retention::default()).await?;
    figures.push(("sweep_rows", swept.rows as f64));
    figures.push(("sweep_s", rounded(begun.elapsed().as_secs_f64())));
    figures.push(("sweep_lock_p95_ms", p95(swept.held)));
    Ok(figures)
}

/// Writes log entries like those of signing in and out and changing people.
async fn write_log(backend: &Backend) -> Result<(), Problem> {
    let store = backend.store();
    let Some(school) = store.real_school().await? else { return Err(Problem::NotFound) };
    let mut change =
        SchoolTransaction::begin(store, &Seeding::new(), school, Author::Rolecall, backend.clock().now()).await?;
    let id = "00000000-0000-4000-8000-000000000000";
    for number in 0..SAMPLE {
        let value = serde_json::json!({ "role": "full-edit", "job_title": format!("Year {} teacher", number % 7) });
        change
            .record(Entry {
                action: EditUser::LOGGED,
                subject_kind: "user",
                subject_id: id.to_owned(),
                subject_name: Some("Mohammed Fitzgerald".to_owned()),
                old_value: Some(value.clone()),
                new_value: Some(value),
            })
            .await?;
    }
    Ok(change.commit().await?)
}

fn per_row(before: i64, after: i64) -> f64 {
    rounded((after - before) as f64 / f64::from(SAMPLE))
}

fn rounded(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

/// The 95th percentile, in milliseconds.
fn p95(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    let place = (times.len() as f64 * 0.95) as usize;
    rounded(times.get(place).or(times.last()).map_or(0.0, |time| time.as_secs_f64() * 1_000.0))
}
