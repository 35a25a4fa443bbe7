//! Mailing the anchor of a school's audit log.

use crate::access::Scheduler;
use crate::store::bind::Bind as _;
use crate::store::{SchoolTransaction, Store, StoreError, row};
use domain::id::SchoolId;
use domain::moment::Moment;
use sqlx::Row as _;

impl Store {
    /// The schools that want such mails and have had none since `before`.
    pub(crate) async fn schools_to_mail_anchor(
        &self,
        _: &Scheduler,
        before: Moment,
    ) -> Result<Vec<SchoolId>, StoreError> {
        let found = sqlx::query(
            "SELECT id FROM schools WHERE mails_anchor = 1 AND (anchor_mailed_at IS NULL OR anchor_mailed_at <= $1) ORDER BY id",
        )
        .moment(before)
        .fetch_all(self.pool())
        .await?;
        found.iter().map(|found| row::id::<SchoolId>(found, "id")).collect()
    }
}

impl SchoolTransaction {
    /// Puts the mail to the Account Owner into the outbox, unless there was one since `before` or the owner has no
    /// account yet. Its content is read when it is sent.
    pub(crate) async fn put_anchor_mail(&mut self, _: &Scheduler, before: Moment) -> Result<bool, StoreError> {
        let found = sqlx::query(
            "SELECT a.email FROM members m JOIN accounts a ON a.id = m.account_id WHERE m.school_id = $1 AND m.role = 'account-owner' AND m.access = 'active'",
        )
        .school(self.school)
        .fetch_optional(&mut *self.tx)
        .await?;
        let Some(found) = found else { return Ok(false) };
        let noted = sqlx::query(
            "UPDATE schools SET anchor_mailed_at = $3 WHERE id = $1 AND mails_anchor = 1 AND (anchor_mailed_at IS NULL OR anchor_mailed_at <= $2)",
        )
        .school(self.school)
        .moment(before)
        .moment(self.at)
        .execute(&mut *self.tx)
        .await?;
        if noted.rows_affected() == 0 {
            return Ok(false);
        }
        let to: String = found.try_get("email")?;
        self.put_school_mail("audit-anchor", &to).await?;
        Ok(true)
    }
}
