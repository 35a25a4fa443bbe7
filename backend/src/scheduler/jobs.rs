//! The jobs, with their intervals.

use crate::retention::{self, Retention};
use crate::store::StoreError;
use crate::{Backend, attempts, audit, limits, users};
use core::fmt;
use domain::problem::Problem;
use std::pin::Pin;

/// How much a job did, counted in what it works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done(pub u64);

/// Why a job did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Something else, by the status a page would have.
    #[error("status {}", .0.status())]
    Problem(Problem),
}

/// A job under way.
pub type Running<'a> = Pin<Box<dyn Future<Output = Result<Done, Failed>> + Send + 'a>>;

/// Who runs a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// One of all servers on the database.
    OneProcess,
    /// Each server, for what only it knows; once more when it stops.
    EachProcess,
}

/// Something that is done again and again.
pub struct Job {
    /// The job's name, in the database and the log.
    pub name: &'static str,
    /// What the job does.
    pub about: &'static str,
    /// How many milliseconds lie between two runs.
    pub every: i64,
    /// Whether one process runs it for all, or each process runs it for itself.
    pub scope: Scope,
    work: Box<dyn for<'a> Fn(&'a Backend) -> Running<'a> + Send + Sync>,
}

impl fmt::Debug for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Job").field("name", &self.name).field("every", &self.every).finish_non_exhaustive()
    }
}

impl Job {
    /// A job that one process runs for all.
    pub fn new(
        name: &'static str,
        about: &'static str,
        every: i64,
        work: impl for<'a> Fn(&'a Backend) -> Running<'a> + Send + Sync + 'static,
    ) -> Self {
        Self { name, about, every, scope: Scope::OneProcess, work: Box::new(work) }
    }

    /// This job, run by each process for itself.
    #[must_use]
    pub fn in_each_process(self) -> Self {
        Self { scope: Scope::EachProcess, ..self }
    }

    pub(super) fn run<'a>(&self, backend: &'a Backend) -> Running<'a> {
        (self.work)(backend)
    }
}

/// Every job there is; `retention` says how long things are kept.
pub fn jobs(retention: Retention) -> Vec<Job> {
    vec![
        Job::new(
            "deactivate-leavers",
            "Deactivates people whose last day is over.",
            limits::LEAVERS_EVERY,
            |backend| Box::pin(async { Ok(done(users::deactivate_leavers(backend).await?)) }),
        ),
        Job::new("settle-exceptions", "Announces exceptions that begin or end.", limits::EXCEPTIONS_EVERY, |backend| {
            Box::pin(async { Ok(Done(users::settle_exceptions(backend).await?)) })
        }),
        Job::new(
            "remind-invited",
            "Reminds people of their invitation before it expires.",
            limits::REMINDERS_EVERY,
            |backend| Box::pin(async { Ok(done(users::remind_invited(backend).await?)) }),
        ),
        Job::new(
            "mail-anchors",
            "Emails owners the anchor of their school's audit log, once a month.",
            limits::ANCHORS_EVERY,
            |backend| Box::pin(async { Ok(done(audit::mail_anchors(backend).await?)) }),
        ),
        Job::new(
            "forget-deleted",
            "Forgets people who were deleted 90 days ago.",
            limits::FORGETTING_EVERY,
            |backend| Box::pin(async { Ok(Done(audit::forget_due(backend).await.map_err(Failed::Problem)?)) }),
        ),
        Job::new(
            "sweep",
            "Takes away what has been over for as long as it is kept.",
            limits::SWEEP_EVERY,
            move |backend| Box::pin(async move { Ok(Done(retention::sweep(backend, retention).await?.rows)) }),
        ),
        Job::new(
            "write-attempts",
            "Writes sign-in attempts and the state of throttles to the database.",
            limits::ATTEMPTS_WRITTEN_EVERY,
            |backend| Box::pin(async { attempts::write(backend).await.map(|()| Done(0)).map_err(Failed::Store) }),
        )
        .in_each_process(),
    ]
}

fn done(count: usize) -> Done {
    Done(count as u64)
}
