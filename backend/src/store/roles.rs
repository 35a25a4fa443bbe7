//! Customised roles: a school's own roles, and its changes to standard ones.

use super::members::role_order;
use super::sql_value::{places_for, some_at_once};
use super::{SchoolTransaction, Store, StoreError, codes, row};
use crate::access::{Permit, ReadsPeople, ReadsSchool, Seeding};
use crate::store::bind::Bind as _;
use crate::store::members::columns::name_of;
use domain::access::{ChangeRole, CreateRole, DeleteRole, ListUsers};
use domain::catalogue::Feature;
use domain::id::{MemberId, SchoolId};
use domain::moment::Moment;
use domain::name::RoleName;
use domain::permission::{RoleCell, RoleCells, RoleCustomisation, SchoolRoles};
use domain::role::HeldRole;
use domain::role_customisation::RoleUsage;
use sqlx::{AnyConnection, AssertSqlSafe, Row as _};
use std::collections::HashMap;

/// Whether deleted roles are included: the log still names them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum DeletedRoles {
    LeftOut,
    Included,
}

/// A role's changed cells, and which of them the Account Owner decided.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AuthoredCells<'a> {
    pub cells: &'a RoleCells,
    pub owner: &'a [Feature],
}

/// The school's customised roles.
pub(super) async fn customised(
    connection: &mut AnyConnection,
    school: SchoolId,
    deleted: DeletedRoles,
) -> Result<Vec<RoleCustomisation>, StoreError> {
    let found = sqlx::query("SELECT code, name, version, deleted_at FROM roles WHERE school_id = $1 ORDER BY code")
        .school(school)
        .fetch_all(&mut *connection)
        .await?;
    let mut cells = HashMap::<String, Vec<RoleCell>>::new();
    let mut owners = HashMap::<String, Vec<Feature>>::new();
    if !found.is_empty() {
        let set = sqlx::query("SELECT code, feature, setting, by_owner FROM role_cells WHERE school_id = $1")
            .school(school)
            .fetch_all(&mut *connection)
            .await?;
        for set in &set {
            // A permission unknown to this version is ignored.
            let Some(feature) = Feature::from_code(&set.try_get::<String, _>("feature")?) else { continue };
            let setting = codes::ROLE_CELL_SETTING.read(set)?;
            let code: String = set.try_get("code")?;
            if set.try_get::<i32, _>("by_owner")? != 0 {
                owners.entry(code.clone()).or_default().push(feature);
            }
            cells.entry(code).or_default().push(RoleCell { feature, setting });
        }
    }
    let mut roles = Vec::new();
    for found in &found {
        if deleted == DeletedRoles::LeftOut && row::moment(found, "deleted_at")?.is_some() {
            continue;
        }
        let code: String = found.try_get("code")?;
        roles.push(RoleCustomisation {
            role: codes::ROLE_CODE.read(found)?,
            name: found.try_get::<Option<String>, _>("name")?.unwrap_or_default(),
            cells: cells.remove(&code).unwrap_or_default().into(),
            set_by_owner: owners.remove(&code).unwrap_or_default(),
            version: found.try_get("version")?,
        });
    }
    Ok(roles)
}

impl Store {
    /// The school's roles including deleted ones, for their names only, which every member may know.
    pub(crate) async fn roles_ever(&self, of: &impl ReadsSchool) -> Result<SchoolRoles, StoreError> {
        let mut connection = self.pool().acquire().await?;
        Ok(SchoolRoles {
            customised: customised(&mut connection, of.school(), DeletedRoles::Included).await?,
            ..SchoolRoles::none()
        })
    }

    /// The number of people holding each role in some product, without deleted people.
    pub(crate) async fn role_uses(&self, permit: &Permit<ListUsers>) -> Result<Vec<RoleUsage>, StoreError> {
        let found = sqlx::query(
            "SELECT h.role, COUNT(*) AS people FROM (
                SELECT m.role, m.id FROM members m WHERE m.school_id = $1 AND m.access <> 'deleted'
                UNION
                SELECT r.role, m.id FROM member_roles r JOIN members m ON m.school_id = r.school_id AND m.id = r.member_id
                WHERE r.school_id = $1 AND m.access <> 'deleted' AND r.role <> 'none'
             ) h GROUP BY h.role",
        )
        .school(permit.school())
        .fetch_all(self.pool())
        .await?;
        found
            .iter()
            .map(|found| {
                let people = u64::try_from(found.try_get::<i64, _>("people")?).unwrap_or_default();
                Ok(RoleUsage { role: codes::MEMBER_ROLE.read(found)?, people })
            })
            .collect()
    }
}

