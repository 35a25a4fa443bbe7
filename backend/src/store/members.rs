//! Members: people in schools, with their details, roles and access. Their accounts are in `accounts`, their
//! exceptions in `exceptions`, their attributes in `attributes`.

mod access;
pub(super) mod columns;
mod counts;
mod details;
mod edit;
mod export;
mod holders;
mod insert;
mod invitable;
mod leaving;
mod list;
mod many;
mod sign_ins;
mod taken;

pub use counts::MemberCounts;
pub(super) use details::{MemberDetails, update};
pub(crate) use export::ExportedMember;
pub(crate) use holders::HolderQuery;
pub(super) use insert::{no_email_key, values};
pub use list::ListedMember;
pub(crate) use sign_ins::SignIn;
pub(crate) use taken::{TakenValues, ValueHolder};

use super::{Entry, SchoolTransaction, Store, StoreError, codes, row};
use crate::access::actor::Actor;
use crate::access::{CommandLine, Permit, ReadsPeople, Seeding};
use crate::store::bind::Bind as _;
use crate::store::sql_value::SqlValue;
use columns::projection;
use domain::access::{CreateUser, ListUsers, Subject, makes_admin};
use domain::audit::LoggedAction;
use domain::day::Day;
use domain::form::user::NewUser;
use domain::id::{AccountId, FormKey, MemberId, SchoolId};
use domain::invitation::Invitee;
use domain::member::PlainFields;
use domain::moment::Moment;
use domain::name::{EmailAddress, JobTitle, KnownAs, PersonName, StaffCode, Title, Username};
use domain::permission::RoleChoice;
use domain::role::{HeldRole, Role};
use domain::user::{Access, Registration};
use serde_json::Value;
use sqlx::{AnyConnection, AssertSqlSafe};

/// A stored member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredMember {
    /// The member's id.
    pub id: MemberId,
    /// The member's school.
    pub school: SchoolId,
    /// Their account, once they have registered.
    pub account: Option<AccountId>,
    /// Their first name.
    pub first_name: String,
    /// Their last name.
    pub last_name: String,
    /// Their email; empty when unknown.
    pub email: String,
    /// Their title: "Mrs", "Dr", …
    pub title: Option<String>,
    /// Their job title.
    pub job_title: Option<String>,
    /// Their username in the school.
    pub username: Option<String>,
    /// Their staff code in the school.
    pub staff_code: Option<String>,
    /// What needs no rule of its own.
    pub plain: PlainFields,
    /// Their roles.
    pub roles: RoleChoice,
    /// How far their registration has come.
    pub registration: Registration,
    /// Their stored access, without regard to their last day: see [`StoredMember::access_at`].
    pub access: Access,
    /// Their last day.
    pub leaving_on: Option<Day>,
    /// The end of their last day.
    pub leaves_at: Option<Moment>,
    /// When they were deleted.
    pub deleted_at: Option<Moment>,
    /// Their last sign-in to this school.
    pub last_sign_in_at: Option<Moment>,
    /// When they were added.
    pub created_at: Moment,
    /// Whether they came from the MIS. In a school that imports its staff, their MIS fields are edited there.
    pub mis_fed: bool,
}

impl StoredMember {
    /// Whether they were deleted too long ago to be restored.
    pub fn is_gone(&self, now: Moment) -> bool {
        domain::person::is_gone(self.access, self.deleted_at, now)
    }

    /// First and last name.
    pub fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }

    /// The facts that decide the effect on their invitation at `now`.
    pub fn invitee(&self, now: Moment) -> Invitee<'_> {
        Invitee { email: &self.email, registration: self.registration, access: self.access_at(now) }
    }

    /// Their access at `now`.
    pub fn access_at(&self, now: Moment) -> Access {
        self.access.at(self.leaves_at, now)
    }

    /// The audit entry for an action on them.
    pub(crate) fn entry(
        &self,
        action: LoggedAction,
        old_value: Option<Value>,
        new_value: Option<Value>,
    ) -> Entry<'static> {
        Entry {
            action,
            subject_kind: "user",
            subject_id: self.id.to_string(),
            subject_name: Some(self.name()),
            old_value,
            new_value,
        }
    }

    /// The facts that decide who may act on them.
    pub const fn subject(&self) -> Subject {
        Subject { member: self.id, role: self.roles.level() }
    }
}

