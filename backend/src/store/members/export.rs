//! Members as exports read them, a batch at a time.

use super::{COLUMNS, plain_columns, read};
use crate::access::Permit;
use crate::store::{Store, StoreError, StoredMember, row};
use domain::access::ExportUsers;
use domain::id::MemberId;
use domain::permission::RoleOverride;
use domain::product::Product;
use sqlx::{AssertSqlSafe, Row as _};
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
            let query = sqlx::query(AssertSqlSafe(sql)).bind(permit.school().to_string());
            ids.iter().fold(query, |query, id| query.bind(id.to_string())).fetch_all(self.pool()).await
        };
        let people = found(format!(
            "SELECT {COLUMNS}{}, m.known_as, m.mis_id FROM members m WHERE m.school_id = $1 AND m.id IN ({numbers})",
            plain_columns("m.")
        ))
        .await?;
        let mut members = HashMap::with_capacity(people.len());
        for person in &people {
            let member = read(person)?;
            let (known_as, mis_id) = (person.try_get("known_as")?, person.try_get("mis_id")?);
            members.insert(member.id, ExportedMember { member, known_as, mis_id });
        }
        let roles = found(format!(
            "SELECT member_id, product, role FROM member_roles WHERE school_id = $1 AND member_id IN ({numbers})"
        ))
        .await?;
        for other in &roles {
            if let Some(ExportedMember { member, .. }) =
                members.get_mut(&row::read(other, "member_id", MemberId::parse)?)
            {
                let product = row::read(other, "product", Product::from_code)?;
                member.roles = member.roles.clone().with(product, row::read(other, "role", RoleOverride::from_code)?);
            }
        }
        Ok(ids.iter().filter_map(|id| members.remove(id)).collect())
    }
}
