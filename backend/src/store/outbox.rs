//! The outbox: mail to be sent. A worker claims a row by moving its next attempt into the future. Two processes on one
//! database therefore never send the same mail, and the claim of a process that dies expires after [`LEASE`].

mod account;
mod home;
mod taking;

pub(super) use account::{AccountMail, put_account_mail};
pub(crate) use account::{AccountMailContent, OwnershipMail};
pub(crate) use home::HomeMail;

use super::links::{LinkOpens, new_link};
use super::sql_value::places_for;
use super::{Author, Entry, SchoolTransaction, Store, StoreError, row};
use crate::access::MailWorker;
use crate::store::bind::Bind as _;
use crate::token::LinkToken;
use domain::audit::LoggedEvent;
use domain::id::{AccountId, LinkId, MailId, MemberId, SchoolId};
use domain::mail::{MailNext, MailRefusal, MailTrouble};
use domain::moment::Moment;
use domain::name::EmailAddress;
use domain::permission::RoleChoice;
use domain::school::SchoolSettings;
use sqlx::any::AnyRow;
use sqlx::{Any, AssertSqlSafe, Row as _, Transaction};
use uuid::Uuid;

pub(crate) use crate::limits::MAIL_LEASE as LEASE;

/// A claimed mail, with its contents.
#[derive(Debug)]
pub(crate) struct QueuedMail {
    pub id: MailId,
    pub to: EmailAddress,
    pub school: Option<SchoolId>,
    pub member: Option<MemberId>,
    /// The number of this attempt, from 1.
    pub attempt: i64,
    pub created_at: Moment,
    pub news: MailContent,
}

/// A mail's subject matter.
#[derive(Debug)]
pub(crate) enum MailContent {
    Invitation(Box<Invitation>),
    Account(AccountMailContent),
    Home(HomeMail),
}

/// An invitation to register.
#[derive(Debug)]
pub(crate) struct Invitation {
    pub token: LinkToken,
    pub until: Moment,
    pub author: Option<String>,
    pub first_name: String,
    pub name: String,
    /// The roles in every product.
    pub roles: RoleChoice,
    /// The products that the school uses, and its names for roles.
    pub settings: SchoolSettings,
    /// Whether the address has an account, to which the link adds the school.
    pub joins: bool,
    /// Whether it is a reminder.
    pub reminds: bool,
}

/// The outcome of an attempt.
#[derive(Debug)]
pub(crate) enum DeliveryOutcome {
    Sent,
    /// Not yet: what stood in the way, and when to try again.
    Retry {
        trouble: MailTrouble,
        at: Moment,
    },
    /// Not at all: what stood in the way.
    Failed {
        trouble: MailTrouble,
    },
}

/// A mail's trouble as the database keeps it.
pub(super) fn written(trouble: &MailTrouble) -> Result<String, StoreError> {
    serde_json::to_string(trouble).map_err(|_| StoreError::Corrupt("a mail's trouble"))
}

/// A stored mail's trouble. A code of another version cannot be read; the mail still counts as in trouble.
pub(super) fn mail_trouble(found: &AnyRow, column: &str) -> Result<Option<MailTrouble>, StoreError> {
    let unknown = MailTrouble { refusal: MailRefusal::Unknown, next: MailNext::Stopped };
    let text: Option<String> = found.try_get(column)?;
    Ok(text.map(|text| serde_json::from_str(&text).unwrap_or(unknown)))
}

impl Store {
    /// Records the outcome for a claimed mail, in its school, where open pages show it.
    pub(crate) async fn settle_mail(
        &self,
        _: &MailWorker,
        mail: &QueuedMail,
        outcome: DeliveryOutcome,
        now: Moment,
    ) -> Result<(), StoreError> {
        let Some(school) = mail.school else {
            let mut tx = self.begin().await?;
            settle(&mut tx, mail, &outcome, now).await?;
            return Ok(tx.commit().await?);
        };
        let mut change = SchoolTransaction::open(self, school, Author::Rolecall, now).await?;
        let still_waits = settle(&mut change.tx, mail, &outcome, now).await?;
        let action = match &outcome {
            DeliveryOutcome::Sent => Some(LoggedEvent::SendMail),
            DeliveryOutcome::Failed { .. } => Some(LoggedEvent::FailMail),
            DeliveryOutcome::Retry { .. } => None,
        };
        if let (Some(action), Some(member), MailContent::Invitation(news), true) =
            (action, mail.member, &mail.news, still_waits)
        {
            let (action, subject_id, subject_name) = (action.logged(), member.to_string(), Some(news.name.clone()));
            change.record(Entry { action, subject_kind: "user", subject_id, subject_name, ..Entry::default() }).await?;
        }
        change.commit().await
    }

