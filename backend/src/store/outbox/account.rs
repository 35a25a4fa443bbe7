//! Mail about accounts, and about a school's ownership.

use super::{Put, put};
use crate::access::{ManagesOwnership, Permit, SetsPassword, SigningIn};
use crate::store::Anchor;
use crate::store::bind::Bind as _;
use crate::store::links::{LinkOpens, new_link};
use crate::store::members::columns::name_of;
use crate::store::ownership::OFFER_LASTS;
use crate::store::{SchoolTransaction, StoreError, row};
use crate::token::LinkToken;
use domain::access::{ChangeOwnEmail, DeleteRole, SendPasswordLink};
use domain::device::Device;
use domain::id::{AccountId, MemberId, SchoolId};
use domain::link::LinkMailResult;
use domain::moment::Moment;
use domain::name::EmailAddress;
use sqlx::any::AnyRow;
use sqlx::{Any, AssertSqlSafe, Row as _, Transaction};

/// The content of a mail about an account or a school's ownership.
#[derive(Debug)]
pub(crate) enum AccountMailContent {
    Reset {
        token: LinkToken,
    },
    PasswordChanged,
    /// A password link sent by an admin of the school, so that no admin ever types another person's password.
    PasswordLink {
        token: LinkToken,
        school: String,
        help_contact: String,
        author: Option<String>,
    },
    /// To the new address, whose button makes it the sign-in email.
    ConfirmEmail {
        token: LinkToken,
        until: Moment,
    },
    /// To the new address, when it already has an account or belongs to a member: nothing changes.
    EmailTaken,
    /// To the old address.
    EmailChanged,
    /// A sign-in on an unknown device.
    NewDevice {
        device: Device,
        at: Moment,
    },
    /// Many wrong passwords in a day.
    Guesses {
        times: i64,
    },
    OwnershipOffered {
        school: String,
        author: Option<String>,
        until: Moment,
    },
    /// To the Account Owner, in whose name the school was offered.
    OwnershipOfferMade {
        school: String,
        about: Option<String>,
    },
    /// To a person who became an Account Admin.
    AdminGiven {
        school: String,
        author: Option<String>,
    },
    /// To the Account Owner, about a new Account Admin.
    AdminMade {
        school: String,
        about: Option<String>,
    },
    OwnershipDeclined {
        school: String,
        author: Option<String>,
    },
    /// To the new Account Owner.
    OwnershipTaken {
        school: String,
        author: Option<String>,
    },
    /// To the previous Account Owner.
    OwnershipGiven {
        school: String,
        author: Option<String>,
    },
    /// To the Account Owner: the anchor of the school's audit log.
    AuditAnchor {
        school: String,
        anchor: Anchor,
    },
}

/// A mail about the school's ownership.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OwnershipMail {
    /// To the admin to whom the school is offered.
    Offered,
    /// To the owner, in whose name it was offered.
    OfferMade,
    /// To the owner, whose offer was declined.
    Declined,
    /// To the new Account Owner.
    Taken,
    /// To the previous Account Owner.
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

/// A mail to an account's holder about sign-ins or attempts.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) enum AccountMail {
    /// A sign-in on an unknown device.
    NewDevice { device: Device },
    /// Many wrong passwords in a day.
    Guesses { times: i64 },
}

/// Puts a mail to an account's holder into the outbox.
pub(in crate::store) async fn put_account_mail(
    tx: &mut Transaction<'static, Any>,
    mail: AccountMail,
    to: &str,
    at: Moment,
) -> Result<(), StoreError> {
    let (kind, detail) = match mail {
        AccountMail::NewDevice { device } => ("new-device", device.code()),
        AccountMail::Guesses { times } => ("guesses", times.to_string()),
    };
    put(tx, Put { detail: Some(detail), ..Put::of(kind, to, at) }).await
}

/// The kinds of mail about new Account Admins.
const ADMIN_GIVEN: &str = "admin-given";
const ADMIN_MADE: &str = "admin-made";

/// The content of a mail without a link.
pub(super) fn without_link(kind: &str, found: &AnyRow) -> Result<Option<AccountMailContent>, StoreError> {
    let school = || found.try_get::<String, _>("school_name");
    let author = || found.try_get::<Option<String>, _>("author_name");
    Ok(Some(match kind {
        "password-changed" => AccountMailContent::PasswordChanged,
        "email-changed" => AccountMailContent::EmailChanged,
        "new-device" => AccountMailContent::NewDevice {
            device: Device::from_code(&found.try_get::<String, _>("detail")?),
            at: row::moment(found, "created_at")?.unwrap_or(Moment(0)),
        },
        "guesses" => AccountMailContent::Guesses { times: row::read(found, "detail", |times| times.parse().ok())? },
        "ownership-offered" => AccountMailContent::OwnershipOffered {
            school: school()?,
            author: author()?,
            until: row::moment(found, "created_at")?.unwrap_or(Moment(0)).plus(OFFER_LASTS),
        },
        "ownership-offer-made" => AccountMailContent::OwnershipOfferMade { school: school()?, about: author()? },
        ADMIN_GIVEN => AccountMailContent::AdminGiven { school: school()?, author: author()? },
        ADMIN_MADE => AccountMailContent::AdminMade { school: school()?, about: author()? },
        "ownership-declined" => AccountMailContent::OwnershipDeclined { school: school()?, author: author()? },
        "ownership-taken" => AccountMailContent::OwnershipTaken { school: school()?, author: author()? },
        "ownership-given" => AccountMailContent::OwnershipGiven { school: school()?, author: author()? },
        "audit-anchor" => AccountMailContent::AuditAnchor {
            school: school()?,
            anchor: Anchor {
                school: row::id::<SchoolId>(found, "school_id")?,
                number: found.try_get("audit_no")?,
                chain: found.try_get("audit_chain")?,
            },
        },
        _ => return Ok(None),
    }))
}

