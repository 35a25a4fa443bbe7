//! People whose last day is over. That they are not let in any more is decided when they are read; this makes lists,
//! counts and the audit log say so.

use super::edit::access_value;
use crate::Backend;
use crate::store::{Author, Change, Entry, Trouble};
use domain::access::{Action as _, DeactivateUser};
use domain::user::Access;
use serde_json::json;

/// Deactivates everybody whose last day is over; how many there were.
///
/// # Errors
/// When the database does not answer.
pub async fn deactivate_leavers(backend: &Backend) -> Result<usize, Trouble> {
    let now = backend.clock().now();
    let mut count = 0;
    for school in backend.store().schools_with_leavers(now).await? {
        let mut change = Change::begin(backend.store(), school, Author::Rolecall, now).await?;
        let leavers = change.deactivate_leavers().await?;
        for leaver in &leavers {
            let mut new = access_value(Access::Deactivated, None);
            new["leaving_on"] = json!(leaver.leaving_on.map(|day| day.to_string()));
            change
                .record(Entry {
                    action: DeactivateUser::NAME,
                    subject_kind: "user",
                    subject_id: leaver.id.to_string(),
                    subject_name: Some(leaver.name()),
                    old_value: Some(json!({ "access": leaver.access.code() })),
                    new_value: Some(new),
                })
                .await?;
        }
        count += leavers.len();
        if !leavers.is_empty() {
            change.commit().await?;
        }
    }
    Ok(count)
}