impl SchoolTransaction {
    /// The people holding one of these roles in some product, including deleted people.
    pub(crate) async fn holders_of(
        &mut self,
        _: &impl ReadsPeople,
        roles: &[HeldRole],
    ) -> Result<Vec<MemberId>, StoreError> {
        let mut members = Vec::new();
        for some in some_at_once(roles) {
            let places = places_for(&some, 1);
            let sql = format!(
                "SELECT m.id FROM members m WHERE m.school_id = $1 AND (m.role IN ({places})
                    OR m.id IN (SELECT r.member_id FROM member_roles r WHERE r.school_id = $1 AND r.role IN ({places})))
                 ORDER BY m.name_key, m.id"
            );
            let query = sqlx::query(AssertSqlSafe(sql)).school(self.school);
            let query = some.iter().fold(query, |query, role| query.bind(role.code().into_owned()));
            for found in &query.fetch_all(&mut *self.tx).await? {
                members.push(row::id::<MemberId>(found, "id")?);
            }
        }
        Ok(members)
    }

    /// Who last changed the role, and when.
    pub(crate) async fn role_changed(
        &mut self,
        _: &impl ReadsPeople,
        role: HeldRole,
    ) -> Result<Option<(String, Moment)>, StoreError> {
        let found = sqlx::query(
            concat!("SELECT ", name_of!("m"), ", r.changed_at FROM roles r
             JOIN members m ON m.school_id = r.school_id AND m.id = r.changed_by WHERE r.school_id = $1 AND r.code = $2"),
        )
        .school(self.school)
        .bind(role.code().into_owned())
        .fetch_optional(&mut *self.tx)
        .await?;
        let Some(found) = found else { return Ok(None) };
        Ok(Some((row::name(&found)?, Moment(found.try_get("changed_at")?))))
    }

    /// Creates a custom role, a copy of the permitted one. False when its name is taken.
    pub(crate) async fn create_role(
        &mut self,
        permit: &Permit<CreateRole>,
        role: HeldRole,
        name: &RoleName,
        cells: AuthoredCells<'_>,
    ) -> Result<bool, StoreError> {
        self.put_role_row(permit.member(), role, Some(name), cells).await
    }

    /// Writes the changes of the permitted role. False when its name is taken.
    pub(crate) async fn change_role(
        &mut self,
        permit: &Permit<ChangeRole>,
        name: Option<&RoleName>,
        cells: AuthoredCells<'_>,
    ) -> Result<bool, StoreError> {
        self.put_role_row(permit.member(), permit.action().role, name, cells).await
    }

    /// As [`create_role`](SchoolTransaction::create_role), by `author`: for the demonstration.
    pub(crate) async fn seed_role(
        &mut self,
        _: &Seeding,
        author: MemberId,
        role: HeldRole,
        name: &RoleName,
        cells: AuthoredCells<'_>,
    ) -> Result<bool, StoreError> {
        self.put_role_row(author, role, Some(name), cells).await
    }

    async fn put_role_row(
        &mut self,
        author: MemberId,
        role: HeldRole,
        name: Option<&RoleName>,
        AuthoredCells { cells, owner }: AuthoredCells<'_>,
    ) -> Result<bool, StoreError> {
        let code = role.code().into_owned();
        let written = sqlx::query(
            "INSERT INTO roles (school_id, code, name, name_key, version, changed_by, changed_at) VALUES ($1, $2, $3, $4, 1, $5, $6)
             ON CONFLICT (school_id, code) DO UPDATE SET name = excluded.name, name_key = excluded.name_key,
                version = roles.version + 1, changed_by = excluded.changed_by, changed_at = excluded.changed_at",
        )
        .school(self.school)
        .bind(code.clone())
        .bind(name.map(|name| name.as_str().to_owned()))
        .bind(name.map(RoleName::key))
        .member(author)
        .moment(self.at)
        .execute(&mut *self.tx)
        .await
        .map_err(StoreError::from);
        match written {
            Ok(_) => {}
            Err(trouble) if trouble.is_taken() => return Ok(false),
            Err(trouble) => return Err(trouble),
        }
        self.forget_cells(&code).await?;
        for cell in cells.iter() {
            sqlx::query(
                "INSERT INTO role_cells (school_id, code, feature, setting, by_owner) VALUES ($1, $2, $3, $4, $5)",
            )
            .school(self.school)
            .bind(code.clone())
            .bind(cell.feature.code())
            .bind(cell.setting.code())
            .bind(i32::from(owner.contains(&cell.feature)))
            .execute(&mut *self.tx)
            .await?;
        }
        Ok(true)
    }

    /// Deletes the permitted role and gives all its holders another, including deleted people, who may be restored.
    /// The log keeps its name, which becomes free for another role.
    pub(crate) async fn delete_role(&mut self, permit: &Permit<DeleteRole>, to: HeldRole) -> Result<(), StoreError> {
        let (from, to_code) = (permit.action().role.code().into_owned(), to.code().into_owned());
        sqlx::query("UPDATE members SET role = $3, role_order = $4 WHERE school_id = $1 AND role = $2")
            .school(self.school)
            .bind(from.clone())
            .bind(to_code.clone())
            .bind(role_order(to.level()))
            .execute(&mut *self.tx)
            .await?;
        sqlx::query("UPDATE member_roles SET role = $3 WHERE school_id = $1 AND role = $2")
            .school(self.school)
            .bind(from.clone())
            .bind(to_code)
            .execute(&mut *self.tx)
            .await?;
        sqlx::query(
            "UPDATE roles SET deleted_at = $3, name_key = NULL, version = version + 1, changed_by = $4, changed_at = $3
             WHERE school_id = $1 AND code = $2",
        )
        .school(self.school)
        .bind(from.clone())
        .moment(self.at)
        .member(permit.member())
        .execute(&mut *self.tx)
        .await?;
        self.forget_cells(&from).await
    }

    async fn forget_cells(&mut self, code: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM role_cells WHERE school_id = $1 AND code = $2")
            .school(self.school)
            .bind(code.to_owned())
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }
}
