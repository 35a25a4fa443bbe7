//! Mail to be sent. Rows are taken by pushing their next attempt into the future: two processes on one database never
//! have the same mail in hand, and one that dies gives it back after [`LEASE`].

mod taking;

use super::{Author, Change, Entry, Store, Trouble, row};
use crate::token::LinkToken;
use domain::id::{AccountId, LinkId, MailId, MemberId, SchoolId};
use domain::moment::{MINUTE, Moment};
use domain::name::EmailAddress;
use sqlx::{Any, Row as _, Transaction};
use uuid::Uuid;

/// For so long a mail that was taken is left alone by others: longer than sending one may take.
pub(crate) const LEASE: i64 = 2 * MINUTE;

/// A mail that was taken to be sent, with what it says.
#[derive(Debug)]
pub(crate) struct WaitingMail {
    pub id: MailId,
    pub to: EmailAddress,
    pub school: Option<SchoolId>,
    pub member: Option<MemberId>,
    /// This attempt, counted from 1.
    pub attempt: i64,
    pub created_at: Moment,
    pub news: News,
}

/// What a mail is about.
#[derive(Debug)]
pub(crate) enum News {
    Invitation {
        token: LinkToken,
        until: Moment,
        school: String,
        help_contact: String,
        author: Option<String>,
        first_name: String,
        name: String,
        /// The address has an account: the link adds the school to it.
        joins: bool,
    },
    Reset {
        token: LinkToken,
    },
    PasswordChanged,
}

/// What became of an attempt.
#[derive(Debug)]
pub(crate) enum Outcome {
    Sent,
    /// Not yet: what stood in the way, in a sentence, and when to try again.
    Retry {
        trouble: String,
        at: Moment,
    },
    /// Not at all: what stood in the way, in a sentence.
    Failed {
        trouble: String,
    },
}

impl Store {
    /// Notes what became of a mail that was taken; in its school, where open pages show it.
    pub(crate) async fn settle_mail(&self, mail: &WaitingMail, outcome: Outcome, now: Moment) -> Result<(), Trouble> {
        let Some(school) = mail.school else {
            let mut tx = self.begin().await?;
            settle(&mut tx, mail, &outcome, now).await?;
            return Ok(tx.commit().await?);
        };
        let mut change = Change::begin(self, school, Author::Rolecall, now).await?;
        let still_waits = settle(&mut change.tx, mail, &outcome, now).await?;
        let action = match &outcome {
            Outcome::Sent => Some("mail sent"),
            Outcome::Failed { .. } => Some("mail failed"),
            Outcome::Retry { .. } => None,
        };
        if let (Some(action), Some(member), News::Invitation { name, .. }, true) =
            (action, mail.member, &mail.news, still_waits)
        {
            let (subject_id, subject_name) = (member.to_string(), Some(name.clone()));
            change.record(Entry { action, subject_kind: "user", subject_id, subject_name, ..Entry::default() }).await?;
        }
        change.commit().await
    }

    /// Asks for a reset link for the account with this address, if there is one. Earlier ones die.
    pub(crate) async fn put_reset(&self, email: &EmailAddress, now: Moment) -> Result<bool, Trouble> {
        let mut tx = self.begin().await?;
        let found = sqlx::query(
            "SELECT a.id, a.email FROM accounts a WHERE a.email_key = $1
             AND EXISTS (SELECT 1 FROM members m WHERE m.account_id = a.id AND m.access = 'active')",
        )
        .bind(email.key())
        .fetch_optional(&mut *tx)
        .await?;
        let Some(found) = found else { return Ok(false) };
        let account = row::read(&found, "id", AccountId::parse)?;
        // The address as its holder wrote it, not as somebody typed it now.
        let to: String = found.try_get("email")?;
        sqlx::query("UPDATE outbox SET state = 'withdrawn' WHERE state = 'waiting' AND kind = 'reset' AND link_id IN (SELECT id FROM links WHERE account_id = $1)")
            .bind(account.to_string())
            .execute(&mut *tx)
            .await?;
        void_resets(&mut tx, account, now).await?;
        let link = LinkId::new(Uuid::new_v4());
        sqlx::query(
            "INSERT INTO links (id, kind, account_id, created_at, expires_at) VALUES ($1, 'reset', $2, $3, $4)",
        )
        .bind(link.to_string())
        .bind(account.to_string())
        .bind(now.0)
        .bind(now.plus(super::links::RESET_LASTS).0)
        .execute(&mut *tx)
        .await?;
        put(&mut tx, Put { kind: "reset", link: Some(link), to: &to, at: now, about: None, author: None }).await?;
        tx.commit().await?;
        Ok(true)
    }
}