/// A member to be written.
#[derive(Clone, Debug)]
pub(crate) struct NewMember<'a> {
    pub id: MemberId,
    pub account: Option<AccountId>,
    pub first_name: &'a PersonName,
    pub last_name: &'a PersonName,
    /// None when unknown: then they cannot be invited.
    pub email: Option<&'a EmailAddress>,
    pub title: Option<&'a Title>,
    pub job_title: Option<&'a JobTitle>,
    pub username: Option<&'a Username>,
    pub staff_code: Option<&'a StaffCode>,
    pub roles: RoleChoice,
    pub registration: Registration,
    pub access: Access,
    pub last_sign_in_at: Option<Moment>,
    pub form_key: Option<FormKey>,
    /// Their id in the MIS.
    pub mis_id: Option<&'a str>,
    /// The key of their row in the list.
    pub mis_key: Option<&'a str>,
    /// The name they are known by.
    pub known_as: Option<&'a KnownAs>,
    /// What needs no rule of its own.
    pub plain: Option<&'a PlainFields>,
}

impl<'a> NewMember<'a> {
    /// An unregistered member with only the mandatory fields.
    pub fn named(
        id: MemberId,
        first_name: &'a PersonName,
        last_name: &'a PersonName,
        email: Option<&'a EmailAddress>,
        role: impl Into<HeldRole>,
    ) -> Self {
        Self {
            id,
            account: None,
            first_name,
            last_name,
            email,
            title: None,
            job_title: None,
            username: None,
            staff_code: None,
            roles: RoleChoice::in_every_product(role),
            registration: Registration::NotRegistered,
            access: Access::Active,
            last_sign_in_at: None,
            form_key: None,
            mis_id: None,
            mis_key: None,
            known_as: None,
            plain: None,
        }
    }

    /// A member as filled in on a form, with these roles.
    pub fn from_form(id: MemberId, user: &'a NewUser, roles: RoleChoice) -> Self {
        Self {
            title: user.title.as_ref(),
            job_title: user.job_title.as_ref(),
            username: user.username.as_ref(),
            staff_code: user.staff_code.as_ref(),
            plain: Some(&user.plain),
            roles: roles.clone(),
            form_key: user.form_key,
            ..Self::named(id, &user.first_name, &user.last_name, user.email.as_ref(), roles.main)
        }
    }
}

projection! {
    STORED, fn read(found) -> StoredMember {
        id: ID,
        school: SCHOOL,
        account: ACCOUNT,
        first_name: FIRST_NAME,
        last_name: LAST_NAME,
        email: EMAIL,
        title: TITLE,
        job_title: JOB_TITLE,
        username: USERNAME,
        staff_code: STAFF_CODE,
        roles: ROLE => |role| Ok(RoleChoice::in_every_product(role)),
        registration: REGISTRATION & INVITED_UNTIL => row::registration_of,
        access: ACCESS,
        leaving_on: LEAVING_ON,
        leaves_at: LEAVES_AT,
        deleted_at: DELETED_AT,
        last_sign_in_at: LAST_SIGN_IN_AT,
        created_at: CREATED_AT,
        mis_fed: MIS_KEY => |key: Option<String>| Ok(key.is_some()),
        ..plain
    }
}

async fn find(
    connection: &mut AnyConnection,
    school: SchoolId,
    condition: &'static str,
    key: SqlValue,
) -> Result<Option<StoredMember>, StoreError> {
    // Columns and condition are constants in this file.
    let sql =
        AssertSqlSafe(format!("SELECT {} FROM members m WHERE m.school_id = $1 AND {condition}", STORED.select("m.")));
    let found = sqlx::query(sql).school(school).value(key).fetch_optional(&mut *connection).await?;
    let Some(found) = found else { return Ok(None) };
    let mut member = read(&found)?;
    let others = sqlx::query("SELECT product, role FROM member_roles WHERE school_id = $1 AND member_id = $2")
        .school(school)
        .member(member.id)
        .fetch_all(&mut *connection)
        .await?;
    for other in others {
        let product = codes::MEMBER_ROLE_PRODUCT.read(&other)?;
        member.roles = member.roles.with(product, codes::MEMBER_ROLE_ROLE.read(&other)?);
    }
    Ok(Some(member))
}

