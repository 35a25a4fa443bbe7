//! Which email addresses and usernames somebody at the school has already.

use super::columns::name_of;
use crate::access::Permit;
use crate::store::bind::Bind as _;
use crate::store::{SchoolTransaction, Store, StoreError, row};
use domain::access::{AddUsers, CreateUser};
use domain::id::{MemberId, SchoolId};
use domain::moment::Moment;
use domain::name::{EmailAddress, Username};
use sqlx::{Any, Executor, Row as _};

/// Which unique values are already taken in a school, and by whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TakenValues {
    pub email: Option<ValueHolder>,
    pub username: Option<ValueHolder>,
}

/// A member who has a unique value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ValueHolder {
    pub member: MemberId,
    pub name: String,
    /// When they were deleted.
    pub deleted_at: Option<Moment>,
}

/// The members other than `but` who have one of these values.
pub(super) async fn taken(
    executor: impl Executor<'_, Database = Any>,
    school: SchoolId,
    email: Option<&EmailAddress>,
    username: Option<&Username>,
    but: Option<MemberId>,
) -> Result<TakenValues, StoreError> {
    let (email, username) = (email.map(EmailAddress::key), username.map(Username::key));
    let found = sqlx::query(concat!(
        "SELECT id, ",
        name_of!(),
        ", email_key, username_key, CASE WHEN access = 'deleted' THEN deleted_at END AS deleted_at
         FROM members WHERE school_id = $1 AND (email_key = $2 OR username_key = $3) AND id <> COALESCE($4, '')"
    ))
    .school(school)
    .bind(&email)
    .bind(&username)
    .member(but)
    .fetch_all(executor)
    .await?;
    let mut taken = TakenValues::default();
    for found in &found {
        let holder = ValueHolder {
            member: row::id(found, "id")?,
            name: row::name(found)?,
            deleted_at: row::moment(found, "deleted_at")?,
        };
        let has = |wanted: &Option<String>, key: Option<String>| wanted.is_some() && *wanted == key;
        if has(&email, found.try_get("email_key")?) {
            taken.email = Some(holder.clone());
        }
        if has(&username, found.try_get("username_key")?) {
            taken.username = Some(holder);
        }
    }
    Ok(taken)
}

impl Store {
    /// Whether a member of the school has this email or username.
    pub(crate) async fn taken(
        &self,
        permit: &Permit<AddUsers>,
        email: Option<&EmailAddress>,
        username: Option<&Username>,
    ) -> Result<TakenValues, StoreError> {
        taken(self.pool(), permit.school(), email, username, None).await
    }
}

impl SchoolTransaction {
    /// Whether a member of the school has this email or username.
    pub(crate) async fn taken(
        &mut self,
        _: &Permit<CreateUser>,
        email: &EmailAddress,
        username: Option<&Username>,
    ) -> Result<TakenValues, StoreError> {
        taken(&mut *self.tx, self.school, Some(email), username, None).await
    }
}
