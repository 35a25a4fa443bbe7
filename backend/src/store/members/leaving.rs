//! What a leaver leaves behind that others have to review.

use super::columns::name_of;
use crate::access::Permit;
use crate::store::bind::Bind as _;
use crate::store::{Store, StoreError, codes, row};
use domain::access::ListUsers;
use domain::id::MemberId;
use domain::leaving::ExceptionHolder;
use domain::moment::Moment;
use domain::role::HeldRole;
use sqlx::Row as _;

impl Store {
    /// Exceptions that `author` made for others and that have not ended at `now`, by the other person's name.
    pub(crate) async fn exceptions_granted_by(
        &self,
        permit: &Permit<ListUsers>,
        author: MemberId,
        now: Moment,
    ) -> Result<Vec<ExceptionHolder>, StoreError> {
        let found = sqlx::query(
            concat!("SELECT m.id, ", name_of!("m"), ", COUNT(*) AS exceptions
             FROM exceptions e JOIN members m ON m.school_id = e.school_id AND m.id = e.member_id
             WHERE e.school_id = $1 AND e.author_id = $2 AND e.member_id <> $2 AND (e.ends_at IS NULL OR e.ends_at > $3) AND m.access <> 'deleted'
             GROUP BY m.id, ", name_of!("m"), ", m.name_key ORDER BY m.name_key, m.id"),
        )
        .school(permit.school())
        .member(author)
        .moment(now)
        .fetch_all(self.pool())
        .await?;
        let granted = found.iter().map(|found| {
            Ok(ExceptionHolder {
                member: row::id::<MemberId>(found, "id")?,
                name: row::name(found)?,
                exceptions: u32::try_from(found.try_get::<i64, _>("exceptions")?).unwrap_or(u32::MAX),
            })
        });
        granted.collect()
    }

    /// The school's roles that `author` changed last.
    pub(crate) async fn roles_changed_by(
        &self,
        permit: &Permit<ListUsers>,
        author: MemberId,
    ) -> Result<Vec<HeldRole>, StoreError> {
        let found = sqlx::query(
            "SELECT code FROM roles WHERE school_id = $1 AND changed_by = $2 AND deleted_at IS NULL ORDER BY code",
        )
        .school(permit.school())
        .member(author)
        .fetch_all(self.pool())
        .await?;
        found.iter().map(|found| codes::ROLE_CODE.read(found)).collect()
    }
}
