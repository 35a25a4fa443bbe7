//! Counting members by role and status, and when the next invitation expires.

use super::list::{Filter, SearchIndex};
use crate::access::{CountsPeople, Permit, Watcher};
use crate::store::bind::Bind as _;
use crate::store::{Store, StoreError, row};
use domain::access::ListUsers;
use domain::id::SchoolId;
use domain::listing::UserListing;
use domain::moment::Moment;
use domain::role::Role;
use domain::user::MemberStatus;
use sqlx::{AssertSqlSafe, Row as _};

/// The number of members by role and status.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemberCounts {
    /// By role, then by status, each in its order.
    people: [[u64; MemberStatus::ALL.len()]; Role::ALL.len()],
}

impl MemberCounts {
    /// The number with this role and status. Without a role, all roles count; without a status, all except deleted.
    pub fn of(&self, role: Option<Role>, status: Option<MemberStatus>) -> u64 {
        let roles = Role::ALL.into_iter().filter(|one| role.is_none_or(|role| role == *one));
        roles.map(|role| self.of_role(role, status)).sum()
    }

    fn of_role(&self, role: Role, status: Option<MemberStatus>) -> u64 {
        let people = MemberStatus::ALL.into_iter().zip(self.people[role.index()]);
        let counted = people.filter(|(one, _)| status.map_or(*one != MemberStatus::Deleted, |status| status == *one));
        counted.map(|(_, number)| number).sum()
    }
}

impl Store {
    /// Counts the members of a school. Reveals nothing about individuals.
    pub(crate) async fn count_members(
        &self,
        permit: &impl CountsPeople,
        now: Moment,
    ) -> Result<MemberCounts, StoreError> {
        let counts: Vec<_> = (0..MemberStatus::ALL.len())
            .map(|number| {
                format!(
                    "COUNT(CASE WHEN status_order >= ${} AND status_order < ${} THEN 1 END)",
                    number + 2,
                    number + 3
                )
            })
            .collect();
        let sql =
            format!("SELECT role_order, {} FROM members WHERE school_id = $1 GROUP BY role_order", counts.join(", "));
        let mut query = sqlx::query(AssertSqlSafe(sql)).school(permit.school());
        // Each status begins where the previous one ends.
        for status in MemberStatus::ALL {
            query = query.bind(row::status_range(Some(status), now).0);
        }
        query = query.bind(row::status_range(Some(MemberStatus::Deleted), now).1);
        let mut counts = MemberCounts::default();
        for found in query.fetch_all(self.pool()).await? {
            let role = usize::try_from(found.try_get::<i64, _>(0)?).unwrap_or(usize::MAX);
            let people = counts.people.get_mut(role).ok_or(StoreError::Corrupt("the order of a role"))?;
            for (number, count) in people.iter_mut().enumerate() {
                *count = found.try_get::<i64, _>(number + 1)?.unsigned_abs();
            }
        }
        Ok(counts)
    }

    /// The number of people that a search and its filters leave.
    pub(crate) async fn count_found(
        &self,
        permit: &Permit<ListUsers>,
        listing: &UserListing,
        now: Moment,
    ) -> Result<u64, StoreError> {
        let filter = Filter::new(listing, now, SearchIndex::otherwise(listing));
        let sql = format!("SELECT COUNT(*) AS found FROM members p WHERE {}", filter.sql);
        let query = filter.bind_to(sqlx::query(AssertSqlSafe(sql)).school(permit.school()));
        Ok(query.fetch_one(self.pool()).await?.try_get::<i64, _>("found")?.unsigned_abs())
    }

    /// When the school's next open invitation expires, if there is one.
    pub(crate) async fn next_expiry(
        &self,
        permit: &impl CountsPeople,
        now: Moment,
    ) -> Result<Option<Moment>, StoreError> {
        self.expiry(permit.school(), now).await
    }

    /// When the next invitation expires in a school whose open pages have to be told.
    pub(crate) async fn watched_expiry(
        &self,
        _: &Watcher,
        school: SchoolId,
        now: Moment,
    ) -> Result<Option<Moment>, StoreError> {
        self.expiry(school, now).await
    }

    async fn expiry(&self, school: SchoolId, now: Moment) -> Result<Option<Moment>, StoreError> {
        let (from, below) = row::status_range(Some(MemberStatus::Invited), now);
        let found = sqlx::query("SELECT MAX(status_order) AS next FROM members WHERE school_id = $1 AND status_order >= $2 AND status_order < $3")
            .school(school)
            .bind(from)
            .bind(below)
            .fetch_one(self.pool())
            .await?;
        Ok(found.try_get::<Option<i64>, _>("next")?.map(row::invitation_end))
    }
}
