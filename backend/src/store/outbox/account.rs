//! Mail about accounts, and about who owns a school.

use super::{Put, put};
use crate::access::{MovesOwnership, Permit, SetsPassword, SigningIn};
use crate::audit::Anchor;
use crate::store::links::{Opens, new_link};
use crate::store::ownership::OFFER_LASTS;
use crate::store::{Change, Trouble, row};
use crate::token::LinkToken;
use domain::access::{ChangeOwnEmail, DeleteRole, SendPasswordLink};
use domain::id::{AccountId, MemberId, SchoolId};
use domain::link::Mailed;
use domain::moment::Moment;
use domain::name::EmailAddress;
use sqlx::any::AnyRow;
use sqlx::{Any, AssertSqlSafe, Row as _, Transaction};

/// What a mail about an account, or about who owns a school, says.
#[derive(Debug)]
pub(crate) enum AccountNews {
    Reset {
        token: LinkToken,
    },
    PasswordChanged,
    /// An admin of the school sends the link, so that no admin ever types a password.
    PasswordLink {
        token: LinkToken,
        school: String,
        help_contact: String,
        author: Option<String>,
    },
    /// To the new address: its button makes it the sign-in email.
    ConfirmEmail {
        token: LinkToken,
        until: Moment,
    },
    /// To the new address, when it has an account or a place in the school already: nothing comes of it.
    EmailTaken,
    /// To the old address.
    EmailChanged,
    /// Somebody signed in on a device that was not known.
    NewDevice {
        device: String,
        at: Moment,
    },
    /// Wrong passwords were tried many times in a day.
    Guesses {
        times: i64,
    },
    OwnershipOffered {
        school: String,
        author: Option<String>,
        until: Moment,
    },
    /// To the Account Owner, in whose name it was offered.
    OwnershipOfferMade {
        school: String,
        about: Option<String>,
    },
    /// To somebody who was given the role Account Admin.
    AdminGiven {
        school: String,
        author: Option<String>,
    },
    /// To the Account Owner, about them.
    AdminMade {
        school: String,
        about: Option<String>,
    },
    OwnershipDeclined {
        school: String,
        author: Option<String>,
    },
    /// To whoever is the Account Owner now.
    OwnershipTaken {
        school: String,
        author: Option<String>,
    },
    /// To whoever was it before.
    OwnershipGiven {
        school: String,
        author: Option<String>,
    },
    /// Where the school's audit log stands, to its Account Owner.
    AuditAnchor {
        school: String,
        anchor: Anchor,
    },
}

/// A mail about the school's ownership.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OwnershipMail {
    /// To the admin who is asked.
    Offered,
    /// To the owner, in whose name it was offered.
    OfferMade,
    /// To the owner, whose offer was declined.
    Declined,
    /// To whoever is the Account Owner now.
    Taken,
    /// To whoever was it before.
    Given,
}

impl OwnershipMail {
    const fn kind(self) -> &'static str {
        match self {
            Self::Offered => "ownership-offered",
            Self::OfferMade => "ownership-offer-made",
            Self::Declined => "ownership-declined",
            Self::Taken => "ownership-taken",
            Self::Given => "ownership-given",
        }
    }
}

/// A mail to the holder of an account about who signs in, or tries to.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) enum AccountMail<'a> {
    /// Somebody signed in on a device that was not known.
    NewDevice { device: &'a str },
    /// Wrong passwords were tried many times in a day.
    Guesses { times: i64 },
}

/// Puts such a mail into the outbox.
pub(in crate::store) async fn put_account_mail(
    tx: &mut Transaction<'static, Any>,
    mail: AccountMail<'_>,
    to: &str,
    at: Moment,
) -> Result<(), Trouble> {
    let (kind, detail) = match mail {
        AccountMail::NewDevice { device } => ("new-device", device.to_owned()),
        AccountMail::Guesses { times } => ("guesses", times.to_string()),
    };
    put(tx, Put { detail: Some(detail), ..Put::of(kind, to, at) }).await
}

/// The kinds of mail about the role Account Admin.
const ADMIN_GIVEN: &str = "admin-given";
const ADMIN_MADE: &str = "admin-made";

