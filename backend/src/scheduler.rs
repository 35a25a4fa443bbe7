//! What happens by itself, at intervals. Rules that depend on the time are decided when they are read; jobs write the outcome
//! down, so that lists, counts, open pages and the audit log say so too.
//!
//! Of several servers on one database, one runs each job: it holds a lease in the database. The lease of a server that ended
//! without giving it back runs out. The mail worker and the watcher of changes are no jobs: they are woken when there is work.

mod jobs;

pub use jobs::{Done, Failed, Job, Running, Scope, jobs};

use crate::Backend;
use crate::access::Scheduler;
use crate::limits::JOB_KEPT_EVERY;
use crate::store::{Claim, StoreError};
use futures::future::join_all;
use std::time::Duration;
use uuid::Uuid;

/// A process that runs jobs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder(String);

impl Holder {
    /// One that no other process is.
    pub fn new() -> Self {
        Self(Uuid::new_v4().simple().to_string())
    }
}

impl Default for Holder {
    fn default() -> Self {
        Self::new()
    }
}

/// Runs jobs until `shutdown`, one beside the other, so that a long one delays no other.
pub async fn run(backend: Backend, jobs: Vec<Job>, shutdown: impl Future<Output = ()>) {
    let holder = Holder::new();
    tokio::select! {
        () = shutdown => {}
        _ = join_all(jobs.iter().map(|job| repeat(&backend, job, &holder))) => {}
    }
    for job in jobs.iter().filter(|job| job.scope == Scope::EachProcess) {
        // What this process alone knows is not lost with it.
        carry_out(&backend, job).await;
    }
    if let Err(trouble) = backend.store().release_jobs(&Scheduler::new(), &holder.0, backend.clock().now()).await {
        tracing::warn!(error = %trouble, "another server takes the jobs over once their lease is over");
    }
}

/// Runs each of these jobs that is due now, one after the other; the names of those that ran.
///
/// # Errors
/// When the database does not answer.
pub async fn run_due(backend: &Backend, jobs: &[Job], holder: &Holder) -> Result<Vec<&'static str>, StoreError> {
    let mut ran = Vec::new();
    for job in jobs {
        if run_if_due(backend, job, holder).await? == Claim::Taken {
            ran.push(job.name);
        }
    }
    Ok(ran)
}

async fn repeat(backend: &Backend, job: &Job, holder: &Holder) {
    loop {
        let wait = match run_if_due(backend, job, holder).await {
            Ok(Claim::Taken) => job.every,
            Ok(Claim::NotBefore(moment)) => moment.since(backend.clock().now()),
            Err(trouble) => {
                tracing::warn!(job = job.name, error = %trouble, "a job cannot be looked for; trying on");
                job.every
            }
        };
        tokio::time::sleep(milliseconds(wait.clamp(100, job.every.max(100)))).await;
    }
}

async fn run_if_due(backend: &Backend, job: &Job, holder: &Holder) -> Result<Claim, StoreError> {
    if job.scope == Scope::EachProcess {
        carry_out(backend, job).await;
        return Ok(Claim::Taken);
    }
    let (store, token, now) = (backend.store(), Scheduler::new(), backend.clock().now());
    let claim = store.claim_job(&token, job.name, job.every, &holder.0, now).await?;
    if claim == Claim::Taken {
        let is_whole = tokio::select! {
            () = carry_out(backend, job) => true,
            () = lose(backend, job, holder) => false,
        };
        if is_whole {
            store.finish_job(&token, job.name, &holder.0, now.plus(job.every)).await?;
        } else {
            tracing::warn!(job = job.name, "another server took the job over");
        }
    }
    Ok(claim)
}

async fn carry_out(backend: &Backend, job: &Job) {
    match job.run(backend).await {
        Ok(Done(0)) => {}
        Ok(Done(count)) => tracing::info!(job = job.name, count, "a job did something"),
        Err(error) => tracing::warn!(job = job.name, %error, "a job failed; it runs again at its next time"),
    }
}

/// Keeps the lease; ends when it is lost.
async fn lose(backend: &Backend, job: &Job, holder: &Holder) {
    loop {
        tokio::time::sleep(JOB_KEPT_EVERY).await;
        match backend.store().keep_job(&Scheduler::new(), job.name, &holder.0, backend.clock().now()).await {
            Ok(true) => {}
            Ok(false) => return,
            Err(trouble) => tracing::warn!(job = job.name, error = %trouble, "a lease cannot be kept; trying on"),
        }
    }
}

fn milliseconds(milliseconds: i64) -> Duration {
    Duration::from_millis(u64::try_from(milliseconds).unwrap_or_default())
}
