//! Links from mails. The token is made when the mail goes out; only its hash is kept.

mod email;
mod reminders;

use super::{Change, Store, Trouble, row};
use crate::access::{CommandLine, Permit, Seeding};
use crate::token::LinkToken;
use domain::access::SendInvitation;
use domain::id::{AccountId, LinkId, MemberId, SchoolId};
use domain::link::LinkOffer;
use domain::moment::{DAY, HOUR, Moment};
use domain::name::EmailAddress;
use domain::problem::LinkTrouble;
use domain::user::{Access, Registration};
pub(super) use email::confirms;
use sqlx::any::AnyRow;
use sqlx::{Any, Executor, Row as _};
use uuid::Uuid;

/// How long an invitation's link works.
pub(crate) const INVITATION_LASTS: i64 = 14 * DAY;
/// How long a reset link works.
pub(crate) const RESET_LASTS: i64 = HOUR;
/// How long a link works that confirms another sign-in email.
pub(crate) const EMAIL_LASTS: i64 = DAY;

/// Whom a link is for.
#[derive(Clone, Debug)]
pub(crate) enum LinkKind {
    /// Registers a person of a school.
    Registration(InvitedMember),
    /// Sets a new password.
    Reset {
        account: AccountId,
        email: String,
        /// Their names, in every school.
        names: Vec<String>,
    },
    /// Makes `new` the account's sign-in email, which is `old`.
    Email { account: AccountId, old: String, new: String },
}

/// The person a registration link is for, as they are now.
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
    /// When they leave: they are not let in from then on.
    pub leaves_at: Option<Moment>,
    /// The account their address already has, perhaps from another school.
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

/// A link whose token somebody showed.
#[derive(Clone, Debug)]
pub(crate) struct StoredLink {
    pub id: LinkId,
    pub kind: LinkKind,
    pub expires_at: Moment,
    pub used_at: Option<Moment>,
    pub voided_at: Option<Moment>,
    /// The token is one the link had before it was mailed again.
    pub outdated: bool,
}

impl StoredLink {
    /// Why it does nothing, if that is so at `now`.
    pub fn trouble(&self, now: Moment) -> Option<LinkTrouble> {
        if self.used_at.is_some() {
            return Some(LinkTrouble::Used);
        }
        if self.voided_at.is_some() || self.outdated {
            return Some(LinkTrouble::Voided);
        }
        match &self.kind {
            LinkKind::Registration(member) if member.registration == Registration::Registered => {
                Some(LinkTrouble::Used)
            }
            LinkKind::Registration(member) if member.access.at(member.leaves_at, now) != Access::Active => {
                Some(LinkTrouble::Voided)
            }
            _ if self.expires_at <= now => Some(LinkTrouble::Expired),
            _ => None,
        }
    }
}

const SELECT: &str = "SELECT l.id, l.kind, l.token_hash, l.expires_at, l.used_at, l.voided_at, l.account_id AS reset_account, r.email AS reset_email, l.new_email,
        m.id AS member_id, m.school_id, m.first_name, m.last_name, m.email, m.registration, m.invited_until, m.access, m.leaves_at, s.name AS school_name, a.id AS email_account
     FROM links l
     LEFT JOIN members m ON m.school_id = l.school_id AND m.id = l.member_id
     LEFT JOIN schools s ON s.id = l.school_id
     LEFT JOIN accounts a ON a.email_key = m.email_key
     LEFT JOIN accounts r ON r.id = l.account_id
     WHERE l.token_hash = $1 OR l.id = (SELECT link_id FROM link_tokens WHERE token_hash = $1)";

const NAMES: &str = "SELECT DISTINCT first_name, last_name FROM members WHERE account_id = $1";

async fn fetch<'c, E>(executor: E, token: &LinkToken) -> Result<Option<AnyRow>, Trouble>
where
    E: Executor<'c, Database = Any>,
{
    Ok(sqlx::query(SELECT).bind(token.hash()).fetch_optional(executor).await?)
}

