//! The monthly mail with the log's anchor. The scheduler runs it.

use crate::Backend;
use crate::access::Scheduler;
use crate::limits;
use crate::store::{Author, SchoolTransaction, StoreError};

/// Mails the Account Owner of each school that wants it the anchor of the school's audit log, once a month. Gives the
/// number of mails.
///
/// # Errors
/// When the database does not answer.
pub async fn mail_anchors(backend: &Backend) -> Result<usize, StoreError> {
    let (now, scheduler) = (backend.clock().now(), Scheduler::new());
    let mut mailed = 0;
    for school in backend.store().schools_to_mail_anchor(&scheduler, now.plus(-limits::ANCHOR_MAILED_EVERY)).await? {
        let mut change = SchoolTransaction::begin(backend.store(), &scheduler, school, Author::Rolecall, now).await?;
        if change.put_anchor_mail(&scheduler, now.plus(-limits::ANCHOR_MAILED_EVERY)).await? {
            change.commit().await?;
            mailed += 1;
        }
    }
    if mailed > 0 {
        backend.mail_signal().notify();
    }
    Ok(mailed)
}
