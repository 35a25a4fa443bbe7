//! Reminders of unused invitations that end soon.

use crate::access::Scheduler;
use crate::store::bind::Bind as _;
use crate::store::{SchoolTransaction, Store, StoreError, StoredMember, row};
use domain::id::{LinkId, MemberId, SchoolId};
use domain::invitation::REMIND_BEFORE;
use domain::moment::Moment;
use domain::name::EmailAddress;

/// Invitations at `$1` that end before `$2`, in schools that send reminders: delivered ones, to people with access,
/// each once.
const DUE: &str = "FROM email_tokens l
     JOIN schools s ON s.id = l.school_id AND s.reminds = 1
     JOIN members m ON m.school_id = l.school_id AND m.id = l.member_id
     WHERE l.kind = 'registration' AND l.reminded_at IS NULL AND l.used_at IS NULL AND l.voided_at IS NULL
       AND l.token_hash IS NOT NULL AND l.expires_at > $1 AND l.expires_at <= $2
       AND m.registration = 'invited' AND m.access = 'active' AND (m.leaves_at IS NULL OR m.leaves_at > $1)
       AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.link_id = l.id AND o.state IN ('waiting', 'failed'))";

impl Store {
    /// The schools with a reminder to send.
    pub(crate) async fn schools_to_remind_in(&self, _: &Scheduler, now: Moment) -> Result<Vec<SchoolId>, StoreError> {
        let sql = sqlx::AssertSqlSafe(format!("SELECT DISTINCT l.school_id {DUE}"));
        let found = sqlx::query(sql).moment(now).moment(now.plus(REMIND_BEFORE)).fetch_all(self.pool()).await?;
        found.iter().map(|found| row::id::<SchoolId>(found, "school_id")).collect()
    }
}

impl SchoolTransaction {
    /// Puts a reminder into the outbox for everybody in the school who is due one; gives these people. Ring
    /// [`mail_signal`](crate::Backend::mail_signal) after committing.
    pub(crate) async fn remind(&mut self, scheduler: &Scheduler) -> Result<Vec<StoredMember>, StoreError> {
        let sql = sqlx::AssertSqlSafe(format!("SELECT l.id, l.member_id {DUE} AND l.school_id = $3 ORDER BY l.id"));
        let found = sqlx::query(sql)
            .moment(self.at)
            .moment(self.at.plus(REMIND_BEFORE))
            .school(self.school)
            .fetch_all(&mut *self.tx)
            .await?;
        let mut due = Vec::with_capacity(found.len());
        for found in &found {
            due.push((row::id::<LinkId>(found, "id")?, row::id::<MemberId>(found, "member_id")?));
        }
        let ids: Vec<_> = due.iter().map(|(_, member)| *member).collect();
        let mut members = self.members(scheduler, &ids).await?;
        let mut reminded = Vec::with_capacity(due.len());
        for (link, member) in due {
            let Some(member) = members.remove(&member) else { continue };
            let Ok(to) = EmailAddress::parse(&member.email) else { continue };
            self.put_reminder(member.id, link, &to).await?;
            sqlx::query("UPDATE email_tokens SET reminded_at = $2 WHERE id = $1")
                .link(link)
                .moment(self.at)
                .execute(&mut *self.tx)
                .await?;
            reminded.push(member);
        }
        Ok(reminded)
    }
}