fn read(found: &AnyRow, token: &LinkToken, names: Vec<String>) -> Result<StoredLink, Trouble> {
    let kind = match found.try_get::<String, _>("kind")?.as_str() {
        "registration" => LinkKind::Registration(InvitedMember {
            school: row::read(found, "school_id", SchoolId::parse)?,
            school_name: found.try_get("school_name")?,
            id: row::read(found, "member_id", MemberId::parse)?,
            first_name: found.try_get("first_name")?,
            last_name: found.try_get("last_name")?,
            email: found.try_get("email")?,
            registration: row::registration(found)?,
            access: row::access(found)?,
            leaves_at: row::moment(found, "leaves_at")?,
            account: row::read_optional(found, "email_account", AccountId::parse)?,
        }),
        "reset" => LinkKind::Reset {
            account: row::read(found, "reset_account", AccountId::parse)?,
            email: found.try_get("reset_email")?,
            names,
        },
        "email" => LinkKind::Email {
            account: row::read(found, "reset_account", AccountId::parse)?,
            old: found.try_get("reset_email")?,
            new: found.try_get("new_email")?,
        },
        _ => return Err(Trouble::Corrupt("a link's kind")),
    };
    Ok(StoredLink {
        id: row::read(found, "id", LinkId::parse)?,
        kind,
        expires_at: Moment(found.try_get("expires_at")?),
        used_at: row::moment(found, "used_at")?,
        voided_at: row::moment(found, "voided_at")?,
        outdated: found.try_get::<Option<String>, _>("token_hash")?.as_deref() != Some(token.hash().as_str()),
    })
}

/// Whether the address belongs to another account, or to somebody else in one of the account's schools.
pub(super) async fn is_taken(
    executor: impl Executor<'_, Database = Any>,
    account: AccountId,
    email: &EmailAddress,
) -> Result<bool, Trouble> {
    let found = sqlx::query(
        "SELECT (SELECT COUNT(*) FROM accounts WHERE email_key = $1 AND id <> $2)
              + (SELECT COUNT(*) FROM members other JOIN members own ON own.school_id = other.school_id AND own.account_id = $2
                 WHERE other.email_key = $1 AND other.id <> own.id) AS others",
    )
    .bind(email.key())
    .bind(account.to_string())
    .fetch_one(executor)
    .await?;
    Ok(found.try_get::<i64, _>("others")? > 0)
}

impl Store {
    /// The link this token opens or once opened.
    pub(crate) async fn link(&self, token: &LinkToken) -> Result<Option<StoredLink>, Trouble> {
        let Some(found) = fetch(self.pool(), token).await? else { return Ok(None) };
        let account: Option<String> = found.try_get("reset_account")?;
        let mut names = Vec::new();
        for named in sqlx::query(NAMES).bind(account).fetch_all(self.pool()).await? {
            names.push(named.try_get("first_name")?);
            names.push(named.try_get("last_name")?);
        }
        read(&found, token, names).map(Some)
    }
}

impl Change {
    /// The link this token opens or once opened, read in this change.
    pub(crate) async fn link(&mut self, token: &LinkToken) -> Result<Option<StoredLink>, Trouble> {
        let found = fetch(&mut *self.tx, token).await?;
        found.map(|found| read(&found, token, Vec::new())).transpose()
    }

    /// Invites the person of the permit: earlier links die, and a mail to `to` is put into the outbox. Ring
    /// [`mail_bell`](crate::Backend::mail_bell) after committing.
    pub(crate) async fn invite(&mut self, permit: &Permit<SendInvitation>, to: &EmailAddress) -> Result<(), Trouble> {
        self.put_invited(permit.action().subject.member, to).await
    }

    /// As [`invite`](Change::invite), for one of the demonstration's people.
    pub(crate) async fn seed_invitation(
        &mut self,
        _: &Seeding,
        member: MemberId,
        to: &EmailAddress,
    ) -> Result<(), Trouble> {
        self.put_invited(member, to).await
    }

    async fn put_invited(&mut self, member: MemberId, to: &EmailAddress) -> Result<(), Trouble> {
        self.withdraw_invitations(member).await?;
        let link = self.insert_registration_link(member, None).await?;
        self.put_invitation(member, link, to).await?;
        self.mark_invited(member).await
    }

