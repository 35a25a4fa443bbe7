//! Mail to be sent. Rows are taken by pushing their next attempt into the future: two processes on one database never
//! have the same mail in hand, and one that dies gives it back after [`LEASE`].

use super::{Author, Change, Entry, Store, Trouble, row};
use crate::token::LinkToken;
use domain::id::{AccountId, LinkId, MailId, MemberId, SchoolId};
use domain::moment::{MINUTE, Moment};
use domain::name::EmailAddress;
use domain::user::Access;
use sqlx::any::AnyRow;
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
    Retry { trouble: String, at: Moment },
    /// Not at all: what stood in the way, in a sentence.
    Failed { trouble: String },
}

impl Store {
    /// Takes the mail that has waited longest, if one is due, and makes its link's token. What has become pointless
    /// meanwhile is withdrawn on the way.
    pub(crate) async fn take_mail(&self, now: Moment) -> Result<Option<WaitingMail>, Trouble> {
        loop {
            let due = sqlx::query("SELECT id FROM outbox WHERE state = 'waiting' AND next_attempt_at <= $1 ORDER BY next_attempt_at, id LIMIT 1")
                .bind(now.0)
                .fetch_optional(self.pool())
                .await?;
            let Some(due) = due else { return Ok(None) };
            let id = row::read(&due, "id", MailId::parse)?;
            if let Some(mail) = self.take(id, now).await? {
                return Ok(Some(mail));
            }
        }
    }

    /// Takes one mail; nothing when another process was first or it was withdrawn.
    async fn take(&self, id: MailId, now: Moment) -> Result<Option<WaitingMail>, Trouble> {
        let mut tx = self.begin().await?;
        let taken = sqlx::query("UPDATE outbox SET next_attempt_at = $3, attempts = attempts + 1 WHERE id = $1 AND state = 'waiting' AND next_attempt_at <= $2")
            .bind(id.to_string())
            .bind(now.0)
            .bind(now.plus(LEASE).0)
            .execute(&mut *tx)
            .await?;
        if taken.rows_affected() == 0 {
            return Ok(None);
        }
        let found = sqlx::query(
            "SELECT o.id, o.kind, o.school_id, o.member_id, o.to_address, o.author_name, o.attempts, o.created_at,
                    l.id AS link, l.expires_at, l.used_at, l.voided_at,
                    m.first_name, m.last_name, m.access, m.account_id, s.name AS school_name, s.help_contact, a.id AS email_account
             FROM outbox o
             LEFT JOIN links l ON l.id = o.link_id
             LEFT JOIN members m ON m.school_id = o.school_id AND m.id = o.member_id
             LEFT JOIN schools s ON s.id = o.school_id
             LEFT JOIN accounts a ON a.email_key = m.email_key
             WHERE o.id = $1",
        )
        .bind(id.to_string())
        .fetch_one(&mut *tx)
        .await?;
        let mail = match news(&mut tx, &found, now).await {
            Ok(Some(news)) => read(&found, news).map(Some),
            Ok(None) => Ok(None),
            Err(trouble) => Err(trouble),
        };
        // A row that cannot be read must not keep the others from going out.
        let left = match &mail {
            Ok(Some(_)) => None,
            Ok(None) => Some("withdrawn"),
            Err(Trouble::Corrupt(what)) => {
                tracing::error!(mail = %id, what, "a mail cannot be read");
                Some("failed")
            }
            Err(_) => return mail,
        };
        if let Some(state) = left {
            sqlx::query("UPDATE outbox SET state = $2 WHERE id = $1").bind(id.to_string()).bind(state).execute(&mut *tx).await?;
        }
        tx.commit().await?;
        Ok(mail.unwrap_or(None))
    }

