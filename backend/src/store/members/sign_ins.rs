//! Recent sign-ins, and mails to members that did not arrive, for the School page.

use super::columns::name_of;
use crate::access::Permit;
use crate::store::bind::Bind as _;
use crate::store::outbox::mail_trouble;
use crate::store::{Store, StoreError, codes, row};
use domain::access::{ListUsers, ViewSchool};
use domain::id::PhotoId;
use domain::moment::Moment;
use domain::role::HeldRole;
use domain::school::Undelivered;
use domain::user::MemberStatus;
use sqlx::{AssertSqlSafe, Row as _};

/// A recent sign-in.
#[derive(Clone, Debug)]
pub(crate) struct SignIn {
    pub name: String,
    pub role: HeldRole,
    pub photo: Option<PhotoId>,
    pub at: Moment,
}

impl Store {
    /// The number of sessions that began between each two consecutive moments.
    pub(crate) async fn count_sign_ins(
        &self,
        permit: &Permit<ViewSchool>,
        moments: &[Moment],
    ) -> Result<Vec<u32>, StoreError> {
        let spans = moments.len().saturating_sub(1);
        if spans == 0 {
            return Ok(Vec::new());
        }
        let counts: Vec<_> = (0..spans)
            .map(|span| {
                format!(
                    "(SELECT COUNT(*) FROM sessions WHERE school_id = $1 AND created_at >= ${} AND created_at < ${})",
                    span + 2,
                    span + 3
                )
            })
            .collect();
        let mut query = sqlx::query(AssertSqlSafe(format!("SELECT {}", counts.join(", ")))).school(permit.school());
        for moment in moments {
            query = query.moment(moment);
        }
        let found = query.fetch_one(self.pool()).await?;
        (0..spans).map(|span| Ok(u32::try_from(found.try_get::<i64, _>(span)?).unwrap_or(u32::MAX))).collect()
    }

    /// The people who signed in last, the latest first.
    pub(crate) async fn newest_sign_ins(
        &self,
        permit: &Permit<ListUsers>,
        most: u32,
    ) -> Result<Vec<SignIn>, StoreError> {
        let found = sqlx::query(concat!(
            "SELECT ",
            name_of!(),
            ", role, photo_id, last_sign_in_at FROM members
             WHERE school_id = $1 AND last_sign_in_at IS NOT NULL AND status_order + 0 < $2
             ORDER BY last_sign_in_at DESC, name_key DESC, id DESC LIMIT $3"
        ))
        .school(permit.school())
        .bind(row::status_range(None, Moment(0)).1)
        .bind(i64::from(most))
        .fetch_all(self.pool())
        .await?;
        found
            .iter()
            .map(|found| {
                let name = row::name(found)?;
                Ok(SignIn {
                    name,
                    role: codes::MEMBER_ROLE.read(found)?,
                    photo: row::optional_id::<PhotoId>(found, "photo_id")?,
                    at: Moment(found.try_get("last_sign_in_at")?),
                })
            })
            .collect()
    }

    /// Undelivered mails to people who have not registered, the latest first: of each person only the newest mail.
    pub(crate) async fn undelivered(
        &self,
        permit: &Permit<ListUsers>,
        most: u32,
    ) -> Result<Vec<Undelivered>, StoreError> {
        let (from, below) = (
            row::status_range(Some(MemberStatus::Invited), Moment(0)).0,
            row::status_range(Some(MemberStatus::NotRegistered), Moment(0)).1,
        );
        let found = sqlx::query(
            concat!("SELECT m.id, ", name_of!("m"), ", m.email, o.trouble FROM outbox o JOIN members m ON m.school_id = o.school_id AND m.id = o.member_id
             WHERE o.school_id = $1 AND (o.state = 'failed' OR (o.state = 'waiting' AND o.attempts > 0)) AND o.trouble IS NOT NULL
               AND m.status_order + 0 >= $2 AND m.status_order + 0 < $3
               AND NOT EXISTS (SELECT 1 FROM outbox later WHERE later.school_id = o.school_id AND later.member_id = o.member_id AND later.created_at > o.created_at)
             ORDER BY o.created_at DESC, o.id LIMIT $4"),
        )
        .school(permit.school())
        .bind(from)
        .bind(below)
        .bind(i64::from(most))
        .fetch_all(self.pool())
        .await?;
        found
            .iter()
            .map(|found| {
                let name = row::name(found)?;
                let trouble = mail_trouble(found, "trouble")?.ok_or(StoreError::Corrupt("a mail's trouble"))?;
                Ok(Undelivered { member: row::id(found, "id")?, name, email: found.try_get("email")?, trouble })
            })
            .collect()
    }
}
