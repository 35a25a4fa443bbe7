use super::{Retention, days};
use crate::Backend;
use crate::access::Scheduler;
use crate::limits;
use crate::store::{Sweep, Trouble};
use domain::moment::{DAY, Moment};
use std::time::Duration;

/// What a sweep took away.
#[derive(Clone, Debug, Default)]
pub struct Swept {
    /// How many rows.
    pub rows: u64,
    /// How long each batch held the write lock.
    pub held: Vec<Duration>,
}

/// Takes away what has been over for as long as it is kept, in small batches with room for others between them.
///
/// # Errors
/// When the database does not answer; what was taken away stays so, and the rest goes the next time.
pub async fn sweep(backend: &Backend, retention: Retention) -> Result<Swept, Trouble> {
    let now = backend.clock().now();
    let mut swept = Swept::default();
    for sweep in Sweep::ALL {
        let before = now.plus(-kept(sweep, retention));
        run(backend, sweep, before, &mut swept).await?;
    }
    Ok(swept)
}

/// How long what this sweep takes away is kept.
const fn kept(sweep: Sweep, retention: Retention) -> i64 {
    match sweep {
        Sweep::Sessions => days(retention.sessions),
        Sweep::Mail | Sweep::ShownMail | Sweep::Links => days(retention.mail),
        Sweep::Drafts | Sweep::UnconfirmedImports => days(retention.drafts),
        Sweep::ImportRows => days(retention.imports),
        // Undoing is possible for ten minutes; what was done is shown for a day.
        Sweep::BulkPeople | Sweep::BulkChanges => DAY,
        Sweep::Attempts => days(retention.attempts),
        Sweep::Networks => limits::NETWORKS_KEPT,
        Sweep::Limits => 0,
    }
}

async fn run(backend: &Backend, sweep: Sweep, before: Moment, swept: &mut Swept) -> Result<(), Trouble> {
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

/// More rows while batches are quick, fewer as soon as one is not.
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