    /// Creates a reset link for the account with this address, if it has access to a school; gives the account.
    /// Earlier links end; one sent less than a minute ago is not repeated.
    pub(crate) async fn put_reset(
        &self,
        _: &MailWorker,
        email: &EmailAddress,
        now: Moment,
    ) -> Result<Option<AccountId>, StoreError> {
        let mut tx = self.begin().await?;
        let found = sqlx::query(
            "SELECT a.id, a.email FROM accounts a WHERE a.email_key = $1
             AND EXISTS (SELECT 1 FROM members m WHERE m.account_id = a.id AND m.registration = 'registered' AND m.access = 'active'
                 AND (m.leaves_at IS NULL OR m.leaves_at > $2))",
        )
        .bind(email.key())
        .moment(now)
        .fetch_optional(&mut *tx)
        .await?;
        let Some(found) = found else { return Ok(None) };
        let account = row::id::<AccountId>(&found, "id")?;
        // The address as its holder wrote it, not as typed in the request.
        let to = row::read(&found, "email", |text| EmailAddress::parse(text).ok())?;
        let Some(link) = new_link(&mut tx, account, LinkOpens::Reset(&to), now).await? else {
            return Ok(Some(account));
        };
        put(&mut tx, Put { link: Some(link), ..Put::of("reset", to.as_str(), now) }).await?;
        tx.commit().await?;
        Ok(Some(account))
    }
}

/// Records the outcome. False when the mail was withdrawn while it was being sent: then it stays withdrawn.
async fn settle(
    tx: &mut Transaction<'static, Any>,
    mail: &QueuedMail,
    outcome: &DeliveryOutcome,
    now: Moment,
) -> Result<bool, StoreError> {
    let (state, trouble, next, sent) = match outcome {
        DeliveryOutcome::Sent => ("sent", None, now, Some(now.0)),
        DeliveryOutcome::Retry { trouble, at } => ("waiting", Some(trouble), *at, None),
        DeliveryOutcome::Failed { trouble } => ("failed", Some(trouble), now, None),
    };
    let settled = sqlx::query("UPDATE outbox SET state = $2, trouble = $3, next_attempt_at = $4, sent_at = $5 WHERE id = $1 AND state = 'waiting'")
        .mail(mail.id)
        .bind(state)
        .bind(trouble.map(written).transpose()?)
        .moment(next)
        .bind(sent)
        .execute(&mut **tx)
        .await?;
    Ok(settled.rows_affected() == 1)
}

struct Put<'a> {
    kind: &'a str,
    link: Option<LinkId>,
    to: &'a str,
    at: Moment,
    school: Option<SchoolId>,
    member: Option<MemberId>,
    author: Option<&'a str>,
    /// What the mail is about: a device, a number of times, an observation with its child.
    detail: Option<String>,
}

impl<'a> Put<'a> {
    /// A mail without a link or a subject member.
    const fn of(kind: &'a str, to: &'a str, at: Moment) -> Self {
        Self { kind, link: None, to, at, school: None, member: None, author: None, detail: None }
    }
}

async fn put(tx: &mut Transaction<'static, Any>, mail: Put<'_>) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO outbox (id, kind, school_id, member_id, link_id, to_address, author_name, detail, state, attempts, next_attempt_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $9, 'waiting', 0, $8, $8)",
    )
    .mail(MailId::new(Uuid::new_v4()))
    .bind(mail.kind)
    .school(mail.school)
    .member(mail.member)
    .link(mail.link)
    .bind(mail.to)
    .bind(mail.author)
    .moment(mail.at)
    .bind(mail.detail)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

impl SchoolTransaction {
    pub(super) async fn put_invitation(
        &mut self,
        member: MemberId,
        link: LinkId,
        to: &EmailAddress,
    ) -> Result<(), StoreError> {
        self.put_to_member("invitation", member, link, to).await
    }

    /// A reminder of an invitation, with the same link under a new token.
    pub(super) async fn put_reminder(
        &mut self,
        member: MemberId,
        link: LinkId,
        to: &EmailAddress,
    ) -> Result<(), StoreError> {
        self.put_to_member("reminder", member, link, to).await
    }

    async fn put_to_member(
        &mut self,
        kind: &'static str,
        member: MemberId,
        link: LinkId,
        to: &EmailAddress,
    ) -> Result<(), StoreError> {
        let mail = Put {
            link: Some(link),
            school: Some(self.school),
            member: Some(member),
            author: self.author.name(),
            ..Put::of(kind, to.as_str(), self.at)
        };
        put(&mut self.tx, mail).await
    }

    /// Withdraws waiting mail to these people, and clears failed deliveries. They have to be few enough for one
    /// statement.
    pub(super) async fn withdraw_mail_of_members(&mut self, members: &[MemberId]) -> Result<(), StoreError> {
        let sql = format!(
            "UPDATE outbox SET state = 'withdrawn' WHERE school_id = $1 AND state IN ('waiting', 'failed') AND member_id IN ({})",
            places_for(members, 1)
        );
        let query = sqlx::query(AssertSqlSafe(sql)).school(self.school);
        query.members(members).execute(&mut *self.tx).await?;
        Ok(())
    }

    /// Withdraws the mail with this link.
    pub(super) async fn withdraw_mail_of_link(&mut self, link: LinkId) -> Result<(), StoreError> {
        sqlx::query("UPDATE outbox SET state = 'withdrawn' WHERE link_id = $1 AND state IN ('waiting', 'failed')")
            .link(link)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }
}
