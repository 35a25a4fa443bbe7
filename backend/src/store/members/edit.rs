//! Editing a member's details and last day.

use super::columns::{LEAVES_AT, LEAVING_ON};
use super::taken::{TakenValues, taken};
use super::{MemberDetails, StoredMember, update};
use crate::access::{CommandLine, Permit};
use crate::store::{SchoolTransaction, Store, StoreError};
use domain::access::{EditUser, SetLeavingDate};
use domain::day::Day;
use domain::form::user::NewUser;
use domain::id::MemberId;
use domain::invitation::InvitationEffect;
use domain::moment::Moment;
use domain::name::{EmailAddress, PersonName};
use domain::user::Registration;
use sqlx::{Any, Executor};

/// Whether another member has the email or username that `user` is to get.
async fn taken_by_others(
    executor: impl Executor<'_, Database = Any>,
    permit: &Permit<EditUser>,
    user: &NewUser,
) -> Result<TakenValues, StoreError> {
    let member = permit.action().subject.member;
    taken(executor, permit.school(), user.email.as_ref(), user.username.as_ref(), Some(member)).await
}

impl Store {
    /// Whether another member of the school has this email or username.
    pub(crate) async fn taken_by_others(
        &self,
        permit: &Permit<EditUser>,
        user: &NewUser,
    ) -> Result<TakenValues, StoreError> {
        taken_by_others(self.pool(), permit, user).await
    }
}

impl SchoolTransaction {
    /// Whether another member of the school has this email or username, read in this transaction.
    pub(crate) async fn taken_by_others(
        &mut self,
        permit: &Permit<EditUser>,
        user: &NewUser,
    ) -> Result<TakenValues, StoreError> {
        taken_by_others(&mut *self.tx, permit, user).await
    }

    /// Writes a member's details and applies the effect on their invitation. Gives their registration after it; None
    /// when a unique value is already taken. Ring [`mail_signal`](crate::Backend::mail_signal) after committing.
    pub(crate) async fn set_details(
        &mut self,
        permit: &Permit<EditUser>,
        user: &NewUser,
        stored: &StoredMember,
        invitation: &InvitationEffect,
    ) -> Result<Option<Registration>, StoreError> {
        let member = permit.action().subject.member;
        let update = MemberDetails::of(user).update(self.school, member);
        let written = update.execute(&mut *self.tx).await.map_err(StoreError::from);
        match written {
            Ok(written) if written.rows_affected() == 1 => {
                self.carry_out(member, stored.access, stored.registration, invitation).await.map(Some)
            }
            Ok(_) => Ok(None),
            Err(trouble) if trouble.is_taken() => Ok(None),
            Err(trouble) => Err(trouble),
        }
    }

    /// Corrects the details of an unregistered Account Owner, for the command line. False when another member of the
    /// school has the address.
    pub(crate) async fn correct_owner(
        &mut self,
        _: &CommandLine,
        owner: MemberId,
        (first_name, last_name): (&PersonName, &PersonName),
        email: &EmailAddress,
    ) -> Result<bool, StoreError> {
        let details = MemberDetails::named(first_name.as_str(), last_name.as_str(), email.as_str());
        match details.update(self.school, owner).execute(&mut *self.tx).await.map_err(StoreError::from) {
            Ok(written) => Ok(written.rows_affected() == 1),
            Err(trouble) if trouble.is_taken() => Ok(false),
            Err(trouble) => Err(trouble),
        }
    }

    /// Writes a member's last day and its end; `None` removes it.
    pub(crate) async fn set_leaving(
        &mut self,
        permit: &Permit<SetLeavingDate>,
        leaving: Option<(Day, Moment)>,
    ) -> Result<(), StoreError> {
        let written = vec![LEAVING_ON.with(leaving.map(|(day, _)| day)), LEAVES_AT.with(leaving.map(|(_, at)| at))];
        update(self.school, permit.action().subject.member, written).execute(&mut *self.tx).await?;
        Ok(())
    }
}
