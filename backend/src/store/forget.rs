//! Erasing a person 90 days after their deletion, everywhere but in the audit log, which `crate::audit::forget`
//! handles. Imports, observations and texts that mention the person are in the folder. When to erase is the scheduler's
//! concern.

mod imports;
mod observations;
mod texts;

pub(crate) use texts::MentioningText;

use super::members::{MemberDetails, columns, update};
use super::{SchoolTransaction, Store, StoreError, row};
use crate::access::Scheduler;
use crate::store::Mentions;
use crate::store::bind::Bind as _;
use crate::store::members::columns::name_of;
use domain::id::{AccountId, MemberId, SchoolId};
use domain::member::PlainFields;
use domain::moment::Moment;
use domain::person::DELETED_STAFF;
use domain::user::Registration;
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
        let found = sqlx::query(concat!(
            "SELECT ",
            name_of!("m"),
            ", m.email, m.username, a.email AS account_email
             FROM members m LEFT JOIN accounts a ON a.id = m.account_id WHERE m.school_id = $1 AND m.id = $2"
        ))
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
        let nothing = PlainFields::default();
        let details = MemberDetails { plain: Some(&nothing), ..MemberDetails::named(first, last, "") };
        let (registration, invited_until) = row::registration_columns(Registration::NotRegistered);
        let mut written = details.written(member);
        written.retain(|(column, _)| *column != columns::EMAIL_KEY.name);
        written.extend([
            columns::EMAIL_KEY.with(format!("forgotten {member}")),
            columns::ACCOUNT.with(None),
            columns::REGISTRATION.with(registration),
            columns::INVITED_UNTIL.with(invited_until),
            columns::LAST_SIGN_IN_AT.with(None),
            columns::FORM_KEY.with(None),
            columns::MIS_ID.with(None),
            columns::MIS_KEY.with(None),
            columns::KNOWN_AS.with(None),
            columns::ACCESS_BY.with(None),
            columns::ACCESS_REASON.with(None),
            columns::ACCESS_REASON_CODE.with(None),
            columns::LEAVING_ON.with(None),
            columns::LEAVES_AT.with(None),
            columns::FORGOTTEN_AT.with(self.at),
        ]);
        update(self.school, member, written).execute(&mut *self.tx).await?;
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
