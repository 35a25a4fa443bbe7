//! Leavers: people whose last day is over. Their access ends by rule when they are read; this task updates lists,
//! counts and the audit log.

use super::recorded::access_entry;
use crate::Backend;
use crate::access::Scheduler;
use crate::store::{Author, SchoolTransaction, StoreError};
use domain::access::DeactivateUser;
use serde_json::json;

/// Deactivates everybody whose last day is over; gives how many.
///
/// # Errors
/// When the database does not answer.
pub async fn deactivate_leavers(backend: &Backend) -> Result<usize, StoreError> {
    let (now, scheduler) = (backend.clock().now(), Scheduler::new());
    let mut count = 0;
    for school in backend.store().schools_with_leavers(&scheduler, now).await? {
        let mut change = SchoolTransaction::begin(backend.store(), &scheduler, school, Author::Rolecall, now).await?;
        let leavers = change.deactivate_leavers(&scheduler).await?;
        for leaver in &leavers {
            let leaving_on = leaver.leaving_on.map(|day| day.to_string());
            let mut entry = access_entry::<DeactivateUser>(leaver, leaver.access, None);
            if let Some(new) = &mut entry.new_value {
                new["leaving_on"] = json!(leaving_on);
            }
            change.record(entry).await?;
        }
        count += leavers.len();
        if !leavers.is_empty() {
            change.commit().await?;
        }
    }
    Ok(count)
}
