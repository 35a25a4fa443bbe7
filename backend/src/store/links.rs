//! Links from mails. The token is made when the mail is sent; only its hash is stored. A link carries the address it
//! was mailed to and works for no other: see [`StoredLink::error`].

mod accounts;
mod email;
mod invitations;
mod proof;
mod reminders;

use super::{SchoolTransaction, Store, StoreError, codes, row};
use crate::access::SigningIn;
use crate::store::accounts::names_of;
use crate::store::bind::Bind as _;
use crate::store::members::columns::{name_of, registration_of};
use crate::token::LinkToken;
pub(super) use accounts::{LinkOpens, new_link};
use domain::id::{AccountId, LinkId, MemberId, SchoolId};
use domain::link::{LinkEndReason, LinkFacts, LinkHolder, LinkOffer};
use domain::moment::Moment;
use domain::name::EmailAddress;
use domain::problem::LinkError;
use domain::user::{Access, Registration};
pub(super) use email::confirms;
pub(crate) use proof::AccountProof;
use sqlx::any::AnyRow;
use sqlx::{Any, Executor, Row as _, Transaction};

/// What a link is for.
#[derive(Clone, Debug)]
pub(crate) enum LinkKind {
    /// Registers a member of a school.
    Registration(InvitedMember),
    /// Sets a new password.
    Reset {
        account: AccountId,
        email: String,
        /// Their names in all of their schools.
        names: Vec<String>,
    },
    /// Changes the account's sign-in email from `old` to `new`.
    Email { account: AccountId, old: String, new: String },
}

/// The member a registration link is for, as currently stored.
#[derive(Clone, Debug)]
pub(crate) struct InvitedMember {
    pub school: SchoolId,
    pub school_name: String,
    pub id: MemberId,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub registration: Registration,
    pub access: Access,
    /// Their last day: their access ends then.
    pub leaves_at: Option<Moment>,
    /// The existing account of their address, perhaps from another school.
    pub account: Option<AccountId>,
}

impl InvitedMember {
    pub fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }

    /// What the link's button does.
    pub fn offer(&self) -> LinkOffer {
        let (school, first_name) = (self.school_name.clone(), self.first_name.clone());
        match self.account {
            None => LinkOffer::Register { school, first_name },
            Some(_) => LinkOffer::Join { school, first_name },
        }
    }
}

/// A link found by its token.
#[derive(Clone, Debug)]
pub(crate) struct StoredLink {
    pub id: LinkId,
    pub kind: LinkKind,
    /// The address it was mailed to, ignoring case; None when unknown.
    sent_to: Option<String>,
    expires_at: Moment,
    is_used: bool,
    ended: Option<LinkEndReason>,
    /// Whether the token is one the link had before it was mailed again.
    is_outdated: bool,
    /// Whether its account has access to any school.
    account_is_let_in: bool,
}

impl StoredLink {
    /// Why the link does not work at `now`, if it does not.
    pub fn error(&self, now: Moment) -> Option<LinkError> {
        let (address, holder) = match &self.kind {
            LinkKind::Registration(member) => {
                let (registration, access) = (member.registration, member.access.at(member.leaves_at, now));
                (&member.email, LinkHolder::Member { registration, access })
            }
            LinkKind::Reset { email, .. } => (email, LinkHolder::Account { is_let_in: self.account_is_let_in }),
            LinkKind::Email { new, .. } => (new, LinkHolder::Account { is_let_in: self.account_is_let_in }),
        };
        let facts = LinkFacts {
            is_used: self.is_used,
            ended: self.ended,
            is_outdated: self.is_outdated,
            is_theirs: self.sent_to.as_ref().is_some_and(|sent_to| sent_to.eq_ignore_ascii_case(address)),
            holder,
            expires_at: self.expires_at,
        };
        facts.error(now)
    }

    /// The existing account that the link is for, if any.
    pub const fn account(&self) -> Option<AccountId> {
        match &self.kind {
            LinkKind::Registration(member) => member.account,
            LinkKind::Reset { account, .. } | LinkKind::Email { account, .. } => Some(*account),
        }
    }
}

/// Selects a link with the person it is for, as of `$2`.
macro_rules! select {
    ($condition:literal) => {
        concat!(
            "SELECT l.id, l.kind, l.token_hash, l.sent_to, l.expires_at, l.used_at, l.voided_at, l.ended_because, l.account_id AS reset_account,
                r.email AS reset_email, l.new_email, m.id AS member_id, m.school_id, ", name_of!("m"), ", m.email, ", registration_of!("m"), ", m.access, m.leaves_at, s.name AS school_name, a.id AS email_account,
                (SELECT COUNT(*) FROM members o WHERE o.account_id = l.account_id AND o.registration = 'registered' AND o.access = 'active'
                     AND (o.leaves_at IS NULL OR o.leaves_at > $2)) AS lets_in
             FROM email_tokens l
             LEFT JOIN members m ON m.school_id = l.school_id AND m.id = l.member_id
             LEFT JOIN schools s ON s.id = l.school_id
             LEFT JOIN accounts a ON a.email_key = m.email_key
             LEFT JOIN accounts r ON r.id = l.account_id
             WHERE ",
            $condition
        )
    };
}

