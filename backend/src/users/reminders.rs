//! Reminding invited people who have not registered, once before their invitation expires, in schools that want it.

use crate::Backend;
use crate::access::Scheduler;
use crate::store::{Author, SchoolTransaction, StoreError};
use domain::audit::LoggedEvent;
use serde_json::json;

/// Sends all reminders that are due; gives how many.
///
/// # Errors
/// When the database does not answer.
pub async fn remind_invited(backend: &Backend) -> Result<usize, StoreError> {
    let (now, scheduler) = (backend.clock().now(), Scheduler::new());
    let mut count = 0;
    for school in backend.store().schools_to_remind_in(&scheduler, now).await? {
        let mut change = SchoolTransaction::begin(backend.store(), &scheduler, school, Author::Rolecall, now).await?;
        let reminded = change.remind(&scheduler).await?;
        for member in &reminded {
            change
                .record(member.entry(
                    LoggedEvent::RemindOfInvitation.logged(),
                    None,
                    Some(json!({ "email": member.email })),
                ))
                .await?;
        }
        count += reminded.len();
        if !reminded.is_empty() {
            change.commit().await?;
        }
    }
    if count > 0 {
        backend.mail_signal().notify();
    }
    Ok(count)
}
