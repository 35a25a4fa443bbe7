//! Members who can be invited to a product.

use super::columns::{name_of, registration_of};
use super::role_order;
use crate::access::Permit;
use crate::search_key;
use crate::store::bind::Bind as _;
use crate::store::sql_value::containing;
use crate::store::{Store, StoreError, codes, row};
use domain::access::{ListUsers, roles_given_by};
use domain::id::MemberId;
use domain::invitation::{Invitable, InviteListing};
use domain::moment::Moment;
use domain::permission::RoleOverride;
use domain::product::Product;
use domain::role::{HeldRole, Role};
use domain::user::{Access, MemberStatus};
use sqlx::{AssertSqlSafe, Row as _};

/// People with access whom the actor may act on (roles from `$6` on), and who lack the role or a recent invitation.
const LACKING: &str = "FROM members m LEFT JOIN member_roles r ON r.school_id = m.school_id AND r.member_id = m.id AND r.product = $2
    WHERE m.school_id = $1 AND m.access = 'active' AND (m.leaves_at IS NULL OR m.leaves_at > $5) AND m.id <> $4
      AND (COALESCE(r.role, m.role) <> $3 OR m.registration = 'not-registered' OR (m.registration = 'invited' AND m.invited_until <= $5))";

impl Store {
    /// The people without a role in a product or an invitation; how many there are; and how many of them have no
    /// address.
    pub(crate) async fn invitable(
        &self,
        permit: &Permit<ListUsers>,
        (product, role): (Product, HeldRole),
        reader: Role,
        listing: &InviteListing,
        now: Moment,
    ) -> Result<(Vec<Invitable>, u64, u64), StoreError> {
        let below: Vec<_> = roles_given_by(reader).map(role_order).collect();
        let words: Vec<_> = search_key::words(&listing.search).iter().map(|word| containing(word)).collect();
        let places = |from: usize, many: usize| (from..from + many).map(|place| format!("${place}"));
        let below_places = places(6, below.len()).collect::<Vec<_>>().join(", ");
        let found: String = places(6 + below.len(), words.len())
            .map(|place| format!(" AND m.search_key LIKE {place} ESCAPE '!'"))
            .collect();
        let condition = format!("{LACKING} AND m.role_order IN ({below_places}){found}");
        let (size, page) = (i64::from(InviteListing::SIZE), i64::from(listing.page.max(1)));
        let (name, registration) = (name_of!("m"), registration_of!("m"));
        let rows = format!(
            "SELECT m.id, {name}, m.email, m.job_title, COALESCE(r.role, m.role) AS role, {registration}, m.access
             {condition} AND m.email <> '' ORDER BY m.name_key, m.id LIMIT {size} OFFSET {}",
            (page - 1) * size
        );
        let counts = format!(
            "SELECT COUNT(CASE WHEN m.email <> '' THEN 1 END) AS people, COUNT(CASE WHEN m.email = '' THEN 1 END) AS nowhere {condition}"
        );
        let bound = |sql: String| {
            let query = sqlx::query(AssertSqlSafe(sql))
                .school(permit.school())
                .bind(product.code())
                .bind(role.code().into_owned())
                .member(permit.member())
                .moment(now);
            let query = below.iter().fold(query, |query, role| query.bind(*role));
            words.iter().fold(query, |query, word| query.bind(word.clone()))
        };
        let found = bound(rows).fetch_all(self.pool()).await?;
        let counted = bound(counts).fetch_one(self.pool()).await?;
        let people = found.iter().map(|found| {
            Ok(Invitable {
                member: row::id::<MemberId>(found, "id")?,
                name: row::name(found)?,
                email: found.try_get("email")?,
                job_title: found.try_get::<Option<String>, _>("job_title")?.unwrap_or_default(),
                role: match codes::MEMBER_ROLE_ROLE.read(found)? {
                    RoleOverride::Role(role) => Some(role),
                    RoleOverride::Same | RoleOverride::Nothing => None,
                },
                status: MemberStatus::of(row::registration(found)?, Access::Active, now),
            })
        });
        let count =
            |column: &str| Ok::<_, StoreError>(u64::try_from(counted.try_get::<i64, _>(column)?).unwrap_or_default());
        Ok((people.collect::<Result<_, StoreError>>()?, count("people")?, count("nowhere")?))
    }
}
