//! Deleting expired rows in batches that hold the write lock only briefly.

use super::{Retention, days};
use crate::Backend;
use crate::access::Scheduler;
use crate::limits;
use crate::store::{StoreError, Sweep};
use domain::moment::{DAY, Moment};
use std::time::Duration;

/// The result of a sweep.
#[derive(Clone, Debug, Default)]
pub struct Swept {
    /// The number of rows deleted.
    pub rows: u64,
    /// How long each batch held the write lock.
    pub held: Vec<Duration>,
}

/// Deletes what is past its retention, in small batches with pauses for others.
///
/// # Errors
/// When the database does not answer; what was deleted stays deleted, and the rest follows the next time.
pub async fn sweep(backend: &Backend, retention: Retention) -> Result<Swept, StoreError> {
    let now = backend.clock().now();
    let mut swept = Swept::default();
    for sweep in Sweep::ALL {
        let before = now.plus(-kept(sweep, retention));
        run(backend, sweep, before, &mut swept).await?;
    }
    Ok(swept)
}

/// How long the rows of this sweep are kept.
const fn kept(sweep: Sweep, retention: Retention) -> i64 {
    match sweep {
        Sweep::Sessions => days(retention.sessions),
        Sweep::Mail | Sweep::ShownMail | Sweep::Links => days(retention.mail),
        Sweep::Drafts | Sweep::UnconfirmedImports => days(retention.drafts),
        Sweep::ImportRows => days(retention.imports),
        // Undoing is possible for ten minutes; the result is shown for a day.
        Sweep::BulkPeople | Sweep::BulkChanges => DAY,
        Sweep::Attempts => days(retention.attempts),
        Sweep::Networks => limits::NETWORKS_KEPT,
        Sweep::Limits => 0,
    }
}

async fn run(backend: &Backend, sweep: Sweep, before: Moment, swept: &mut Swept) -> Result<(), StoreError> {
    let mut batch = limits::SWEEP_FIRST.min(sweep.most());
    loop {
        let (rows, held) = backend.store().sweep(&Scheduler::new(), sweep, before, batch).await?;
        if rows == 0 {
            return Ok(());
        }
        swept.rows += rows;
        swept.held.push(held);
        batch = next_batch(batch, held).min(sweep.most());
        tokio::time::sleep(limits::SWEEP_PAUSE.max(held * 2)).await;
    }
}

/// More rows while batches are fast, fewer as soon as one is slow.
fn next_batch(batch: i64, held: Duration) -> i64 {
    if held > limits::SWEEP_AIM {
        (batch / 2).max(1)
    } else if held * 3 < limits::SWEEP_AIM {
        (batch * 2).min(limits::SWEEP_LARGEST)
    } else {
        batch
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_follow_how_long_they_hold_the_lock() {
        assert_eq!(next_batch(50, Duration::from_millis(1)), 100);
        assert_eq!(next_batch(400, Duration::from_millis(1)), limits::SWEEP_LARGEST);
        assert_eq!(next_batch(50, Duration::from_millis(8)), 50);
        assert_eq!(next_batch(50, Duration::from_millis(30)), 25);
        assert_eq!(next_batch(1, Duration::from_millis(30)), 1);
    }
}