    /// As [`invite`](Change::invite), for whoever hands the link over by themselves.
    pub(crate) async fn invite_by_hand(
        &mut self,
        _: &CommandLine,
        member: MemberId,
        token: &LinkToken,
    ) -> Result<(), Trouble> {
        self.withdraw_invitations(member).await?;
        self.insert_registration_link(member, Some(token)).await?;
        self.mark_invited(member).await
    }

    /// Earlier invitations neither go out nor work any more. The outbox comes first, as everywhere: the order of locks.
    pub(crate) async fn withdraw_invitations(&mut self, member: MemberId) -> Result<(), Trouble> {
        self.withdraw_mail_of_member(member).await?;
        sqlx::query("UPDATE links SET voided_at = $3 WHERE school_id = $1 AND member_id = $2 AND used_at IS NULL AND voided_at IS NULL")
            .bind(self.school.to_string())
            .bind(member.to_string())
            .bind(self.at.0)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    async fn insert_registration_link(
        &mut self,
        member: MemberId,
        token: Option<&LinkToken>,
    ) -> Result<LinkId, Trouble> {
        let link = LinkId::new(Uuid::new_v4());
        sqlx::query("INSERT INTO links (id, kind, school_id, member_id, token_hash, created_at, expires_at) VALUES ($1, 'registration', $2, $3, $4, $5, $6)")
            .bind(link.to_string())
            .bind(self.school.to_string())
            .bind(member.to_string())
            .bind(token.map(LinkToken::hash))
            .bind(self.at.0)
            .bind(self.at.plus(INVITATION_LASTS).0)
            .execute(&mut *self.tx)
            .await?;
        Ok(link)
    }

    async fn mark_invited(&mut self, member: MemberId) -> Result<(), Trouble> {
        let invited = Registration::Invited { until: self.at.plus(INVITATION_LASTS) };
        let (registration, until) = row::registration_columns(invited);
        let marked = sqlx::query("UPDATE members SET registration = $3, invited_until = $4, standing_order = $5 WHERE school_id = $1 AND id = $2 AND account_id IS NULL")
            .bind(self.school.to_string())
            .bind(member.to_string())
            .bind(registration)
            .bind(until)
            .bind(row::standing_order(invited, Access::Active))
            .execute(&mut *self.tx)
            .await?;
        if marked.rows_affected() == 1 {
            Ok(())
        } else {
            Err(Trouble::Corrupt("an invited person who is not there or has registered"))
        }
    }

    /// Uses the link up. False when somebody else was first, or its time is over.
    pub(crate) async fn use_up(&mut self, link: LinkId, token: &LinkToken) -> Result<bool, Trouble> {
        self.withdraw_mail_of_link(link).await?;
        let used = sqlx::query("UPDATE links SET used_at = $3 WHERE id = $1 AND token_hash = $2 AND used_at IS NULL AND voided_at IS NULL AND expires_at > $3")
            .bind(link.to_string())
            .bind(token.hash())
            .bind(self.at.0)
            .execute(&mut *self.tx)
            .await?;
        Ok(used.rows_affected() == 1)
    }

    /// Links the person to the account they sign in with from now on. False when they are not to be let in any more.
    pub(crate) async fn register(&mut self, member: MemberId, account: AccountId) -> Result<bool, Trouble> {
        let (registration, until) = row::registration_columns(Registration::Registered);
        let registered = sqlx::query(
            "UPDATE members SET registration = $4, invited_until = $5, standing_order = $6, account_id = $3
             WHERE school_id = $1 AND id = $2 AND account_id IS NULL AND access = 'active'",
        )
        .bind(self.school.to_string())
        .bind(member.to_string())
        .bind(account.to_string())
        .bind(registration)
        .bind(until)
        .bind(row::standing_order(Registration::Registered, Access::Active))
        .execute(&mut *self.tx)
        .await?;
        Ok(registered.rows_affected() == 1)
    }
}
