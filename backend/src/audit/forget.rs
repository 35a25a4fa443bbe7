//! Erasing people who were deleted 90 days ago, with everything that names them or was made from their name. This
//! module finds and orders what has to go; the SQL is in `store`.

mod numbers;

pub(crate) use numbers::EntryNumbers;

use crate::Backend;
use crate::access::Scheduler;
use crate::limits;
use crate::store::{Author, Entry, MentionLocations, SchoolTransaction};
use domain::audit::{LoggedAction, LoggedEvent};
use domain::id::{MemberId, SchoolId};
use domain::moment::Moment;
use domain::person::RESTORABLE;
use domain::problem::Problem;
use serde_json::json;

/// The action of an entry that lists which entries were erased.
pub(crate) const FORGET: LoggedAction = LoggedEvent::ForgetUser.logged();

/// Erases everybody who was deleted more than 90 days ago: their names and details, and everything that names them.
/// Gives the number of people erased.
///
/// # Errors
/// When the database does not answer. People erased before that stay erased, and the rest follow the next time.
pub async fn forget_due(backend: &Backend) -> Result<u64, Problem> {
    let before = backend.clock().now().plus(-RESTORABLE);
    let mut forgotten = 0;
    for (school, member) in backend.store().members_to_forget(&Scheduler::new(), before).await? {
        if (Forgetting { backend, school, member, before }).run().await? {
            forgotten += 1;
        }
    }
    Ok(forgotten)
}

/// One person to be erased.
struct Forgetting<'a> {
    backend: &'a Backend,
    school: SchoolId,
    member: MemberId,
    before: Moment,
}

impl Forgetting<'_> {
    /// Erases the person. False when they were restored, or erased by another process, in the meantime.
    async fn run(&self) -> Result<bool, Problem> {
        let (store, scheduler) = (self.backend.store(), Scheduler::new());
        // Reading the whole log takes a while, so it happens before anything is locked.
        let mut traces = store.traces(&scheduler, self.school, self.member).await?;
        store.erase_from_imports(&scheduler, (self.school, self.member), &traces.mentions).await?;
        while traces.entries.len() > limits::ERASED_AT_ONCE {
            let some: Vec<_> = traces.entries.drain(..limits::ERASED_AT_ONCE).collect();
            let Some(mut change) = self.change().await? else { return Ok(false) };
            let erased = change.erase_entries(&Scheduler::new(), self.member, &traces.mentions, &some).await?;
            self.record(&mut change, erased).await?;
            change.commit().await?;
            tokio::time::sleep(limits::ERASING_PAUSE).await;
        }
        self.finish(&traces).await
    }

    /// Erases the remaining entries, those written since the log was read, and the person's own row.
    async fn finish(&self, traces: &MentionLocations) -> Result<bool, Problem> {
        let Some(mut change) = self.change().await? else { return Ok(false) };
        let mut entries = traces.entries.clone();
        entries.extend(change.entries_after(&Scheduler::new(), traces.head).await?);
        let erased = change.erase_entries(&Scheduler::new(), self.member, &traces.mentions, &entries).await?;
        change.erase_texts(&Scheduler::new(), &traces.texts).await?;
        change.erase_from_observations(&Scheduler::new(), &traces.mentions).await?;
        change.erase_member(&Scheduler::new(), self.member).await?;
        change.forget_photo(&Scheduler::new(), self.member).await?;
        self.record(&mut change, erased).await?;
        change.commit().await?;
        Ok(true)
    }

    async fn change(&self) -> Result<Option<SchoolTransaction>, Problem> {
        let (now, scheduler) = (self.backend.clock().now(), Scheduler::new());
        let mut change =
            SchoolTransaction::begin(self.backend.store(), &scheduler, self.school, Author::Rolecall, now).await?;
        Ok(if change.is_to_forget(&scheduler, self.member, self.before).await? { Some(change) } else { None })
    }

    async fn record(&self, change: &mut SchoolTransaction, erased: Vec<i64>) -> Result<(), Problem> {
        let numbers = EntryNumbers::of(erased);
        let entry = Entry {
            action: FORGET,
            subject_kind: "user",
            subject_id: self.member.to_string(),
            new_value: Some(json!({ "entries": numbers.count(), "numbers": numbers.to_string() })),
            ..Entry::default()
        };
        Ok(change.record(entry).await?)
    }
}
