//! What becomes due by itself. That it is due is decided when it is read; this writes it down, so that lists, counts,
//! open pages and the audit log say so too.

use crate::Backend;
use std::time::Duration;

/// How often is looked for it.
const EVERY: Duration = Duration::from_secs(5);

/// Looks until `shutdown`. One task a process; several processes on one database do no harm.
pub async fn run(backend: Backend, shutdown: impl Future<Output = ()>) {
    tokio::select! {
        () = shutdown => {}
        () = look_on(&backend) => {}
    }
}

async fn look_on(backend: &Backend) {
    loop {
        if let Err(trouble) = crate::users::deactivate_leavers(backend).await {
            tracing::warn!(error = %trouble, "people whose last day is over cannot be deactivated; trying on");
        }
        tokio::time::sleep(EVERY).await;
    }
}
