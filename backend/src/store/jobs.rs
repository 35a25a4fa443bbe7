//! Which process runs which job of the scheduler.

use super::{Store, StoreError};
use crate::access::Scheduler;
use crate::limits::JOB_LEASE;
use crate::store::bind::Bind as _;
use domain::moment::Moment;
use sqlx::Row as _;

/// The answer to a process that asked for a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Claim {
    /// The job is due, and no other process runs it until the lease ends.
    Taken,
    /// The job is not due before then, or another process holds it until then.
    NotBefore(Moment),
}

impl Store {
    /// Takes a job for `holder`, if it is due and no other process holds it. The same statement looks and takes, so only one of
    /// several processes does.
    pub(crate) async fn claim_job(
        &self,
        _: &Scheduler,
        name: &str,
        every: i64,
        holder: &str,
        now: Moment,
    ) -> Result<Claim, StoreError> {
        let Some((due, held_by, held_until)) = self.job(name).await? else {
            sqlx::query(
                "INSERT INTO scheduled_jobs (name, due_at, holder, held_until) VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO NOTHING",
            )
            .bind(name)
            .moment(now)
            .bind("")
            .moment(now)
            .execute(self.pool())
            .await?;
            return self.take_job(name, every, holder, now).await;
        };
        // Looked at first: a statement that changes nothing takes SQLite's write lock too.
        let free = if held_by == holder { due } else { due.max(held_until) };
        // A clock that was wrong for a while must not put a job off for good.
        if free > now && due.since(now) <= every && held_until.since(now) <= JOB_LEASE {
            return Ok(Claim::NotBefore(free));
        }
        self.take_job(name, every, holder, now).await
    }

    async fn take_job(&self, name: &str, every: i64, holder: &str, now: Moment) -> Result<Claim, StoreError> {
        let taken = sqlx::query(
            "UPDATE scheduled_jobs SET holder = $2, held_until = $3, due_at = $4
             WHERE name = $1 AND (due_at <= $5 OR due_at > $6) AND (holder = $2 OR held_until <= $5 OR held_until > $3)",
        )
        .bind(name)
        .bind(holder)
        .moment(now.plus(JOB_LEASE))
        // Where the process ends before the job does, it is due again once the lease is over.
        .moment(now.plus(every.min(JOB_LEASE)))
        .moment(now)
        .moment(now.plus(every))
        .execute(self.pool())
        .await?;
        Ok(if taken.rows_affected() == 1 { Claim::Taken } else { Claim::NotBefore(now.plus(every.min(JOB_LEASE))) })
    }

    /// Keeps a job that takes long. False when another process has it by now.
    pub(crate) async fn keep_job(
        &self,
        _: &Scheduler,
        name: &str,
        holder: &str,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let kept =
            sqlx::query("UPDATE scheduled_jobs SET held_until = $3, due_at = $3 WHERE name = $1 AND holder = $2")
                .bind(name)
                .bind(holder)
                .moment(now.plus(JOB_LEASE))
                .execute(self.pool())
                .await?;
        Ok(kept.rows_affected() == 1)
    }

    /// Says when a job that was run is due again.
    pub(crate) async fn finish_job(
        &self,
        _: &Scheduler,
        name: &str,
        holder: &str,
        due: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE scheduled_jobs SET due_at = $3 WHERE name = $1 AND holder = $2")
            .bind(name)
            .bind(holder)
            .moment(due)
            .execute(self.pool())
            .await?;
        Ok(())
    }

    /// Gives every job of `holder` back.
    pub(crate) async fn release_jobs(&self, _: &Scheduler, holder: &str, now: Moment) -> Result<(), StoreError> {
        sqlx::query("UPDATE scheduled_jobs SET held_until = $2 WHERE holder = $1 AND held_until > $2")
            .bind(holder)
            .moment(now)
            .execute(self.pool())
            .await?;
        Ok(())
    }

    async fn job(&self, name: &str) -> Result<Option<(Moment, String, Moment)>, StoreError> {
        let found = sqlx::query("SELECT due_at, holder, held_until FROM scheduled_jobs WHERE name = $1")
            .bind(name)
            .fetch_optional(self.pool())
            .await?;
        let read = |row: sqlx::any::AnyRow| -> Result<_, sqlx::Error> {
            Ok((Moment(row.try_get("due_at")?), row.try_get("holder")?, Moment(row.try_get("held_until")?)))
        };
        Ok(found.map(read).transpose()?)
    }
}
