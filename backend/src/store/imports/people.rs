//! A confirmed import's reads and writes of members.

use crate::access::Permit;
use crate::store::members::{MemberDetails, no_email_key, plain_columns};
use crate::store::{NewMember, SchoolTransaction, Store, StoreError, row};
use domain::access::{CreateUser, ImportStaff, ViewImports, makes_admin};
use domain::day::Day;
use domain::id::MemberId;
use domain::import::ExistingMember;
use domain::invitation::InvitationEffect;
use domain::member::{PlainField, PlainFields};
use domain::moment::Moment;
use domain::permission::{RoleChoice, RoleOverride};
use domain::product::Product;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row as _};
use std::collections::HashMap;

/// The key of the row that matches a person now.
#[derive(Clone, Debug)]
pub(crate) struct MovedKey {
    pub member: MemberId,
    pub key: String,
}

/// A person changed by an import, with their new values.
#[derive(Clone, Debug)]
pub(crate) struct ChangedMember {
    pub after: ExistingMember,
    /// Whether the address is new.
    pub is_email_new: bool,
    /// Whether the username is new.
    pub is_username_new: bool,
    /// Whether the MIS id is new.
    pub is_mis_id_new: bool,
    /// Whether the known-as name is new.
    pub is_known_as_new: bool,
    /// The effect on their open invitation.
    pub invitation: InvitationEffect,
}

/// Few enough for SQLite to bind the values quickly, as when people are added.
const AT_ONCE: usize = 16;

const EXISTING: &str = "id, first_name, last_name, email, mis_id, mis_key, title, job_title, username, staff_code, role, registration, invited_until, access, leaves_at, known_as, leaving_on, last_sign_in_at, deleted_at";
/// How many columns [`EXISTING`] has. Those of plain fields come after them.
const WIDTH: usize = 19;

impl Store {
    /// All members of the school at `now`, for a preview.
    pub(crate) async fn existing_members(
        &self,
        permit: &Permit<ViewImports>,
        now: Moment,
    ) -> Result<Vec<ExistingMember>, StoreError> {
        existing(&mut *self.pool().acquire().await?, permit, now).await
    }
}

impl SchoolTransaction {
    /// All members of the school, read in this transaction.
    pub(crate) async fn existing_members(
        &mut self,
        permit: &Permit<ViewImports>,
    ) -> Result<Vec<ExistingMember>, StoreError> {
        existing(&mut self.tx, permit, self.at).await
    }

