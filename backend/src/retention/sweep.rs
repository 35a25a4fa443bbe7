use super::{Retention, days};
use crate::Backend;
use crate::store::{Sweep, Trouble};
use domain::moment::{DAY, Moment};
use std::time::Duration;

/// So long one batch may hold the write lock: others wait for it.
const AIM: Duration = Duration::from_millis(12);
/// So many rows are taken away at once, at first; then as many as [`AIM`] allows.
const FIRST_BATCH: i64 = 50;
const LARGEST_BATCH: i64 = 500;
/// Others write at least so long between two batches.
const PAUSE: Duration = Duration::from_millis(5);

/// A network that an account signed in from less than so long ago is no new one.
const NETWORKS: i64 = 30 * DAY;

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
        Sweep::Networks => NETWORKS,
        Sweep::Limits => 0,
    }
}

async fn run(backend: &Backend, sweep: Sweep, before: Moment, swept: &mut Swept) -> Result<(), Trouble> {
    let mut batch = FIRST_BATCH.min(sweep.most());
    loop {
        let (rows, held) = backend.store().sweep(sweep, before, batch).await?;
        if rows == 0 {
            return Ok(());
        }
        swept.rows += rows;
        swept.held.push(held);
        batch = next_batch(batch, held).min(sweep.most());
        tokio::time::sleep(PAUSE.max(held * 2)).await;
    }
}

/// More rows while batches are quick, fewer as soon as one is not.
fn next_batch(batch: i64, held: Duration) -> i64 {
    if held > AIM {
        (batch / 2).max(1)
    } else if held * 3 < AIM {
        (batch * 2).min(LARGEST_BATCH)
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
        assert_eq!(next_batch(400, Duration::from_millis(1)), LARGEST_BATCH);
        assert_eq!(next_batch(50, Duration::from_millis(8)), 50);
        assert_eq!(next_batch(50, Duration::from_millis(30)), 25);
        assert_eq!(next_batch(1, Duration::from_millis(30)), 1);
    }
}
