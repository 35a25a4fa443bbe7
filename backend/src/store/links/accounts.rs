//! Links for accounts: setting a new password, or confirming a new sign-in email.

use crate::access::{Permit, SetsPassword};
use crate::limits;
use crate::store::bind::Bind as _;
use crate::store::{SchoolTransaction, StoreError};
use domain::access::CancelEmailChange;
use domain::id::{AccountId, LinkId};
use domain::link::{LinkEndReason, MAILS_APART};
use domain::moment::Moment;
use domain::name::EmailAddress;
use sqlx::{Any, Row as _, Transaction};
use uuid::Uuid;

/// What an account's link does.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) enum LinkOpens<'a> {
    /// Sets a new password; it goes to the account's address.
    Reset(&'a EmailAddress),
    /// Makes this address the sign-in email; it goes there.
    Email(&'a EmailAddress),
}

impl<'a> LinkOpens<'a> {
    const fn kind(self) -> &'static str {
        match self {
            Self::Reset(_) => "reset",
            Self::Email(_) => "email",
        }
    }

    const fn lasts(self) -> i64 {
        match self {
            Self::Reset(_) => limits::RESET_LASTS,
            Self::Email(_) => limits::EMAIL_LASTS,
        }
    }

    const fn sent_to(self) -> &'a EmailAddress {
        match self {
            Self::Reset(to) | Self::Email(to) => to,
        }
    }
}

/// Creates a link for the account, and ends earlier ones of its kind and their mails. None when one was mailed to the
/// same address less than a minute ago and its mail has not failed.
pub(in crate::store) async fn new_link(
    tx: &mut Transaction<'static, Any>,
    account: AccountId,
    opens: LinkOpens<'_>,
    now: Moment,
) -> Result<Option<LinkId>, StoreError> {
    let just = sqlx::query(
        "SELECT COUNT(*) AS just_sent FROM email_tokens l JOIN outbox o ON o.link_id = l.id AND o.state IN ('waiting', 'sent')
         WHERE l.account_id = $1 AND l.kind = $2 AND l.sent_to = $3 AND l.used_at IS NULL AND l.voided_at IS NULL AND l.created_at > $4",
    )
    .account(account)
    .bind(opens.kind())
    .bind(opens.sent_to().key())
    .moment(now.plus(-MAILS_APART))
    .fetch_one(&mut **tx)
    .await?;
    if just.try_get::<i64, _>("just_sent")? > 0 {
        return Ok(None);
    }
    end(tx, account, opens.kind(), LinkEndReason::Replaced, now).await?;
    let link = LinkId::new(Uuid::new_v4());
    let new_email = match opens {
        LinkOpens::Reset(_) => None,
        LinkOpens::Email(new) => Some(new.to_string()),
    };
    sqlx::query(
        "INSERT INTO email_tokens (id, kind, account_id, new_email, sent_to, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .link(link)
    .bind(opens.kind())
    .account(account)
    .bind(new_email)
    .bind(opens.sent_to().key())
    .moment(now)
    .moment(now.plus(opens.lasts()))
    .execute(&mut **tx)
    .await?;
    Ok(Some(link))
}

/// Ends the account's unused links and their mails, of one kind or (when that is empty) of all. The outbox comes
/// first, which is the common order of locks.
async fn end(
    tx: &mut Transaction<'static, Any>,
    account: AccountId,
    kind: &'static str,
    why: LinkEndReason,
    now: Moment,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE outbox SET state = 'withdrawn' WHERE state = 'waiting' AND link_id IN (SELECT id FROM email_tokens WHERE account_id = $1 AND ($2 = '' OR kind = $2))")
        .account(account)
        .bind(kind)
        .execute(&mut **tx)
        .await?;
    sqlx::query("UPDATE email_tokens SET voided_at = $3, ended_because = $4 WHERE account_id = $1 AND ($2 = '' OR kind = $2) AND used_at IS NULL AND voided_at IS NULL")
        .account(account)
        .bind(kind)
        .moment(now)
        .bind(why.code())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

impl SchoolTransaction {
    /// Cancels the request for a new sign-in email.
    pub(crate) async fn cancel_email_change(
        &mut self,
        _: &Permit<CancelEmailChange>,
        account: AccountId,
    ) -> Result<(), StoreError> {
        end(&mut self.tx, account, "email", LinkEndReason::CalledOff, self.at).await
    }

    /// Ends the account's unused links.
    pub(crate) async fn end_links(
        &mut self,
        _: &impl SetsPassword,
        account: AccountId,
        why: LinkEndReason,
    ) -> Result<(), StoreError> {
        end(&mut self.tx, account, "", why, self.at).await
    }
}
