use super::anchor::Anchor;
use crate::Backend;
use crate::store::{Author, Change, Trouble};
use domain::moment::DAY;

/// Between two mails with an anchor.
const EVERY: i64 = 30 * DAY;

/// Mails the Account Owner of each school that wishes it where the school's audit log stands, once a month; gives how many
/// mails there were.
///
/// # Errors
/// When the database does not answer.
pub async fn mail_anchors(backend: &Backend) -> Result<usize, Trouble> {
    let now = backend.clock().now();
    let mut mailed = 0;
    for school in backend.store().schools_to_mail_anchor(now.plus(-EVERY)).await? {
        let mut change = Change::begin(backend.store(), school, Author::Rolecall, now).await?;
        if change.put_anchor_mail(now.plus(-EVERY)).await? {
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
