//! Reading and changing many people in few statements.

use super::{STORED, StoredMember, insert, read, role_order};
use crate::access::{Permit, ReadsPeople};
use crate::store::bind::Bind as _;
use crate::store::sql_value::{places_for, some_at_once};
use crate::store::{SchoolTransaction, Store, StoreError, codes, row};
use domain::access::{ChangeRoles, ListUsers, makes_admin};
use domain::id::{MemberId, SchoolId};
use domain::moment::Moment;
use domain::permission::RoleChoice;
use domain::role::HeldRole;
use sqlx::{AnyConnection, AssertSqlSafe};
use std::collections::{HashMap, HashSet};

/// Those of `ids` who are in the school, in any order.
async fn find(
    connection: &mut AnyConnection,
    school: SchoolId,
    ids: &[MemberId],
) -> Result<HashMap<MemberId, StoredMember>, StoreError> {
    let mut members = HashMap::with_capacity(ids.len());
    for some in some_at_once(ids) {
        // Columns are constants in this crate.
        let sql = format!(
            "SELECT {} FROM members m WHERE m.school_id = $1 AND m.id IN ({})",
            STORED.select("m."),
            places_for(&some, 1)
        );
        let query = sqlx::query(AssertSqlSafe(sql)).school(school);
        let found = query.members(&some).fetch_all(&mut *connection).await?;
        for found in &found {
            let member = read(found)?;
            members.insert(member.id, member);
        }
        let sql = format!(
            "SELECT member_id, product, role FROM member_roles WHERE school_id = $1 AND member_id IN ({})",
            places_for(&some, 1)
        );
        let query = sqlx::query(AssertSqlSafe(sql)).school(school);
        let found = query.members(&some).fetch_all(&mut *connection).await?;
        for found in &found {
            let Some(member) = members.get_mut(&row::id::<MemberId>(found, "member_id")?) else { continue };
            let product = codes::MEMBER_ROLE_PRODUCT.read(found)?;
            member.roles = member.roles.clone().with(product, codes::MEMBER_ROLE_ROLE.read(found)?);
        }
    }
    Ok(members)
}

impl Store {
    /// Those of `ids` who are in the school.
    pub(crate) async fn members(
        &self,
        permit: &Permit<ListUsers>,
        ids: &[MemberId],
    ) -> Result<HashMap<MemberId, StoredMember>, StoreError> {
        let mut connection = self.pool().acquire().await?;
        find(&mut connection, permit.school(), ids).await
    }

    /// The number of open sessions of all these people together at `now`.
    pub(crate) async fn count_sessions_of(
        &self,
        permit: &Permit<ListUsers>,
        ids: &[MemberId],
        now: Moment,
    ) -> Result<u32, StoreError> {
        let found = sqlx::query(
            "SELECT member_id FROM sessions WHERE school_id = $1 AND ended_at IS NULL AND ends_at > $2 AND last_seen_at > $3",
        )
        .school(permit.school())
        .moment(now)
        .moment(now.plus(-domain::limits::SESSION_IDLE))
        .fetch_all(self.pool())
        .await?;
        let ids: HashSet<_> = ids.iter().collect();
        let mut open = 0;
        for found in &found {
            open += u32::from(ids.contains(&row::id::<MemberId>(found, "member_id")?));
        }
        Ok(open)
    }
}

impl SchoolTransaction {
    /// Those of `ids` who are in the school, read in this transaction.
    pub(crate) async fn members(
        &mut self,
        _: &impl ReadsPeople,
        ids: &[MemberId],
    ) -> Result<HashMap<MemberId, StoredMember>, StoreError> {
        find(&mut self.tx, self.school, ids).await
    }

    /// Gives people the permitted roles; new Account Admins and the owner are notified.
    pub(crate) async fn set_roles(&mut self, people: &[Permit<ChangeRoles>]) -> Result<(), StoreError> {
        let permitted = |permit: &Permit<ChangeRoles>| (permit.action().subject.member, permit.action().after.clone());
        self.put_roles(&people.iter().map(permitted).collect::<Vec<_>>()).await?;
        let admins =
            people.iter().map(Permit::action).filter(|action| makes_admin(Some(&action.before), &action.after));
        self.notify_of_new_admins(&admins.map(|action| action.subject.member).collect::<Vec<_>>()).await
    }

    /// Writes people's roles. The caller decides who may: see [`set_roles`](SchoolTransaction::set_roles).
    pub(in crate::store) async fn put_roles(&mut self, people: &[(MemberId, RoleChoice)]) -> Result<(), StoreError> {
        let mut by_role = HashMap::<HeldRole, Vec<MemberId>>::new();
        for (member, roles) in people {
            by_role.entry(roles.main).or_default().push(*member);
        }
        for (role, ids) in by_role {
            for some in some_at_once(&ids) {
                let sql = format!(
                    "UPDATE members SET role = $2, role_order = $3 WHERE school_id = $1 AND id IN ({})",
                    places_for(&some, 3)
                );
                let query = sqlx::query(AssertSqlSafe(sql))
                    .school(self.school)
                    .bind(role.code().into_owned())
                    .bind(role_order(role.level()));
                query.members(&some).execute(&mut *self.tx).await?;
                let sql = format!(
                    "DELETE FROM member_roles WHERE school_id = $1 AND member_id IN ({})",
                    places_for(&some, 1)
                );
                let query = sqlx::query(AssertSqlSafe(sql)).school(self.school);
                query.members(&some).execute(&mut *self.tx).await?;
            }
        }
        insert::other_roles(&mut self.tx, self.school, people.iter().cloned()).await
    }

    /// Those of `ids` whose access was set at `at`, and not changed since.
    pub(crate) async fn access_set_at(
        &mut self,
        _: &Permit<ListUsers>,
        ids: &[MemberId],
        at: Moment,
    ) -> Result<HashSet<MemberId>, StoreError> {
        let mut set = HashSet::new();
        for some in some_at_once(ids) {
            let sql = format!(
                "SELECT id FROM members WHERE school_id = $1 AND access_at = $2 AND id IN ({})",
                places_for(&some, 2)
            );
            let query = sqlx::query(AssertSqlSafe(sql)).school(self.school).moment(at);
            let query = query.members(&some);
            for found in &query.fetch_all(&mut *self.tx).await? {
                set.insert(row::id::<MemberId>(found, "id")?);
            }
        }
        Ok(set)
    }
}