/// What a mail says that holds no link of its own.
pub(super) fn without_link(kind: &str, found: &AnyRow) -> Result<Option<AccountNews>, Trouble> {
    let school = || found.try_get::<String, _>("school_name");
    let author = || found.try_get::<Option<String>, _>("author_name");
    Ok(Some(match kind {
        "password-changed" => AccountNews::PasswordChanged,
        "email-changed" => AccountNews::EmailChanged,
        "new-device" => AccountNews::NewDevice {
            device: found.try_get("detail")?,
            at: row::moment(found, "created_at")?.unwrap_or(Moment(0)),
        },
        "guesses" => AccountNews::Guesses { times: row::read(found, "detail", |times| times.parse().ok())? },
        "ownership-offered" => AccountNews::OwnershipOffered {
            school: school()?,
            author: author()?,
            until: row::moment(found, "created_at")?.unwrap_or(Moment(0)).plus(OFFER_LASTS),
        },
        "ownership-offer-made" => AccountNews::OwnershipOfferMade { school: school()?, about: author()? },
        ADMIN_GIVEN => AccountNews::AdminGiven { school: school()?, author: author()? },
        ADMIN_MADE => AccountNews::AdminMade { school: school()?, about: author()? },
        "ownership-declined" => AccountNews::OwnershipDeclined { school: school()?, author: author()? },
        "ownership-taken" => AccountNews::OwnershipTaken { school: school()?, author: author()? },
        "ownership-given" => AccountNews::OwnershipGiven { school: school()?, author: author()? },
        "audit-anchor" => AccountNews::AuditAnchor {
            school: school()?,
            anchor: Anchor {
                school: row::read(found, "school_id", SchoolId::parse)?,
                number: found.try_get("audit_no")?,
                chain: found.try_get("audit_chain")?,
            },
        },
        _ => return Ok(None),
    }))
}

impl Change {
    /// Tells the holder of an address that the account's password was changed.
    pub(crate) async fn put_password_changed(&mut self, _: &impl SetsPassword, to: &str) -> Result<(), Trouble> {
        put(&mut self.tx, Put::of("password-changed", to, self.at)).await
    }

    /// Tells the holder of the old address that another one signs in now.
    pub(crate) async fn put_email_changed(&mut self, _: &SigningIn, to: &str) -> Result<(), Trouble> {
        put(&mut self.tx, Put::of("email-changed", to, self.at)).await
    }

    /// Puts a link to set a new password into the outbox, for the account of somebody of the school; earlier ones end, and one
    /// that was sent less than a minute ago is not repeated. It goes to the address they sign in with. None when they have no
    /// account.
    pub(crate) async fn put_password_link(
        &mut self,
        permit: &Permit<SendPasswordLink>,
    ) -> Result<Option<Mailed>, Trouble> {
        let found = sqlx::query(
            "SELECT a.id, a.email FROM members m JOIN accounts a ON a.id = m.account_id WHERE m.school_id = $1 AND m.id = $2",
        )
        .bind(permit.school().to_string())
        .bind(permit.action().subject.member.to_string())
        .fetch_optional(&mut *self.tx)
        .await?;
        let Some(found) = found else { return Ok(None) };
        let account = row::read(&found, "id", AccountId::parse)?;
        let to = row::read(&found, "email", |text| EmailAddress::parse(text).ok())?;
        let Some(link) = new_link(&mut self.tx, account, Opens::Reset(&to), self.at).await? else {
            return Ok(Some(Mailed::JustSent));
        };
        let mail = Put {
            link: Some(link),
            school: Some(self.school),
            author: self.author.name(),
            ..Put::of("password-link", to.as_str(), self.at)
        };
        put(&mut self.tx, mail).await?;
        Ok(Some(Mailed::Sent))
    }

    /// Puts a link into the outbox that makes `new` the account's sign-in email; earlier ones end, and one that was sent
    /// there less than a minute ago is not repeated. What it says is decided when it is sent, so that neither the answer nor
    /// its time tells whether the address has an account.
    pub(crate) async fn put_email_link(
        &mut self,
        _: &Permit<ChangeOwnEmail>,
        account: AccountId,
        new: &EmailAddress,
    ) -> Result<Mailed, Trouble> {
        let Some(link) = new_link(&mut self.tx, account, Opens::Email(new), self.at).await? else {
            return Ok(Mailed::JustSent);
        };
        put(&mut self.tx, Put { link: Some(link), ..Put::of("confirm-email", new.as_str(), self.at) }).await?;
        Ok(Mailed::Sent)
    }