    /// When the next mail is due, if one waits.
    pub(crate) async fn next_mail(&self) -> Result<Option<Moment>, Trouble> {
        let found = sqlx::query("SELECT MIN(next_attempt_at) AS due FROM outbox WHERE state = 'waiting'").fetch_one(self.pool()).await?;
        row::moment(&found, "due")
    }

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
        if let (Some(action), Some(member), News::Invitation { name, .. }, true) = (action, mail.member, &mail.news, still_waits) {
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
        sqlx::query("INSERT INTO links (id, kind, account_id, created_at, expires_at) VALUES ($1, 'reset', $2, $3, $4)")
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

/// What the mail is to say, or nothing when there is nothing left to say.
async fn news(tx: &mut Transaction<'static, Any>, found: &AnyRow, now: Moment) -> Result<Option<News>, Trouble> {
    let kind: String = found.try_get("kind")?;
    if kind == "password-changed" {
        return Ok(Some(News::PasswordChanged));
    }
    let link = row::read(found, "link", LinkId::parse)?;
    let until = Moment(found.try_get("expires_at")?);
    let is_over = row::moment(found, "used_at")?.is_some() || row::moment(found, "voided_at")?.is_some() || until <= now;
    let token = LinkToken::random();
    let news = match kind.as_str() {
        _ if is_over => return Ok(None),
        "reset" => News::Reset { token: token.clone() },
        "invitation" => {
            let registered = found.try_get::<Option<String>, _>("account_id")?.is_some();
            if registered || row::access(found)? != Access::Active {
                return Ok(None);
            }
            let first_name: String = found.try_get("first_name")?;
            News::Invitation {
                token: token.clone(),
                until,
                school: found.try_get("school_name")?,
                help_contact: found.try_get("help_contact")?,
                author: found.try_get("author_name")?,
                name: format!("{first_name} {}", found.try_get::<String, _>("last_name")?),
                first_name,
                joins: found.try_get::<Option<String>, _>("email_account")?.is_some(),
            }
        }
        _ => return Err(Trouble::Corrupt("a mail's kind")),
    };
    // The token of an attempt that may have arrived after all is remembered, to say that a newer mail was sent.
    sqlx::query("INSERT INTO link_tokens (token_hash, link_id) SELECT token_hash, id FROM links WHERE id = $1 AND token_hash IS NOT NULL")
        .bind(link.to_string())
        .execute(&mut **tx)
        .await?;
    sqlx::query("UPDATE links SET token_hash = $2 WHERE id = $1").bind(link.to_string()).bind(token.hash()).execute(&mut **tx).await?;
    Ok(Some(news))
}

fn read(found: &AnyRow, news: News) -> Result<WaitingMail, Trouble> {
    Ok(WaitingMail {
        id: row::read(found, "id", MailId::parse)?,
        to: row::read(found, "to_address", |text| EmailAddress::parse(text).ok())?,
        school: row::read_optional(found, "school_id", SchoolId::parse)?,
        member: row::read_optional(found, "member_id", MemberId::parse)?,
        attempt: found.try_get("attempts")?,
        created_at: Moment(found.try_get("created_at")?),
        news,
    })
}

/// False when the mail was withdrawn while it was in hand: then that stays.
async fn settle(tx: &mut Transaction<'static, Any>, mail: &WaitingMail, outcome: &Outcome, now: Moment) -> Result<bool, Trouble> {
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
    pub(super) async fn put_invitation(&mut self, member: MemberId, link: LinkId, to: &EmailAddress) -> Result<(), Trouble> {
        let author = match &self.author {
            Author::Member { name, .. } => Some(name.as_str()),
            Author::Rolecall => None,
        };
        let about = Some((self.school, member));
        put(&mut self.tx, Put { kind: "invitation", link: Some(link), to: to.as_str(), at: self.at, about, author }).await
    }

    /// Tells the holder of an address that the account's password was changed.
    pub(crate) async fn put_password_changed(&mut self, to: &str) -> Result<(), Trouble> {
        put(&mut self.tx, Put { kind: "password-changed", link: None, to, at: self.at, about: None, author: None }).await
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