impl SchoolTransaction {
    /// Notifies an address that its account's password was changed.
    pub(crate) async fn put_password_changed(&mut self, _: &impl SetsPassword, to: &str) -> Result<(), StoreError> {
        put(&mut self.tx, Put::of("password-changed", to, self.at)).await
    }

    /// Notifies the old address that another one signs in now.
    pub(crate) async fn put_email_changed(&mut self, _: &SigningIn, to: &str) -> Result<(), StoreError> {
        put(&mut self.tx, Put::of("email-changed", to, self.at)).await
    }

    /// Puts a mail with a link to set a new password into the outbox, for a member's account. Earlier links end; one
    /// sent less than a minute ago is not repeated. It goes to the sign-in email. None when the member has no account.
    pub(crate) async fn put_password_link(
        &mut self,
        permit: &Permit<SendPasswordLink>,
    ) -> Result<Option<LinkMailResult>, StoreError> {
        let found = sqlx::query(
            "SELECT a.id, a.email FROM members m JOIN accounts a ON a.id = m.account_id WHERE m.school_id = $1 AND m.id = $2",
        )
        .school(permit.school())
        .member(permit.action().subject.member)
        .fetch_optional(&mut *self.tx)
        .await?;
        let Some(found) = found else { return Ok(None) };
        let account = row::id::<AccountId>(&found, "id")?;
        let to = row::read(&found, "email", |text| EmailAddress::parse(text).ok())?;
        let Some(link) = new_link(&mut self.tx, account, LinkOpens::Reset(&to), self.at).await? else {
            return Ok(Some(LinkMailResult::JustSent));
        };
        let mail = Put {
            link: Some(link),
            school: Some(self.school),
            author: self.author.name(),
            ..Put::of("password-link", to.as_str(), self.at)
        };
        put(&mut self.tx, mail).await?;
        Ok(Some(LinkMailResult::Sent))
    }

    /// Puts a mail with a link that makes `new` the sign-in email into the outbox. Earlier links end; one sent there
    /// less than a minute ago is not repeated. Its content is decided when it is sent, so that neither the answer nor
    /// its timing reveals whether the address has an account.
    pub(crate) async fn put_email_link(
        &mut self,
        _: &Permit<ChangeOwnEmail>,
        account: AccountId,
        new: &EmailAddress,
    ) -> Result<LinkMailResult, StoreError> {
        let Some(link) = new_link(&mut self.tx, account, LinkOpens::Email(new), self.at).await? else {
            return Ok(LinkMailResult::JustSent);
        };
        put(&mut self.tx, Put { link: Some(link), ..Put::of("confirm-email", new.as_str(), self.at) }).await?;
        Ok(LinkMailResult::Sent)
    }

    /// A mail from the school about itself.
    pub(in crate::store) async fn put_school_mail(&mut self, kind: &str, to: &str) -> Result<(), StoreError> {
        put(&mut self.tx, Put { school: Some(self.school), ..Put::of(kind, to, self.at) }).await
    }

    /// Notifies a member, at their sign-in email, of a step in the transfer of ownership. `about` is the other
    /// person's name.
    pub(crate) async fn put_ownership(
        &mut self,
        _: &Permit<impl ManagesOwnership>,
        mail: OwnershipMail,
        to: MemberId,
        about: &str,
    ) -> Result<(), StoreError> {
        let found = sqlx::query(
            "SELECT a.email FROM members m JOIN accounts a ON a.id = m.account_id WHERE m.school_id = $1 AND m.id = $2",
        )
        .school(self.school)
        .member(to)
        .fetch_one(&mut *self.tx)
        .await?;
        let to: String = found.try_get("email")?;
        let school = Some(self.school);
        put(&mut self.tx, Put { school, author: Some(about), ..Put::of(mail.kind(), &to, self.at) }).await
    }

    /// Notifies each of these people, and their Account Owner about each of them, that they became Account Admins.
    /// These mails are not withdrawn, whatever happens to the people later.
    pub(crate) async fn notify_of_admins(
        &mut self,
        _: &Permit<DeleteRole>,
        members: &[MemberId],
    ) -> Result<(), StoreError> {
        self.notify_of_new_admins(members).await
    }

    /// As [`tell_of_admins`](SchoolTransaction::notify_of_admins), for methods that already took the permit.
    pub(in crate::store) async fn notify_of_new_admins(&mut self, members: &[MemberId]) -> Result<(), StoreError> {
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

    /// A member's name and sign-in email; before they register, the school's email for them.
    async fn sign_in_address(&mut self, member: MemberId) -> Result<Option<(String, String)>, StoreError> {
        let found = sqlx::query(concat!(
            "SELECT COALESCE(a.email, m.email) AS address, ",
            name_of!("m"),
            "
             FROM members m LEFT JOIN accounts a ON a.id = m.account_id WHERE m.school_id = $1 AND m.id = $2"
        ))
        .school(self.school)
        .member(member)
        .fetch_optional(&mut *self.tx)
        .await?;
        let Some(found) = found else { return Ok(None) };
        let name = row::name(&found)?;
        Ok(Some((found.try_get("address")?, name)))
    }

    /// Withdraws waiting mail about an offer that has ended.
    pub(in crate::store) async fn withdraw_offer_mail(&mut self) -> Result<(), StoreError> {
        let sql = format!(
            "UPDATE outbox SET state = 'withdrawn' WHERE school_id = $1 AND kind = '{}' AND state IN ('waiting', 'failed')",
            OwnershipMail::Offered.kind()
        );
        sqlx::query(AssertSqlSafe(sql)).school(self.school).execute(&mut *self.tx).await?;
        Ok(())
    }
}