    /// Adds people, each with the permitted roles; new Account Admins and the owner are notified.
    pub(crate) async fn import_new(
        &mut self,
        new: Vec<(&Permit<CreateUser>, NewMember<'_>)>,
    ) -> Result<(), StoreError> {
        let new: Vec<_> = new
            .into_iter()
            .map(|(permit, member)| NewMember { roles: permit.action().roles.clone(), ..member })
            .collect();
        self.insert_members(&new).await?;
        let admins: Vec<_> = new.iter().filter(|new| makes_admin(None, &new.roles)).map(|new| new.id).collect();
        self.notify_of_new_admins(&admins).await
    }

    /// Writes the MIS's values for existing people. Unique values are given up by everybody before anybody takes one,
    /// because addresses may swap.
    pub(crate) async fn import_changed(
        &mut self,
        _: &Permit<ImportStaff>,
        changed: &[ChangedMember],
    ) -> Result<(), StoreError> {
        for one in changed.iter().filter(|one| one.is_email_new || one.is_username_new) {
            let sql = "UPDATE members SET email_key = CASE WHEN $3 = 1 THEN $4 ELSE email_key END, username_key = CASE WHEN $5 = 1 THEN NULL ELSE username_key END
                 WHERE school_id = $1 AND id = $2";
            sqlx::query(sql)
                .bind(self.school.to_string())
                .bind(one.after.member.to_string())
                .bind(i64::from(one.is_email_new))
                .bind(no_email_key(one.after.member))
                .bind(i64::from(one.is_username_new))
                .execute(&mut *self.tx)
                .await?;
        }
        for ChangedMember { after, is_mis_id_new, is_known_as_new, invitation, .. } in changed {
            let details = MemberDetails {
                first_name: &after.first_name,
                last_name: &after.last_name,
                email: &after.email,
                title: after.title.as_deref(),
                job_title: after.job_title.as_deref(),
                username: after.username.as_deref(),
                staff_code: after.staff_code.as_deref(),
                plain: Some(&after.plain),
            };
            details.update(self.school, after.member).execute(&mut *self.tx).await?;
            self.carry_out(after.member, after.access, after.registration, invitation).await?;
            if *is_known_as_new {
                sqlx::query("UPDATE members SET known_as = $3 WHERE school_id = $1 AND id = $2")
                    .bind(self.school.to_string())
                    .bind(after.member.to_string())
                    .bind(after.known_as.clone())
                    .execute(&mut *self.tx)
                    .await?;
            }
            if *is_mis_id_new {
                sqlx::query("UPDATE members SET mis_id = $3 WHERE school_id = $1 AND id = $2")
                    .bind(self.school.to_string())
                    .bind(after.member.to_string())
                    .bind(after.mis_id.clone())
                    .execute(&mut *self.tx)
                    .await?;
            }
        }
        Ok(())
    }

    /// Records which rows match which people now.
    pub(crate) async fn import_keys(&mut self, _: &Permit<ImportStaff>, keys: &[MovedKey]) -> Result<(), StoreError> {
        for some in keys.chunks(AT_ONCE) {
            let cases: Vec<_> =
                (0..some.len()).map(|place| format!("WHEN ${} THEN ${}", place * 2 + 2, place * 2 + 3)).collect();
            let ids: Vec<_> = (0..some.len()).map(|place| format!("${}", place * 2 + 2)).collect();
            let sql = format!(
                "UPDATE members SET mis_key = CASE id {} END WHERE school_id = $1 AND id IN ({})",
                cases.join(" "),
                ids.join(", ")
            );
            let query = sqlx::query(AssertSqlSafe(sql)).bind(self.school.to_string());
            let query = some.iter().fold(query, |query, key| query.bind(key.member.to_string()).bind(key.key.clone()));
            query.execute(&mut *self.tx).await?;
        }
        Ok(())
    }
}

async fn existing(
    connection: &mut AnyConnection,
    permit: &Permit<ViewImports>,
    now: Moment,
) -> Result<Vec<ExistingMember>, StoreError> {
    let sql = format!(
        "SELECT {EXISTING}{} FROM members WHERE school_id = $1 AND forgotten_at IS NULL ORDER BY name_key, id",
        plain_columns("")
    );
    let found = sqlx::query(AssertSqlSafe(sql)).bind(permit.school().to_string()).fetch_all(&mut *connection).await?;
    let mut people: Vec<ExistingMember> =
        found.iter().map(|found| read(found, now)).collect::<Result<_, StoreError>>()?;
    let others = sqlx::query("SELECT member_id, product, role FROM member_roles WHERE school_id = $1")
        .bind(permit.school().to_string())
        .fetch_all(&mut *connection)
        .await?;
    let mut elsewhere = HashMap::<MemberId, Vec<(Product, RoleOverride)>>::new();
    for found in &others {
        let role = (row::read(found, 1, Product::from_code)?, row::read(found, 2, RoleOverride::from_code)?);
        elsewhere.entry(row::read(found, 0, MemberId::parse)?).or_default().push(role);
    }
    for there in &mut people {
        for (product, role) in elsewhere.get(&there.member).into_iter().flatten() {
            there.roles = there.roles.clone().with(*product, *role);
        }
    }
    Ok(people)
}

/// Columns are read by index, because looking up names for ten thousand rows is slow.
fn read(found: &AnyRow, now: Moment) -> Result<ExistingMember, StoreError> {
    let mut plain = PlainFields::default();
    for (field, column) in PlainField::ALL.iter().zip(WIDTH..) {
        plain.set(*field, found.try_get(column)?);
    }
    Ok(ExistingMember {
        member: row::read(found, 0, MemberId::parse)?,
        first_name: found.try_get(1)?,
        last_name: found.try_get(2)?,
        email: found.try_get(3)?,
        mis_id: found.try_get(4)?,
        key: found.try_get(5)?,
        title: found.try_get(6)?,
        job_title: found.try_get(7)?,
        username: found.try_get(8)?,
        staff_code: found.try_get(9)?,
        plain,
        roles: RoleChoice::in_every_product(row::held(found, "role")?),
        registration: row::registration(found)?,
        access: row::access(found)?.at(row::moment(found, "leaves_at")?, now),
        known_as: found.try_get(15)?,
        leaving_on: row::read_optional(found, 16, Day::parse)?,
        last_sign_in_at: found.try_get::<Option<i64>, _>(17)?.map(Moment),
        deleted: found.try_get::<Option<i64>, _>(18)?.map(Moment).and_then(crate::clock::deleted_at),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_fields_come_after_the_other_columns() {
        assert_eq!(EXISTING.split(',').count(), WIDTH);
    }
}
