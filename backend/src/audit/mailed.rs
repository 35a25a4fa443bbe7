use super::anchor::Anchor;
use crate::Backend;
use crate::access::Scheduler;
use crate::limits;
use crate::store::{Author, Change, Trouble};

/// Mails the Account Owner of each school that wishes it where the school's audit log stands, once a month; gives how many
/// mails there were.
///
/// # Errors
/// When the database does not answer.
pub async fn mail_anchors(backend: &Backend) -> Result<usize, Trouble> {
    let (now, scheduler) = (backend.clock().now(), Scheduler::new());
    let mut mailed = 0;
    for school in backend.store().schools_to_mail_anchor(&scheduler, now.plus(-limits::ANCHOR_MAILED_EVERY)).await? {
        let mut change = Change::begin(backend.store(), &scheduler, school, Author::Rolecall, now).await?;
        if change.put_anchor_mail(&scheduler, now.plus(-limits::ANCHOR_MAILED_EVERY)).await? {
            change.commit().await?;
            mailed += 1;
        }
    }
    if mailed > 0 {
        backend.mail_bell().ring();
    }
    Ok(mailed)
}

impl Anchor {
    /// How the owner of a release folder checks the log against it.
    pub fn command(&self) -> String {
        format!("rolecall audit verify --anchor {self}")
    }
}
