//! Claiming a mail to send it.

use super::{AccountMailContent, Invitation, LEASE, MailContent, QueuedMail, account, home};
use crate::access::MailWorker;
use crate::store::bind::Bind as _;
use crate::store::members::columns::name_of;
use crate::store::{Store, StoreError, codes, links, members, row, schools};
use crate::token::LinkToken;
use domain::catalogue::Catalogue;
use domain::id::{LinkId, MailId, MemberId, SchoolId};
use domain::moment::Moment;
use domain::name::EmailAddress;
use sqlx::any::AnyRow;
use sqlx::{Any, Row as _, Transaction};

impl Store {
    /// Claims the mail that has waited longest, if one is due, and makes its link's token. Mails that have become
    /// pointless are withdrawn on the way.
    pub(crate) async fn take_mail(&self, _: &MailWorker, now: Moment) -> Result<Option<QueuedMail>, StoreError> {
        loop {
            let due = sqlx::query("SELECT id FROM outbox WHERE state = 'waiting' AND next_attempt_at <= $1 ORDER BY next_attempt_at, id LIMIT 1")
                .moment(now)
                .fetch_optional(self.pool())
                .await?;
            let Some(due) = due else { return Ok(None) };
            let id = row::id::<MailId>(&due, "id")?;
            if let Some(mail) = self.take(id, now).await? {
                return Ok(Some(mail));
            }
        }
    }

    /// Claims one mail; None when another process was first or the mail was withdrawn.
    async fn take(&self, id: MailId, now: Moment) -> Result<Option<QueuedMail>, StoreError> {
        let mut tx = self.begin().await?;
        let taken = sqlx::query("UPDATE outbox SET next_attempt_at = $3, attempts = attempts + 1 WHERE id = $1 AND state = 'waiting' AND next_attempt_at <= $2")
            .mail(id)
            .moment(now)
            .moment(now.plus(LEASE))
            .execute(&mut *tx)
            .await?;
        if taken.rows_affected() == 0 {
            return Ok(None);
        }
        let found = sqlx::query(
            concat!("SELECT o.id, o.kind, o.school_id, o.member_id, o.to_address, o.author_name, o.detail, o.attempts, o.created_at,
                    l.id AS link, l.account_id AS link_account, l.new_email, l.expires_at,
                    ", name_of!("m"), ", s.name AS school_name, s.help_contact, s.audit_no, s.audit_chain, a.id AS email_account
             FROM outbox o
             LEFT JOIN email_tokens l ON l.id = o.link_id
             LEFT JOIN members m ON m.school_id = o.school_id AND m.id = o.member_id
             LEFT JOIN schools s ON s.id = o.school_id
             LEFT JOIN accounts a ON a.email_key = m.email_key
             WHERE o.id = $1"),
        )
        .mail(id)
        .fetch_one(&mut *tx)
        .await?;
        let mail = match news(&mut tx, &found, self.catalogue, now).await {
            Ok(Some(news)) => read(&found, news).map(Some),
            Ok(None) => Ok(None),
            Err(trouble) => Err(trouble),
        };
        // One unreadable row must not block the others.
        let left = match &mail {
            Ok(Some(_)) => None,
            Ok(None) => Some("withdrawn"),
            Err(
                trouble @ (StoreError::Corrupt(_)
                | StoreError::UnknownCode { .. }
                | StoreError::Failed(sqlx::Error::ColumnDecode { .. })),
            ) => {
                tracing::error!(mail = %id, error = %trouble, "a mail cannot be read");
                Some("failed")
            }
            Err(_) => return mail,
        };
        if let Some(state) = left {
            sqlx::query("UPDATE outbox SET state = $2 WHERE id = $1").mail(id).bind(state).execute(&mut *tx).await?;
        }
        tx.commit().await?;
        Ok(mail.unwrap_or(None))
    }

    /// When the next waiting mail is due.
    pub(crate) async fn next_mail(&self, _: &MailWorker) -> Result<Option<Moment>, StoreError> {
        let found = sqlx::query("SELECT MIN(next_attempt_at) AS due FROM outbox WHERE state = 'waiting'")
            .fetch_one(self.pool())
            .await?;
        row::moment(&found, "due")
    }
}

/// The mail's content, or None when it has become pointless.
async fn news(
    tx: &mut Transaction<'static, Any>,
    found: &AnyRow,
    catalogue: Catalogue,
    now: Moment,
) -> Result<Option<MailContent>, StoreError> {
    let kind = codes::MAIL_KIND.read(found)?;
    if let Some(news) = account::without_link(kind, found)? {
        return Ok(Some(MailContent::Account(news)));
    }
    if kind == home::KIND {
        return Ok(home::content(tx, found, now).await?.map(MailContent::Home));
    }
    let link = row::id::<LinkId>(found, "link")?;
    // A link that would not work is not mailed: one rule decides both.
    let works = links::by_id(tx, link, now).await?.is_some_and(|link| link.error(now).is_none());
    if !works {
        return Ok(None);
    }
    let until = Moment(found.try_get("expires_at")?);
    let token = LinkToken::random();
    let news = match kind {
        "reset" => MailContent::Account(AccountMailContent::Reset { token: token.clone() }),
        "password-link" => MailContent::Account(AccountMailContent::PasswordLink {
            token: token.clone(),
            school: found.try_get("school_name")?,
            help_contact: found.try_get("help_contact")?,
            author: found.try_get("author_name")?,
        }),
        "confirm-email" => {
            let (account, email) = links::confirms(found)?;
            if links::is_taken(&mut **tx, account, &email).await? {
                return Ok(Some(MailContent::Account(AccountMailContent::EmailTaken)));
            }
            MailContent::Account(AccountMailContent::ConfirmEmail { token: token.clone(), until })
        }
        "invitation" | "reminder" => {
            let (school, member) = (row::id::<SchoolId>(found, "school_id")?, row::id::<MemberId>(found, "member_id")?);
            let settings = schools::settings(tx, catalogue, school).await?;
            let Some((settings, member)) = settings.zip(members::by_id(tx, school, member).await?) else {
                return Ok(None);
            };
            MailContent::Invitation(Box::new(Invitation {
                token: token.clone(),
                until,
                author: found.try_get("author_name")?,
                name: member.name(),
                first_name: member.first_name,
                roles: member.roles,
                settings,
                joins: found.try_get::<Option<String>, _>("email_account")?.is_some(),
                reminds: kind == "reminder",
            }))
        }
        _ => return Err(codes::MAIL_KIND.unknown()),
    };
    // The token of an attempt that may have arrived after all is kept, so that its link can explain that a newer mail
    // was sent.
    sqlx::query("INSERT INTO superseded_email_tokens (token_hash, link_id) SELECT token_hash, id FROM email_tokens WHERE id = $1 AND token_hash IS NOT NULL")
        .link(link)
        .execute(&mut **tx)
        .await?;
    sqlx::query("UPDATE email_tokens SET token_hash = $2 WHERE id = $1")
        .link(link)
        .bind(token.hash())
        .execute(&mut **tx)
        .await?;
    Ok(Some(news))
}

fn read(found: &AnyRow, news: MailContent) -> Result<QueuedMail, StoreError> {
    Ok(QueuedMail {
        id: row::id::<MailId>(found, "id")?,
        to: row::read(found, "to_address", |text| EmailAddress::parse(text).ok())?,
        school: row::optional_id::<SchoolId>(found, "school_id")?,
        member: row::optional_id::<MemberId>(found, "member_id")?,
        attempt: found.try_get("attempts")?,
        created_at: Moment(found.try_get("created_at")?),
        news,
    })
}
