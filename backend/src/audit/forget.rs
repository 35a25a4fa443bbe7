use super::verify::FORGET;
use crate::Backend;
use crate::access::Scheduler;
use crate::store::{Author, Change, Entry};
use domain::id::SchoolId;
use domain::moment::Moment;
use domain::person::RESTORABLE;
use domain::problem::Problem;
use serde_json::json;

/// Erases the names and details of everybody who was deleted more than 90 days ago, from their school's list and its audit
/// log, one change a school. Gives how many people were forgotten.
///
/// # Errors
/// When the database does not answer; what was forgotten before stays so.
pub async fn forget_due(backend: &Backend) -> Result<u64, Problem> {
    let (now, scheduler) = (backend.clock().now(), Scheduler::new());
    let before = now.plus(-RESTORABLE);
    let mut forgotten = 0;
    for school in backend.store().schools_to_forget_in(&scheduler, before).await? {
        loop {
            let some = forget_some(backend, &scheduler, school, (before, now)).await?;
            forgotten += some;
            if some == 0 {
                break;
            }
        }
    }
    Ok(forgotten)
}

async fn forget_some(
    backend: &Backend,
    scheduler: &Scheduler,
    school: SchoolId,
    (before, now): (Moment, Moment),
) -> Result<u64, Problem> {
    let mut change = Change::begin(backend.store(), scheduler, school, Author::Rolecall, now).await?;
    let due = change.members_to_forget(scheduler, before).await?;
    if due.is_empty() {
        // Restored meanwhile, or done by another process: nothing is changed.
        return Ok(0);
    }
    for member in &due {
        let entries = change.erase_from_log(scheduler, *member).await?;
        change.erase_member(scheduler, *member).await?;
        change.forget_photo(scheduler, *member).await?;
        change
            .record(Entry {
                action: FORGET,
                subject_kind: "user",
                subject_id: member.to_string(),
                new_value: Some(json!({ "entries": entries })),
                ..Entry::default()
            })
            .await?;
    }
    change.commit().await?;
    Ok(due.len() as u64)
}
