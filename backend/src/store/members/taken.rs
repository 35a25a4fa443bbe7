//! Which email addresses and usernames somebody at the school has already.

use crate::access::Permit;
use crate::store::bind::Bind as _;
use crate::store::{SchoolTransaction, Store, StoreError, row};
use domain::access::{AddUsers, CreateUser};
use domain::id::{MemberId, SchoolId};
use domain::moment::Moment;
use domain::name::{EmailAddress, Username};
use sqlx::{Any, Executor, Row as _};

/// Which unique values are already taken in a school.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct TakenValues {
    pub email: bool,
    pub username: bool,
    /// The deleted person who has the email, and when they were deleted.
    pub deleted: Option<(MemberId, Moment)>,
}

/// Whether a member other than `but` has one of these values.
pub(super) async fn taken(
    executor: impl Executor<'_, Database = Any>,
    school: SchoolId,
    email: Option<&EmailAddress>,
    username: Option<&Username>,
    but: Option<MemberId>,
) -> Result<TakenValues, StoreError> {
    let found = sqlx::query(
        "SELECT COUNT(CASE WHEN email_key = $2 THEN 1 END) AS emails, COUNT(CASE WHEN username_key = $3 THEN 1 END) AS usernames,
             MAX(CASE WHEN email_key = $2 AND access = 'deleted' THEN id END) AS deleted_id,
             MAX(CASE WHEN email_key = $2 AND access = 'deleted' THEN deleted_at END) AS deleted_at
         FROM members WHERE school_id = $1 AND (email_key = $2 OR username_key = $3) AND id <> COALESCE($4, '')",
    )
    .school(school)
    .bind(email.map(EmailAddress::key))
    .bind(username.map(Username::key))
    .member(but)
    .fetch_one(executor)
    .await?;
    let deleted = row::optional_id::<MemberId>(&found, "deleted_id")?;
    Ok(TakenValues {
        email: found.try_get::<i64, _>("emails")? > 0,
        username: found.try_get::<i64, _>("usernames")? > 0,
        deleted: deleted.zip(row::moment(&found, "deleted_at")?),
    })
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