async fn by_token<'c, E>(executor: E, token: &LinkToken, now: Moment) -> Result<Option<AnyRow>, StoreError>
where
    E: Executor<'c, Database = Any>,
{
    let sql =
        select!("l.token_hash = $1 OR l.id = (SELECT link_id FROM superseded_email_tokens WHERE token_hash = $1)");
    Ok(sqlx::query(sql).bind(token.hash()).moment(now).fetch_optional(executor).await?)
}

/// A link about to be mailed.
pub(super) async fn by_id(
    tx: &mut Transaction<'static, Any>,
    link: LinkId,
    now: Moment,
) -> Result<Option<StoredLink>, StoreError> {
    let found = sqlx::query(select!("l.id = $1")).link(link).moment(now).fetch_optional(&mut **tx).await?;
    found.map(|found| read(&found, None, Vec::new())).transpose()
}

/// Reads a link found by `token`; one about to be mailed has none yet.
fn read(found: &AnyRow, token: Option<&LinkToken>, names: Vec<String>) -> Result<StoredLink, StoreError> {
    let kind = match codes::LINK_KIND.read(found)? {
        "registration" => LinkKind::Registration(InvitedMember {
            school: row::id::<SchoolId>(found, "school_id")?,
            school_name: found.try_get("school_name")?,
            id: row::id::<MemberId>(found, "member_id")?,
            first_name: found.try_get("first_name")?,
            last_name: found.try_get("last_name")?,
            email: found.try_get("email")?,
            registration: row::registration(found)?,
            access: codes::MEMBER_ACCESS.read(found)?,
            leaves_at: row::moment(found, "leaves_at")?,
            account: row::optional_id::<AccountId>(found, "email_account")?,
        }),
        "reset" => LinkKind::Reset {
            account: row::id::<AccountId>(found, "reset_account")?,
            email: found.try_get("reset_email")?,
            names,
        },
        "email" => LinkKind::Email {
            account: row::id::<AccountId>(found, "reset_account")?,
            old: found.try_get("reset_email")?,
            new: found.try_get("new_email")?,
        },
        _ => return Err(codes::LINK_KIND.unknown()),
    };
    let ended = match row::moment(found, "voided_at")? {
        None => None,
        // Links ended before the reason was stored had nearly all been replaced.
        Some(_) => codes::LINK_END.read_optional(found)?.or(Some(LinkEndReason::Replaced)),
    };
    let token_hash: Option<String> = found.try_get("token_hash")?;
    Ok(StoredLink {
        id: row::id::<LinkId>(found, "id")?,
        kind,
        sent_to: found.try_get("sent_to")?,
        expires_at: Moment(found.try_get("expires_at")?),
        is_used: row::moment(found, "used_at")?.is_some(),
        ended,
        is_outdated: token.is_some_and(|token| token_hash.as_deref() != Some(token.hash().as_str())),
        account_is_let_in: found.try_get::<i64, _>("lets_in")? > 0,
    })
}

/// Whether the address belongs to another account, or to another member in one of the account's schools.
pub(super) async fn is_taken(
    executor: impl Executor<'_, Database = Any>,
    account: AccountId,
    email: &EmailAddress,
) -> Result<bool, StoreError> {
    let found = sqlx::query(
        "SELECT (SELECT COUNT(*) FROM accounts WHERE email_key = $1 AND id <> $2)
              + (SELECT COUNT(*) FROM members other JOIN members own ON own.school_id = other.school_id AND own.account_id = $2
                 WHERE other.email_key = $1 AND other.id <> own.id) AS others",
    )
    .bind(email.key())
    .account(account)
    .fetch_one(executor)
    .await?;
    Ok(found.try_get::<i64, _>("others")? > 0)
}

impl Store {
    /// The link with this current or earlier token, and the person it is for at `now`.
    pub(crate) async fn link(
        &self,
        _: &SigningIn,
        token: &LinkToken,
        now: Moment,
    ) -> Result<Option<StoredLink>, StoreError> {
        let Some(found) = by_token(self.pool(), token, now).await? else { return Ok(None) };
        let names = match row::optional_id(&found, "reset_account")? {
            Some(account) => names_of(self.pool(), account).await?,
            None => Vec::new(),
        };
        read(&found, Some(token), names).map(Some)
    }
}

impl SchoolTransaction {
    /// The link with this current or earlier token, read in this transaction.
    pub(crate) async fn link(&mut self, _: &SigningIn, token: &LinkToken) -> Result<Option<StoredLink>, StoreError> {
        let found = by_token(&mut *self.tx, token, self.at).await?;
        found.map(|found| read(&found, Some(token), Vec::new())).transpose()
    }

    /// Uses the link up. False when it was already used, or has expired.
    pub(crate) async fn use_up(&mut self, _: &SigningIn, link: LinkId, token: &LinkToken) -> Result<bool, StoreError> {
        self.withdraw_mail_of_link(link).await?;
        let used = sqlx::query("UPDATE email_tokens SET used_at = $3 WHERE id = $1 AND token_hash = $2 AND used_at IS NULL AND voided_at IS NULL AND expires_at > $3")
            .link(link)
            .bind(token.hash())
            .moment(self.at)
            .execute(&mut *self.tx)
            .await?;
        Ok(used.rows_affected() == 1)
    }
}
