//! A confirmed import's reads and writes of members.

use crate::access::Permit;
use crate::store::bind::Bind as _;
use crate::store::members::columns::{KNOWN_AS, MIS_ID, projection};
use crate::store::members::{MemberDetails, no_email_key, update};
use crate::store::{NewMember, SchoolTransaction, Store, StoreError, codes, row};
use domain::access::{CreateUser, ImportStaff, ViewImports, makes_admin};
use domain::id::MemberId;
use domain::import::ExistingMember;
use domain::invitation::InvitationEffect;
use domain::moment::Moment;
use domain::permission::{RoleChoice, RoleOverride};
use domain::product::Product;
use domain::user::Access;
use sqlx::{AnyConnection, AssertSqlSafe};
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

projection! {
    EXISTING, fn read(found, now: Moment) -> ExistingMember {
        member: ID,
        first_name: FIRST_NAME,
        last_name: LAST_NAME,
        known_as: KNOWN_AS,
        email: EMAIL,
        mis_id: MIS_ID,
        title: TITLE,
        job_title: JOB_TITLE,
        username: USERNAME,
        staff_code: STAFF_CODE,
        key: MIS_KEY,
        roles: ROLE => |role| Ok(RoleChoice::in_every_product(role)),
        registration: REGISTRATION & INVITED_UNTIL => row::registration_of,
        access: ACCESS & LEAVES_AT => |access: Access, leaves_at| Ok(access.at(leaves_at, now)),
        leaving_on: LEAVING_ON,
        last_sign_in_at: LAST_SIGN_IN_AT,
        deleted: DELETED_AT => |at: Option<Moment>| Ok(at.and_then(crate::clock::deleted_at)),
        ..plain
    }
}

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
                .school(self.school)
                .member(one.after.member)
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
                let known_as = KNOWN_AS.with(after.known_as.clone());
                update(self.school, after.member, vec![known_as]).execute(&mut *self.tx).await?;
            }
            if *is_mis_id_new {
                let mis_id = MIS_ID.with(after.mis_id.clone());
                update(self.school, after.member, vec![mis_id]).execute(&mut *self.tx).await?;
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
            let query = sqlx::query(AssertSqlSafe(sql)).school(self.school);
            let query = some.iter().fold(query, |query, key| query.member(key.member).bind(key.key.clone()));
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
        "SELECT {} FROM members WHERE school_id = $1 AND forgotten_at IS NULL ORDER BY name_key, id",
        EXISTING.select("")
    );
    let found = sqlx::query(AssertSqlSafe(sql)).school(permit.school()).fetch_all(&mut *connection).await?;
    let mut people: Vec<ExistingMember> =
        found.iter().map(|found| read(found, now)).collect::<Result<_, StoreError>>()?;
    let others = sqlx::query("SELECT member_id, product, role FROM member_roles WHERE school_id = $1")
        .school(permit.school())
        .fetch_all(&mut *connection)
        .await?;
    let mut elsewhere = HashMap::<MemberId, Vec<(Product, RoleOverride)>>::new();
    for found in &others {
        let role = (codes::MEMBER_ROLE_PRODUCT.read_from(found, 1)?, codes::MEMBER_ROLE_ROLE.read_from(found, 2)?);
        elsewhere.entry(row::id::<MemberId>(found, 0)?).or_default().push(role);
    }
    for there in &mut people {
        for (product, role) in elsewhere.get(&there.member).into_iter().flatten() {
            there.roles = there.roles.clone().with(*product, *role);
        }
    }
    Ok(people)
}
