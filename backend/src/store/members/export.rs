//! Members as exports read them, a batch at a time.

use super::columns::{KNOWN_AS, MIS_ID, Projection};
use super::{STORED, read};
use crate::access::Permit;
use crate::store::bind::Bind as _;
use crate::store::{Store, StoreError, StoredMember, codes, row};
use domain::access::ExportUsers;
use domain::id::MemberId;
use sqlx::AssertSqlSafe;
use std::collections::HashMap;

/// A member as an export shows them.
#[derive(Clone, Debug)]
pub(crate) struct ExportedMember {
    pub member: StoredMember,
    /// The name they like to be called.
    pub known_as: Option<String>,
    /// Their id in the MIS.
    pub mis_id: Option<String>,
}

/// What an export reads besides.
const MORE: Projection = Projection { columns: &[KNOWN_AS.name, MIS_ID.name], has_plain: false };

impl Store {
    /// These members of the school with all of their data, in this order. Those who no longer exist are left out.
    pub(crate) async fn exported_members(
        &self,
        permit: &Permit<ExportUsers>,
        ids: &[MemberId],
    ) -> Result<Vec<ExportedMember>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let numbers = (0..ids.len()).map(|number| format!("${}", number + 2)).collect::<Vec<_>>().join(", ");
        let found = async |sql: String| {
            let query = sqlx::query(AssertSqlSafe(sql)).school(permit.school());
            query.members(ids).fetch_all(self.pool()).await
        };
        let people = found(format!(
            "SELECT {}, {} FROM members m WHERE m.school_id = $1 AND m.id IN ({numbers})",
            STORED.select("m."),
            MORE.select("m.")
        ))
        .await?;
        let mut members = HashMap::with_capacity(people.len());
        for person in &people {
            let member = read(person)?;
            let (known_as, mis_id) = (KNOWN_AS.read(person, STORED.width())?, MIS_ID.read(person, STORED.width() + 1)?);
            members.insert(member.id, ExportedMember { member, known_as, mis_id });
        }
        let roles = found(format!(
            "SELECT member_id, product, role FROM member_roles WHERE school_id = $1 AND member_id IN ({numbers})"
        ))
        .await?;
        for other in &roles {
            if let Some(ExportedMember { member, .. }) = members.get_mut(&row::id::<MemberId>(other, "member_id")?) {
                let product = codes::MEMBER_ROLE_PRODUCT.read(other)?;
                member.roles = member.roles.clone().with(product, codes::MEMBER_ROLE_ROLE.read(other)?);
            }
        }
        Ok(ids.iter().filter_map(|id| members.remove(id)).collect())
    }
}
