//! Members who have one permission, by their role or by an exception.

use super::columns::{name_of, registration_of};
use crate::access::Permit;
use crate::store::bind::Bind as _;
use crate::store::{Store, StoreError, codes, row};
use domain::access::ListUsers;
use domain::catalogue::Feature;
use domain::day::Day;
use domain::holder::{HolderListing, PermissionHolder};
use domain::id::MemberId;
use domain::moment::Moment;
use domain::permission::{Exception, RoleOverride};
use domain::role::HeldRole;
use domain::user::{Access, MemberStatus};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row as _};

/// The search for people who have a permission.
pub(crate) struct HolderQuery {
    /// The permission,
    pub feature: Feature,
    /// the roles that give it,
    pub roles: Vec<HeldRole>,
    /// and the moment.
    pub now: Moment,
}

/// People with access, with their role in the product and their exception in force.
const LET_IN: &str =
    "FROM members m LEFT JOIN member_roles r ON r.school_id = m.school_id AND r.member_id = m.id AND r.product = $2
     LEFT JOIN exceptions e ON e.school_id = m.school_id AND e.member_id = m.id AND e.feature = $4
        AND e.starts_at <= $3 AND (e.ends_at IS NULL OR e.ends_at > $3)
    WHERE m.school_id = $1 AND m.access = 'active' AND (m.leaves_at IS NULL OR m.leaves_at > $3)";

impl Store {
    /// The number of people with access by role in the product and by exception.
    pub(crate) async fn count_holders(
        &self,
        permit: &Permit<ListUsers>,
        of: &HolderQuery,
    ) -> Result<Vec<(Option<HeldRole>, Option<bool>, u64)>, StoreError> {
        let sql = format!(
            "SELECT COALESCE(r.role, m.role) AS role, e.allowed, COUNT(*) AS people {LET_IN} GROUP BY COALESCE(r.role, m.role), e.allowed"
        );
        let found = sqlx::query(AssertSqlSafe(sql))
            .school(permit.school())
            .bind(of.feature.product().code())
            .moment(of.now)
            .bind(of.feature.code())
            .fetch_all(self.pool())
            .await?;
        let count = |found: &AnyRow| {
            let people = u64::try_from(found.try_get::<i64, _>("people")?).unwrap_or_default();
            Ok((role(found)?, allowed(found)?, people))
        };
        found.iter().map(count).collect()
    }

    /// One page of the people with access who have the permission, by name.
    pub(crate) async fn holders(
        &self,
        permit: &Permit<ListUsers>,
        of: &HolderQuery,
        page: u32,
    ) -> Result<Vec<PermissionHolder>, StoreError> {
        let places: Vec<_> = (5..5 + of.roles.len()).map(|place| format!("${place}")).collect();
        let by_role = match places.as_slice() {
            [] => String::new(),
            places => format!(" OR (e.allowed IS NULL AND COALESCE(r.role, m.role) IN ({}))", places.join(", ")),
        };
        let size = i64::from(HolderListing::SIZE);
        let (name, registration) = (name_of!("m"), registration_of!("m"));
        let sql = format!(
            "SELECT m.id, {name}, m.job_title, COALESCE(r.role, m.role) AS role, {registration},
                e.allowed, e.ends_on
             {LET_IN} AND (e.allowed = 1{by_role}) ORDER BY m.name_key, m.id LIMIT {size} OFFSET {}",
            (i64::from(page.max(1)) - 1) * size
        );
        let query = sqlx::query(AssertSqlSafe(sql))
            .school(permit.school())
            .bind(of.feature.product().code())
            .moment(of.now)
            .bind(of.feature.code());
        let query = of.roles.iter().fold(query, |query, role| query.bind(role.code().into_owned()));
        let found = query.fetch_all(self.pool()).await?;
        let holders = found.iter().map(|found| {
            let until = row::read_optional(found, "ends_on", Day::parse)?;
            Ok(PermissionHolder {
                member: row::id::<MemberId>(found, "id")?,
                name: row::name(found)?,
                job_title: found.try_get::<Option<String>, _>("job_title")?.unwrap_or_default(),
                role: role(found)?,
                exception: allowed(found)?.map(|allowed| Exception { feature: of.feature, allowed, until }),
                status: MemberStatus::of(row::registration(found)?, Access::Active, of.now),
            })
        });
        holders.collect()
    }
}

/// The role in the product, if the person has one.
fn role(found: &AnyRow) -> Result<Option<HeldRole>, StoreError> {
    Ok(match codes::MEMBER_ROLE_ROLE.read(found)? {
        RoleOverride::Role(role) => Some(role),
        RoleOverride::Same | RoleOverride::Nothing => None,
    })
}

fn allowed(found: &AnyRow) -> Result<Option<bool>, StoreError> {
    Ok(found.try_get::<Option<i32>, _>("allowed")?.map(|allowed| allowed != 0))
}