/// A member of a school.
pub(super) async fn by_id(
    connection: &mut AnyConnection,
    school: SchoolId,
    member: MemberId,
) -> Result<Option<StoredMember>, StoreError> {
    find(connection, school, "m.id = $2", member.into()).await
}

/// The school's Account Owner.
pub(super) async fn owner(
    connection: &mut AnyConnection,
    school: SchoolId,
) -> Result<Option<StoredMember>, StoreError> {
    find(connection, school, "m.role = $2", HeldRole::standard(Role::AccountOwner).into()).await
}

impl Store {
    /// A member of the school.
    pub(crate) async fn member(
        &self,
        permit: &Permit<ListUsers>,
        member: MemberId,
    ) -> Result<Option<StoredMember>, StoreError> {
        let mut connection = self.pool().acquire().await?;
        by_id(&mut connection, permit.school(), member).await
    }
}

impl SchoolTransaction {
    /// A member of the school, read in this transaction.
    pub(crate) async fn member(
        &mut self,
        _: &impl ReadsPeople,
        member: MemberId,
    ) -> Result<Option<StoredMember>, StoreError> {
        by_id(&mut self.tx, self.school, member).await
    }

    /// The actor's own membership, read in this transaction.
    pub(crate) async fn own_member(&mut self, actor: &Actor) -> Result<Option<StoredMember>, StoreError> {
        by_id(&mut self.tx, actor.school(), actor.member()).await
    }

    /// The member already added by this submission of the form: its key makes adding idempotent.
    pub(crate) async fn member_by_form_key(
        &mut self,
        _: &Permit<CreateUser>,
        key: FormKey,
    ) -> Result<Option<StoredMember>, StoreError> {
        find(&mut self.tx, self.school, "m.form_key = $2", key.into()).await
    }

    /// The school's Account Owner, read in this transaction.
    pub(crate) async fn owner(&mut self, _: &CommandLine) -> Result<Option<StoredMember>, StoreError> {
        owner(&mut self.tx, self.school).await
    }

    /// Adds a member with the permitted roles; a new Account Admin and the owner are notified. False when a unique
    /// value is already taken.
    pub(crate) async fn add_member(
        &mut self,
        permit: Permit<CreateUser>,
        id: MemberId,
        user: &NewUser,
    ) -> Result<bool, StoreError> {
        match self.insert_members(&[NewMember::from_form(id, user, permit.action().roles.clone())]).await {
            Ok(()) => {
                if makes_admin(None, &permit.action().roles) {
                    self.notify_of_new_admins(&[id]).await?;
                }
                Ok(true)
            }
            Err(trouble) if trouble.is_taken() => Ok(false),
            Err(trouble) => Err(trouble),
        }
    }

    /// Adds the Account Owner of a new school.
    pub(crate) async fn add_owner(&mut self, _: &CommandLine, new: &NewMember<'_>) -> Result<(), StoreError> {
        self.insert_members(std::slice::from_ref(new)).await
    }

    /// Adds made-up people.
    pub(crate) async fn seed_members(&mut self, _: &Seeding, new: &[NewMember<'_>]) -> Result<(), StoreError> {
        self.insert_members(new).await
    }

    /// Adds members of any kind.
    pub(super) async fn insert_members(&mut self, new: &[NewMember<'_>]) -> Result<(), StoreError> {
        insert::members(&mut self.tx, self.school, self.at, new).await
    }
}

/// A role's position in a list sorted by role.
pub(super) fn role_order(role: Role) -> i64 {
    role.index() as i64
}
