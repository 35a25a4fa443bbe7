//! What becomes due by itself. That it is due is decided when it is read; this writes it down, so that lists, counts,
//! open pages and the audit log say so too.

use crate::Backend;
use crate::retention::{self, Retention};
use std::time::Duration;
use tokio::time::Instant;

/// How often is looked for it.
const EVERY: Duration = Duration::from_secs(5);
/// How often is looked for people to remind: a day is soon enough, and looking reads everybody.
const RARELY: Duration = Duration::from_secs(60 * 60);

/// Looks until `shutdown`. One task a process; several processes on one database do no harm.
pub async fn run(backend: Backend, retention: Retention, shutdown: impl Future<Output = ()>) {
    tokio::select! {
        () = shutdown => {}
        () = look_on(&backend) => {}
        // Beside the other: sweeping much takes a while, and a leaver is not let in meanwhile.
        () = retention::keep_on(&backend, retention) => {}
    }
}

async fn look_on(backend: &Backend) {
    let mut rarely_at = Instant::now();
    loop {
        if Instant::now() >= rarely_at {
            rarely_at = Instant::now() + RARELY;
            match crate::audit::mail_anchors(backend).await {
                Ok(0) => {}
                Ok(schools) => tracing::info!(schools, "mailed where audit logs stand"),
                Err(trouble) => tracing::warn!(error = %trouble, "where audit logs stand is not mailed for now"),
            }
            match crate::users::remind_invited(backend).await {
                Ok(0) => {}
                Ok(people) => tracing::info!(people, "reminded people of their invitation"),
                Err(trouble) => tracing::warn!(error = %trouble, "people are not reminded for now"),
            }
        }
        if let Err(trouble) = crate::users::deactivate_leavers(backend).await {
            tracing::warn!(error = %trouble, "people whose last day is over cannot be deactivated; trying on");
        }
        if let Err(trouble) = crate::users::settle_exceptions(backend).await {
            tracing::warn!(error = %trouble, "exceptions that begin or end cannot be announced; trying on");
        }
        tokio::time::sleep(EVERY).await;
    }
}
