use super::{COLUMNS, read};
use crate::access::Permit;
use crate::store::{Store, StoredMember, Trouble, row};
use domain::access::ExportUsers;
use domain::id::MemberId;
use domain::permission::Elsewhere;
use domain::product::Product;
use sqlx::AssertSqlSafe;
use std::collections::HashMap;

impl Store {
    /// These people of the school with everything that is known of them, in this order. Who is gone meanwhile is left out.
    pub(crate) async fn exported_members(
        &self,
        permit: &Permit<ExportUsers>,
        ids: &[MemberId],
    ) -> Result<Vec<StoredMember>, Trouble> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let numbers = (0..ids.len()).map(|number| format!("${}", number + 2)).collect::<Vec<_>>().join(", ");
        let found = async |sql: String| {
            let query = sqlx::query(AssertSqlSafe(sql)).bind(permit.school().to_string());
            ids.iter().fold(query, |query, id| query.bind(id.to_string())).fetch_all(self.pool()).await
        };
        let people =
            found(format!("SELECT {COLUMNS} FROM members m WHERE m.school_id = $1 AND m.id IN ({numbers})")).await?;
        let mut members = HashMap::with_capacity(people.len());
        for person in &people {
            let member = read(person)?;
            members.insert(member.id, member);
        }
        let roles = found(format!(
            "SELECT member_id, product, role FROM member_roles WHERE school_id = $1 AND member_id IN ({numbers})"
        ))
        .await?;
        for other in &roles {
            if let Some(member) = members.get_mut(&row::read(other, "member_id", MemberId::parse)?) {
                let product = row::read(other, "product", Product::from_code)?;
                member.roles = member.roles.with(product, row::read(other, "role", Elsewhere::from_code)?);
            }
        }
        Ok(ids.iter().filter_map(|id| members.remove(id)).collect())
    }
}
