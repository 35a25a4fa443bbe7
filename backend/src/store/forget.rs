//! Erasing a person 90 days after their deletion, everywhere but in the log, which `audit::forget` handles.

mod imports;
mod texts;

pub(crate) use texts::MentioningText;

use super::{SchoolTransaction, Store, StoreError, row};
use crate::access::Scheduler;
use crate::audit::Mentions;
use crate::search_key::{self, SearchKey};
use crate::store::bind::Bind as _;
use domain::id::{AccountId, MemberId, SchoolId};
use domain::member::PlainField;
use domain::moment::Moment;
use domain::person::DELETED_STAFF;
use sqlx::{AssertSqlSafe, Row as _};

/// Deleted at `$1` or before, and not erased yet.
const DUE: &str = "access = 'deleted' AND deleted_at <= $1 AND forgotten_at IS NULL";

/// Rows about member `$2` of school `$1`, in the order of their foreign keys.
const OF_MEMBER: [&str; 11] = [
    "DELETE FROM exceptions WHERE school_id = $1 AND member_id = $2",
    "DELETE FROM pupil_workers WHERE school_id = $1 AND member_id = $2",
    "DELETE FROM member_attributes WHERE school_id = $1 AND member_id = $2",
    "DELETE FROM outbox WHERE (school_id = $1 AND member_id = $2) OR link_id IN (SELECT id FROM email_tokens WHERE school_id = $1 AND member_id = $2)",
    "DELETE FROM superseded_email_tokens WHERE link_id IN (SELECT id FROM email_tokens WHERE school_id = $1 AND member_id = $2)",
    "DELETE FROM email_tokens WHERE school_id = $1 AND member_id = $2",
    "DELETE FROM sessions WHERE school_id = $1 AND member_id = $2",
    "DELETE FROM drafts WHERE school_id = $1 AND account_id IN (SELECT account_id FROM members WHERE school_id = $1 AND id = $2)",
    "DELETE FROM imports WHERE school_id = $1 AND author_id = $2 AND state <> 'done'",
    "DELETE FROM bulk_people WHERE school_id = $1 AND member_id = $2",
    "DELETE FROM sign_in_attempts WHERE school_id = $1 AND member_id = $2",
];

/// Rows of account `$1`, once it has no membership left.
const OF_ACCOUNT: [&str; 9] = [
    "DELETE FROM outbox WHERE link_id IN (SELECT id FROM email_tokens WHERE account_id = $1)",
    "DELETE FROM superseded_email_tokens WHERE link_id IN (SELECT id FROM email_tokens WHERE account_id = $1)",
    "DELETE FROM email_tokens WHERE account_id = $1",
    "DELETE FROM sessions WHERE account_id = $1",
    "DELETE FROM drafts WHERE account_id = $1",
    "DELETE FROM sign_in_attempts WHERE account_id = $1",
    "DELETE FROM account_networks WHERE account_id = $1",
    "DELETE FROM account_notices WHERE account_id = $1",
    // The row stays, empty, because other rows may refer to it. No password has this hash.
    "UPDATE accounts SET email = '', email_key = 'forgotten ' || id, password_hash = '!' WHERE id = $1",
];

impl Store {
    /// The members deleted at `before` or earlier who are not erased yet.
    pub(crate) async fn members_to_forget(
        &self,
        _: &Scheduler,
        before: Moment,
    ) -> Result<Vec<(SchoolId, MemberId)>, StoreError> {
        let sql = format!("SELECT school_id, id FROM members WHERE {DUE} ORDER BY deleted_at, id");
        let found = sqlx::query(AssertSqlSafe(sql)).moment(before).fetch_all(self.pool()).await?;
        let read = |found| Ok((row::id::<SchoolId>(found, "school_id")?, row::id::<MemberId>(found, "id")?));
        found.iter().map(read).collect()
    }

