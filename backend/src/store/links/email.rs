//! A new sign-in email: waiting for confirmation, and confirmed.

use super::super::members::{self, MemberDetails};
use super::super::{Membership, SchoolTransaction, Store, StoreError, row};
use crate::access::SigningIn;
use crate::access::actor::Actor;
use crate::store::bind::Bind as _;
use domain::id::{AccountId, MemberId, SchoolId};
use domain::moment::Moment;
use domain::name::EmailAddress;
use sqlx::Row as _;

impl Store {
    /// The address awaiting confirmation for the actor's account, and until when.
    pub(crate) async fn waiting_email(
        &self,
        actor: &Actor,
        now: Moment,
    ) -> Result<Option<(String, Moment)>, StoreError> {
        let found = sqlx::query(
            "SELECT new_email, expires_at FROM email_tokens WHERE account_id = $1 AND kind = 'email' AND used_at IS NULL AND voided_at IS NULL AND expires_at > $2
             ORDER BY created_at DESC LIMIT 1",
        )
        .account(actor.account())
        .moment(now)
        .fetch_optional(self.pool())
        .await?;
        found.map(|found| Ok((found.try_get("new_email")?, Moment(found.try_get("expires_at")?)))).transpose()
    }
}

impl SchoolTransaction {
    /// Whether the address belongs to another account, or to another member in one of the account's schools.
    pub(crate) async fn is_email_taken(
        &mut self,
        _: &SigningIn,
        account: AccountId,
        email: &EmailAddress,
    ) -> Result<bool, StoreError> {
        super::is_taken(&mut *self.tx, account, email).await
    }

    /// Makes `new` the account's sign-in email, and its holder's email in each school that had the old one. False when
    /// the address was taken in the meantime.
    pub(crate) async fn set_email(
        &mut self,
        _: &SigningIn,
        account: AccountId,
        memberships: &[Membership],
        old: &str,
        new: &EmailAddress,
    ) -> Result<bool, StoreError> {
        let set = sqlx::query("UPDATE accounts SET email = $2, email_key = $3 WHERE id = $1")
            .account(account)
            .bind(new.as_str())
            .bind(new.key())
            .execute(&mut *self.tx)
            .await;
        match set {
            Ok(_) => {}
            Err(error) if error.as_database_error().is_some_and(|error| error.is_unique_violation()) => {
                return Ok(false);
            }
            Err(error) => return Err(error.into()),
        }
        for membership in memberships {
            self.move_contact(membership.school, membership.member, old, new).await?;
        }
        Ok(true)
    }

    async fn move_contact(
        &mut self,
        school: SchoolId,
        member: MemberId,
        old: &str,
        new: &EmailAddress,
    ) -> Result<(), StoreError> {
        let Some(member) = members::by_id(&mut self.tx, school, member).await? else { return Ok(()) };
        if !member.email.eq_ignore_ascii_case(old) {
            return Ok(());
        }
        let details = MemberDetails { email: new.as_str(), ..MemberDetails::stored(&member) };
        details.update(school, member.id).execute(&mut *self.tx).await?;
        Ok(())
    }
}

/// The address that a link confirms and its account, for the mail with the link.
pub(in crate::store) fn confirms(found: &sqlx::any::AnyRow) -> Result<(AccountId, EmailAddress), StoreError> {
    let email = row::read(found, "new_email", |text| EmailAddress::parse(text).ok())?;
    Ok((row::id::<AccountId>(found, "link_account")?, email))
}