    /// A mail of the school about itself.
    pub(in crate::store) async fn put_school_mail(&mut self, kind: &str, to: &str) -> Result<(), Trouble> {
        put(&mut self.tx, Put { school: Some(self.school), ..Put::of(kind, to, self.at) }).await
    }

    /// Tells somebody of the school what became of its ownership, at the address they sign in with. `about` is the other
    /// one's name.
    pub(crate) async fn put_ownership(
        &mut self,
        _: &Permit<impl MovesOwnership>,
        mail: OwnershipMail,
        to: MemberId,
        about: &str,
    ) -> Result<(), Trouble> {
        let found = sqlx::query(
            "SELECT a.email FROM members m JOIN accounts a ON a.id = m.account_id WHERE m.school_id = $1 AND m.id = $2",
        )
        .bind(self.school.to_string())
        .bind(to.to_string())
        .fetch_one(&mut *self.tx)
        .await?;
        let to: String = found.try_get("email")?;
        let school = Some(self.school);
        put(&mut self.tx, Put { school, author: Some(about), ..Put::of(mail.kind(), &to, self.at) }).await
    }

    /// Tells each of these people, and the Account Owner of each of them, that they were given the role Account Admin. What
    /// happens to them afterwards does not call these mails back.
    pub(crate) async fn tell_of_admins(&mut self, _: &Permit<DeleteRole>, members: &[MemberId]) -> Result<(), Trouble> {
        self.tell_of_new_admins(members).await
    }

    /// The same, from methods that took the permit themselves.
    pub(in crate::store) async fn tell_of_new_admins(&mut self, members: &[MemberId]) -> Result<(), Trouble> {
        let owner = match members {
            [] => return Ok(()),
            _ => crate::store::members::owner(&mut self.tx, self.school).await?,
        };
        let owner = match owner {
            Some(owner) => self.sign_in_address(owner.id).await?.map(|(address, _)| address),
            None => None,
        };
        for member in members {
            let Some((address, name)) = self.sign_in_address(*member).await? else { continue };
            let school = Some(self.school);
            if !address.is_empty() {
                let author = self.author.name();
                put(&mut self.tx, Put { school, author, ..Put::of(ADMIN_GIVEN, &address, self.at) }).await?;
            }
            if let Some(owner) = &owner {
                put(&mut self.tx, Put { school, author: Some(&name), ..Put::of(ADMIN_MADE, owner, self.at) }).await?;
            }
        }
        Ok(())
    }

    /// The address somebody signs in with, or the one the school has of them before they do; and their name.
    async fn sign_in_address(&mut self, member: MemberId) -> Result<Option<(String, String)>, Trouble> {
        let found = sqlx::query(
            "SELECT COALESCE(a.email, m.email) AS address, m.first_name, m.last_name
             FROM members m LEFT JOIN accounts a ON a.id = m.account_id WHERE m.school_id = $1 AND m.id = $2",
        )
        .bind(self.school.to_string())
        .bind(member.to_string())
        .fetch_optional(&mut *self.tx)
        .await?;
        let Some(found) = found else { return Ok(None) };
        let name =
            format!("{} {}", found.try_get::<String, _>("first_name")?, found.try_get::<String, _>("last_name")?);
        Ok(Some((found.try_get("address")?, name)))
    }

    /// What was to tell of an offer that is over does not go out any more.
    pub(in crate::store) async fn withdraw_offer_mail(&mut self) -> Result<(), Trouble> {
        let sql = format!(
            "UPDATE outbox SET state = 'withdrawn' WHERE school_id = $1 AND kind = '{}' AND state IN ('waiting', 'failed')",
            OwnershipMail::Offered.kind()
        );
        sqlx::query(AssertSqlSafe(sql)).bind(self.school.to_string()).execute(&mut *self.tx).await?;
        Ok(())
    }
}