    /// The person's current names.
    pub(in crate::store) async fn present_names(
        &self,
        school: SchoolId,
        member: MemberId,
    ) -> Result<Mentions, StoreError> {
        let found = sqlx::query(
            "SELECT m.first_name, m.last_name, m.email, m.username, a.email AS account_email
             FROM members m LEFT JOIN accounts a ON a.id = m.account_id WHERE m.school_id = $1 AND m.id = $2",
        )
        .school(school)
        .member(member)
        .fetch_optional(self.pool())
        .await?;
        let mut mentions = Mentions::default();
        let Some(found) = found else { return Ok(mentions) };
        let text = |column: &str| found.try_get::<Option<String>, _>(column).map(Option::unwrap_or_default);
        mentions.add_name(&text("first_name")?, &text("last_name")?);
        for column in ["email", "account_email"] {
            mentions.add_address(&text(column)?);
        }
        mentions.add_username(&text("username")?);
        Ok(mentions)
    }
}

impl SchoolTransaction {
    /// Whether the person was deleted at `before` or earlier and is not erased yet.
    pub(crate) async fn is_to_forget(
        &mut self,
        _: &Scheduler,
        member: MemberId,
        before: Moment,
    ) -> Result<bool, StoreError> {
        let sql = format!("SELECT id FROM members WHERE {DUE} AND school_id = $2 AND id = $3");
        let found = sqlx::query(AssertSqlSafe(sql))
            .moment(before)
            .school(self.school)
            .member(member)
            .fetch_optional(&mut *self.tx)
            .await?;
        Ok(found.is_some())
    }

    /// Erases the person's own data; their id and role stay as a tombstone for the rows that refer to them.
    pub(crate) async fn erase_member(&mut self, scheduler: &Scheduler, member: MemberId) -> Result<(), StoreError> {
        let Some(known) = self.member(scheduler, member).await? else { return Ok(()) };
        for sql in OF_MEMBER {
            sqlx::query(sql).school(self.school).member(member).execute(&mut *self.tx).await?;
        }
        sqlx::query("UPDATE imports SET author_name = $3 WHERE school_id = $1 AND author_id = $2")
            .school(self.school)
            .member(member)
            .bind(DELETED_STAFF)
            .execute(&mut *self.tx)
            .await?;
        let (first, last) = DELETED_STAFF.split_once(' ').unwrap_or((DELETED_STAFF, ""));
        let found_by = SearchKey {
            first_name: first,
            last_name: last,
            email: "",
            job_title: None,
            username: None,
            staff_code: None,
        };
        let plain: String = PlainField::ALL.iter().map(|field| format!(", {} = NULL", field.code())).collect();
        // Columns are codes of the domain.
        sqlx::query(AssertSqlSafe(format!(
            "UPDATE members SET account_id = NULL, first_name = $3, last_name = $4, email = '', email_key = 'forgotten ' || id, title = NULL,
                job_title = NULL, username = NULL, username_key = NULL, staff_code = NULL, mis_id = NULL, mis_key = NULL, registration = 'not-registered',
                invited_until = NULL, last_sign_in_at = NULL, known_as = NULL, form_key = NULL, access_by = NULL, access_reason = NULL, access_reason_code = NULL, leaving_on = NULL,
                leaves_at = NULL, name_key = $5, job_title_key = $6, search_key = $7, forgotten_at = $8{plain}
             WHERE school_id = $1 AND id = $2"
        )))
        .school(self.school)
        .member(member)
        .bind(first)
        .bind(last)
        .bind(search_key::name_key(first, last))
        .bind(search_key::job_title_key(None))
        .bind(found_by.text())
        .moment(self.at)
        .execute(&mut *self.tx)
        .await?;
        match known.account {
            Some(account) => self.erase_account(account).await,
            None => Ok(()),
        }
    }

    /// Erases an account without any membership.
    async fn erase_account(&mut self, account: AccountId) -> Result<(), StoreError> {
        let others = sqlx::query("SELECT COUNT(*) AS others FROM members WHERE account_id = $1")
            .account(account)
            .fetch_one(&mut *self.tx)
            .await?;
        if others.try_get::<i64, _>("others")? == 0 {
            for sql in OF_ACCOUNT {
                sqlx::query(sql).account(account).execute(&mut *self.tx).await?;
            }
        }
        Ok(())
    }
}
