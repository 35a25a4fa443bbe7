use crate::access::Permit;
use crate::store::{Store, Trouble, row};
use domain::access::ListUsers;
use domain::holder::{Holder, HolderListing};
use domain::id::MemberId;
use domain::moment::Moment;
use domain::product::Product;
use domain::role::{Role, RoleSet};
use domain::user::{Access, Standing};
use sqlx::{AssertSqlSafe, Row as _};

/// Those who are let in, with their role in a product.
const LET_IN: &str =
    "FROM members m LEFT JOIN member_roles r ON r.school_id = m.school_id AND r.member_id = m.id AND r.product = $2
    WHERE m.school_id = $1 AND m.access = 'active' AND (m.leaves_at IS NULL OR m.leaves_at > $3)";

impl Store {
    /// How many people who are let in have each role in the product.
    pub(crate) async fn count_roles_in(
        &self,
        permit: &Permit<ListUsers>,
        product: Product,
        now: Moment,
    ) -> Result<Vec<(Role, u64)>, Trouble> {
        let sql = format!(
            "SELECT COALESCE(r.role, m.role) AS role, COUNT(*) AS people {LET_IN} GROUP BY COALESCE(r.role, m.role)"
        );
        let found = sqlx::query(AssertSqlSafe(sql))
            .bind(permit.school().to_string())
            .bind(product.code())
            .bind(now.0)
            .fetch_all(self.pool())
            .await?;
        let mut counts = Vec::new();
        for found in found {
            // Whoever has no role there has none of its permissions.
            if let Some(role) = Role::from_code(&found.try_get::<String, _>("role")?) {
                counts.push((role, u64::try_from(found.try_get::<i64, _>("people")?).unwrap_or_default()));
            }
        }
        Ok(counts)
    }

    /// A page of the people who are let in and have one of the roles in the product, by name.
    pub(crate) async fn holders(
        &self,
        permit: &Permit<ListUsers>,
        (product, roles): (Product, RoleSet),
        page: u32,
        now: Moment,
    ) -> Result<Vec<Holder>, Trouble> {
        let places: Vec<_> = (4..4 + roles.len()).map(|place| format!("${place}")).collect();
        let size = i64::from(HolderListing::SIZE);
        let sql = format!(
            "SELECT m.id, m.first_name, m.last_name, m.job_title, COALESCE(r.role, m.role) AS role, m.registration, m.invited_until
             {LET_IN} AND COALESCE(r.role, m.role) IN ({}) ORDER BY m.name_key, m.id LIMIT {size} OFFSET {}",
            places.join(", "),
            (i64::from(page.max(1)) - 1) * size
        );
        let query = sqlx::query(AssertSqlSafe(sql)).bind(permit.school().to_string()).bind(product.code()).bind(now.0);
        let query = roles.iter().fold(query, |query, role| query.bind(role.code()));
        let found = query.fetch_all(self.pool()).await?;
        let holders = found.iter().map(|found| {
            let (first, last): (String, String) = (found.try_get("first_name")?, found.try_get("last_name")?);
            Ok(Holder {
                member: row::read(found, "id", MemberId::parse)?,
                name: format!("{first} {last}"),
                job_title: found.try_get::<Option<String>, _>("job_title")?.unwrap_or_default(),
                role: row::read(found, "role", Role::from_code)?,
                standing: Standing::of(row::registration(found)?, Access::Active, now),
            })
        });
        holders.collect()
    }
}