async fn void_resets(tx: &mut Transaction<'static, Any>, account: AccountId, now: Moment) -> Result<(), Trouble> {
    sqlx::query("UPDATE links SET voided_at = $2 WHERE account_id = $1 AND used_at IS NULL AND voided_at IS NULL")
        .bind(account.to_string())
        .bind(now.0)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// False when the mail was withdrawn while it was in hand: then that stays.
async fn settle(
    tx: &mut Transaction<'static, Any>,
    mail: &WaitingMail,
    outcome: &Outcome,
    now: Moment,
) -> Result<bool, Trouble> {
    let (state, trouble, next, sent) = match outcome {
        Outcome::Sent => ("sent", None, now, Some(now.0)),
        Outcome::Retry { trouble, at } => ("waiting", Some(trouble.as_str()), *at, None),
        Outcome::Failed { trouble } => ("failed", Some(trouble.as_str()), now, None),
    };
    let settled = sqlx::query("UPDATE outbox SET state = $2, trouble = $3, next_attempt_at = $4, sent_at = $5 WHERE id = $1 AND state = 'waiting'")
        .bind(mail.id.to_string())
        .bind(state)
        .bind(trouble)
        .bind(next.0)
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
    about: Option<(SchoolId, MemberId)>,
    author: Option<&'a str>,
}

async fn put(tx: &mut Transaction<'static, Any>, mail: Put<'_>) -> Result<(), Trouble> {
    sqlx::query(
        "INSERT INTO outbox (id, kind, school_id, member_id, link_id, to_address, author_name, state, attempts, next_attempt_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', 0, $8, $8)",
    )
    .bind(MailId::new(Uuid::new_v4()).to_string())
    .bind(mail.kind)
    .bind(mail.about.map(|(school, _)| school.to_string()))
    .bind(mail.about.map(|(_, member)| member.to_string()))
    .bind(mail.link.map(|link| link.to_string()))
    .bind(mail.to)
    .bind(mail.author)
    .bind(mail.at.0)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

impl Change {
    pub(super) async fn put_invitation(
        &mut self,
        member: MemberId,
        link: LinkId,
        to: &EmailAddress,
    ) -> Result<(), Trouble> {
        let author = match &self.author {
            Author::Member { name, .. } => Some(name.as_str()),
            Author::Rolecall => None,
        };
        let about = Some((self.school, member));
        put(&mut self.tx, Put { kind: "invitation", link: Some(link), to: to.as_str(), at: self.at, about, author })
            .await
    }

    /// Tells the holder of an address that the account's password was changed.
    pub(crate) async fn put_password_changed(&mut self, to: &str) -> Result<(), Trouble> {
        put(&mut self.tx, Put { kind: "password-changed", link: None, to, at: self.at, about: None, author: None })
            .await
    }

    /// Mail to this person that is still to go out does not, and what could not be delivered is forgotten.
    pub(super) async fn withdraw_mail_of_member(&mut self, member: MemberId) -> Result<(), Trouble> {
        sqlx::query("UPDATE outbox SET state = 'withdrawn' WHERE school_id = $1 AND member_id = $2 AND state IN ('waiting', 'failed')")
            .bind(self.school.to_string())
            .bind(member.to_string())
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// The mail with this link does not go out again.
    pub(super) async fn withdraw_mail_of_link(&mut self, link: LinkId) -> Result<(), Trouble> {
        sqlx::query("UPDATE outbox SET state = 'withdrawn' WHERE link_id = $1 AND state IN ('waiting', 'failed')")
            .bind(link.to_string())
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Reset links of this account that were not used do nothing any more.
    pub(crate) async fn void_resets(&mut self, account: AccountId) -> Result<(), Trouble> {
        void_resets(&mut self.tx, account, self.at).await
    }
}
