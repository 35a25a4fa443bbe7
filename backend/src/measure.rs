//! What the database costs on this machine: committing, sweeping, and the room that rows take. For `cargo xtask bench`.

use crate::Backend;
use crate::retention::{Retention, sweep};
use crate::store::{Author, Change, Entry, Filler, Syncing};
use domain::problem::Problem;
use std::time::{Duration, Instant};

/// So many commits are measured.
const COMMITS: usize = 400;
/// So many rows of a kind are written to see how much room they take.
const SAMPLE: u32 = 20_000;

/// Names with what was measured, for a database that holds nothing but a school of made-up people: `rows` rows past their
/// time are written and swept.
///
/// # Errors
/// When the database does not answer, or has no school.
pub async fn run(backend: &Backend, rows: u32) -> Result<Vec<(&'static str, f64)>, Problem> {
    let store = backend.store();
    let mut figures = Vec::new();
    for (name, syncing) in [("sync_normal_commit_p95_ms", Syncing::Normal), ("sync_full_commit_p95_ms", Syncing::Full)]
    {
        let times = store.time_commits(syncing, COMMITS).await?;
        figures.push((name, p95(times)));
    }
    for (name, filler) in [
        ("bytes_per_session", Filler::Sessions),
        ("bytes_per_mail_with_link", Filler::Mail),
        ("bytes_per_attempt", Filler::Attempts),
    ] {
        let before = store.size().await?;
        store.fill(filler, SAMPLE).await?;
        figures.push((name, per_row(before, store.size().await?)));
    }
    let before = store.size().await?;
    write_log(backend).await?;
    figures.push(("bytes_per_audit_entry", per_row(before, store.size().await?)));

    // Half of them sessions, the rest mails with their links and attempts to sign in.
    store.fill(Filler::Sessions, rows / 2).await?;
    store.fill(Filler::Mail, rows / 8).await?;
    store.fill(Filler::Attempts, rows / 4).await?;
    let begun = Instant::now();
    let swept = sweep(backend, Retention::default()).await?;
    figures.push(("sweep_rows", swept.rows as f64));
    figures.push(("sweep_s", rounded(begun.elapsed().as_secs_f64())));
    figures.push(("sweep_lock_p95_ms", p95(swept.held)));
    Ok(figures)
}

/// Entries as somebody's signing in and out and their changes of people make them.
async fn write_log(backend: &Backend) -> Result<(), Problem> {
    let store = backend.store();
    let Some(school) = store.real_school().await? else { return Err(Problem::NotFound) };
    let mut change = Change::begin(store, school, Author::Rolecall, backend.clock().now()).await?;
    let id = "00000000-0000-4000-8000-000000000000";
    for number in 0..SAMPLE {
        let value = serde_json::json!({ "role": "full-edit", "job_title": format!("Year {} teacher", number % 7) });
        change
            .record(Entry {
                action: "edit user",
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

/// In milliseconds.
fn p95(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    let place = (times.len() as f64 * 0.95) as usize;
    rounded(times.get(place).or(times.last()).map_or(0.0, |time| time.as_secs_f64() * 1_000.0))
}
