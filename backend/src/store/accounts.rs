//! Accounts and their memberships.

use super::sessions::{self, NewSession};
use super::{SchoolTransaction, Store, StoreError, StoredSession, codes, row};
use crate::access::actor::Actor;
use crate::access::{CreatesAccount, ReadsAccount, SetsPassword, SigningIn};
use crate::limits::USUAL_FOR;
use crate::network::Network;
use crate::store::bind::Bind as _;
use crate::store::members::columns::{FIRST_NAME, LAST_NAME, name_of};
use domain::id::{AccountId, MemberId, SchoolId, SessionId};
use domain::moment::Moment;
use domain::name::EmailAddress;
use domain::permission::RoleChoice;
use domain::role::Role;
use sqlx::any::AnyRow;
use sqlx::{Any, Executor, Row as _, Transaction};
use uuid::Uuid;

/// An account: a sign-in email and its password.
#[derive(Clone)]
pub(crate) struct StoredAccount {
    pub id: AccountId,
    /// The address as its holder typed it.
    pub email: String,
    pub password_hash: String,
}

impl core::fmt::Debug for StoredAccount {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("StoredAccount")
    }
}

/// A school that an account is registered at.
#[derive(Clone, Debug)]
pub(crate) struct Membership {
    pub member: MemberId,
    pub name: String,
    pub role: Role,
    pub school: SchoolId,
    pub school_name: String,
}

/// What every page shows about the signed-in person.
#[derive(Clone, Debug)]
pub(crate) struct SignedInMember {
    pub first_name: String,
    pub last_name: String,
    pub known_as: Option<String>,
    pub email: String,
    pub roles: RoleChoice,
    pub has_other_schools: bool,
    /// Whether they have exceptions, past ones included.
    pub has_exceptions: bool,
}

fn membership(found: &AnyRow) -> Result<Membership, StoreError> {
    Ok(Membership {
        member: row::id::<MemberId>(found, "id")?,
        name: row::name(found)?,
        role: codes::MEMBER_ROLE.read(found)?.level(),
        school: row::id::<SchoolId>(found, "school_id")?,
        school_name: found.try_get("school_name")?,
    })
}

fn account(found: &AnyRow) -> Result<StoredAccount, StoreError> {
    Ok(StoredAccount {
        id: row::id::<AccountId>(found, "id")?,
        email: found.try_get("email")?,
        password_hash: found.try_get("password_hash")?,
    })
}

/// The first and last names that an account's members have, which its password may not contain.
pub(super) async fn names_of(
    executor: impl Executor<'_, Database = Any>,
    account: AccountId,
) -> Result<Vec<String>, StoreError> {
    let sql = concat!("SELECT DISTINCT ", name_of!(), " FROM members WHERE account_id = $1");
    let mut names = Vec::new();
    for named in sqlx::query(sql).account(account).fetch_all(executor).await? {
        names.push(FIRST_NAME.read(&named, 0)?);
        names.push(LAST_NAME.read(&named, 1)?);
    }
    Ok(names)
}

impl Store {
    /// The account with this address, ignoring case.
    pub(crate) async fn account_by_email(
        &self,
        _: &SigningIn,
        email: &EmailAddress,
    ) -> Result<Option<StoredAccount>, StoreError> {
        let found = sqlx::query("SELECT id, email, password_hash FROM accounts WHERE email_key = $1")
            .bind(email.key())
            .fetch_optional(self.pool())
            .await?;
        found.as_ref().map(account).transpose()
    }

    /// The account with this address, and whether it has recently signed in from this network. The database does the
    /// same work when the account does not exist, so that timing reveals nothing.
    pub(crate) async fn account_to_sign_in(
        &self,
        _: &SigningIn,
        email: &EmailAddress,
        network: Network,
        now: Moment,
    ) -> Result<(Option<StoredAccount>, bool), StoreError> {
        let found = sqlx::query(
            "SELECT a.id, a.email, a.password_hash,
                    (SELECT COUNT(*) FROM account_networks n WHERE n.account_id = COALESCE(a.id, '') AND n.network = $2 AND n.last_used_at > $3) AS used
             FROM (SELECT 1 AS one) always LEFT JOIN accounts a ON a.email_key = $1",
        )
        .bind(email.key())
        .bind(network.text())
        .moment(now.plus(-USUAL_FOR))
        .fetch_one(self.pool())
        .await?;
        let is_there = found.try_get::<Option<String>, _>("id")?.is_some();
        let account = is_there.then(|| account(&found)).transpose()?;
        Ok((account, found.try_get::<i64, _>("used")? > 0))
    }

    /// The account with this id.
    pub(crate) async fn account(&self, _: &SigningIn, id: AccountId) -> Result<Option<StoredAccount>, StoreError> {
        let found = sqlx::query("SELECT id, email, password_hash FROM accounts WHERE id = $1")
            .account(id)
            .fetch_optional(self.pool())
            .await?;
        found.as_ref().map(account).transpose()
    }

    /// The actor's account.
    pub(crate) async fn own_account(&self, actor: &Actor) -> Result<StoredAccount, StoreError> {
        let found = sqlx::query("SELECT id, email, password_hash FROM accounts WHERE id = $1")
            .account(actor.account())
            .fetch_one(self.pool())
            .await?;
        account(&found)
    }

    /// The memberships with access at `now`, in order of the schools' names.
    pub(crate) async fn memberships(
        &self,
        _: &impl ReadsAccount,
        account: AccountId,
        now: Moment,
    ) -> Result<Vec<Membership>, StoreError> {
        let found = sqlx::query(
            concat!("SELECT m.id, ", name_of!("m"), ", m.role, m.school_id, s.name AS school_name
             FROM members m JOIN schools s ON s.id = m.school_id
             WHERE m.account_id = $1 AND m.registration = 'registered' AND m.access = 'active' AND (m.leaves_at IS NULL OR m.leaves_at > $2) ORDER BY s.name, m.school_id"),
        )
        .account(account)
        .moment(now)
        .fetch_all(self.pool())
        .await?;
        found.iter().map(membership).collect()
    }

    /// All memberships of the account, with or without access, in the order in which their schools are locked.
    pub(crate) async fn all_memberships(
        &self,
        _: &impl ReadsAccount,
        account: AccountId,
    ) -> Result<Vec<Membership>, StoreError> {
        let found = sqlx::query(concat!(
            "SELECT m.id, ",
            name_of!("m"),
            ", m.role, m.school_id, s.name AS school_name
             FROM members m JOIN schools s ON s.id = m.school_id WHERE m.account_id = $1 ORDER BY m.school_id"
        ))
        .account(account)
        .fetch_all(self.pool())
        .await?;
        found.iter().map(membership).collect()
    }

    /// What the actor's pages show about them.
    pub(crate) async fn signed_in_member(
        &self,
        actor: &Actor,
        now: Moment,
    ) -> Result<Option<SignedInMember>, StoreError> {
        let (school, member) = (actor.school(), actor.member());
        let found = sqlx::query(
            concat!("SELECT ", name_of!("m"), ", m.known_as, m.role, a.email,
                    (SELECT COUNT(*) FROM members o WHERE o.account_id = m.account_id AND o.id <> m.id AND o.registration = 'registered' AND o.access = 'active'
                         AND (o.leaves_at IS NULL OR o.leaves_at > $3)) AS others,
                    (SELECT COUNT(*) FROM exceptions e WHERE e.school_id = m.school_id AND e.member_id = m.id) AS exceptions
             FROM members m JOIN accounts a ON a.id = m.account_id WHERE m.school_id = $1 AND m.id = $2"),
        )
        .school(school)
        .member(member)
        .moment(now)
        .fetch_optional(self.pool())
        .await?;
        let Some(found) = found else { return Ok(None) };
        let others = sqlx::query("SELECT product, role FROM member_roles WHERE school_id = $1 AND member_id = $2")
            .school(school)
            .member(member)
            .fetch_all(self.pool())
            .await?;
        let mut roles = RoleChoice::in_every_product(codes::MEMBER_ROLE.read(&found)?);
        for other in &others {
            roles = roles.with(codes::MEMBER_ROLE_PRODUCT.read(other)?, codes::MEMBER_ROLE_ROLE.read(other)?);
        }
        Ok(Some(SignedInMember {
            first_name: found.try_get("first_name")?,
            last_name: found.try_get("last_name")?,
            known_as: found.try_get("known_as")?,
            email: found.try_get("email")?,
            roles,
            has_other_schools: found.try_get::<i64, _>("others")? > 0,
            has_exceptions: found.try_get::<i64, _>("exceptions")? > 0,
        }))
    }

    /// Begins a session without a school. False when the password changed since it was checked.
    pub(crate) async fn begin_choosing(
        &self,
        _: &SigningIn,
        account: &StoredAccount,
        session: NewSession<'_>,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        if !lock(&mut tx, account).await? {
            return Ok(false);
        }
        sessions::insert(&mut tx, session).await?;
        tx.commit().await?;
        Ok(true)
    }
}

/// Locks the account until the transaction ends: a change of its password waits, and then ends the session that is
/// about to begin.
async fn lock(tx: &mut Transaction<'static, Any>, account: &StoredAccount) -> Result<bool, StoreError> {
    let held = sqlx::query("UPDATE accounts SET password_hash = password_hash WHERE id = $1 AND password_hash = $2")
        .account(account.id)
        .bind(account.password_hash.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(held.rows_affected() == 1)
}

impl SchoolTransaction {
    /// As [`Store::begin_choosing`], locks an account whose password was checked.
    pub(crate) async fn lock_account(
        &mut self,
        _: &impl ReadsAccount,
        account: &StoredAccount,
    ) -> Result<bool, StoreError> {
        lock(&mut self.tx, account).await
    }

    /// Creates an account. When the address has one already, even if only just, gives that one and `false`.
    pub(crate) async fn open_account(
        &mut self,
        _: &impl CreatesAccount,
        email: &EmailAddress,
        password_hash: &str,
    ) -> Result<(AccountId, bool), StoreError> {
        let id = AccountId::new(Uuid::new_v4());
        let opened = sqlx::query(
            "INSERT INTO accounts (id, email, email_key, password_hash, created_at, password_set_at) VALUES ($1, $2, $3, $4, $5, $5)
             ON CONFLICT (email_key) DO NOTHING",
        )
        .account(id)
        .bind(email.as_str())
        .bind(email.key())
        .bind(password_hash)
        .moment(self.at)
        .execute(&mut *self.tx)
        .await?;
        if opened.rows_affected() == 1 {
            return Ok((id, true));
        }
        let found = sqlx::query("SELECT id FROM accounts WHERE email_key = $1")
            .bind(email.key())
            .fetch_one(&mut *self.tx)
            .await?;
        Ok((row::id::<AccountId>(&found, "id")?, false))
    }

    /// Sets an account's password.
    pub(crate) async fn set_password(
        &mut self,
        _: &impl SetsPassword,
        account: AccountId,
        password_hash: &str,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE accounts SET password_hash = $2, password_set_at = $3 WHERE id = $1")
            .account(account)
            .bind(password_hash)
            .moment(self.at)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Records a member's sign-in. False when they have no access (any more).
    pub(crate) async fn note_sign_in(
        &mut self,
        _: &SigningIn,
        member: MemberId,
        account: AccountId,
    ) -> Result<bool, StoreError> {
        let noted = sqlx::query(
            "UPDATE members SET last_sign_in_at = $4 WHERE school_id = $1 AND id = $2 AND account_id = $3 AND registration = 'registered' AND access = 'active'
                 AND (leaves_at IS NULL OR leaves_at > $4)",
        )
        .school(self.school)
        .member(member)
        .account(account)
        .moment(self.at)
        .execute(&mut *self.tx)
        .await?;
        Ok(noted.rows_affected() == 1)
    }

    /// Moves a session of the account to one of its memberships.
    pub(crate) async fn enter_school(
        &mut self,
        _: &SigningIn,
        session: SessionId,
        account: AccountId,
        member: MemberId,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE sessions SET school_id = $3, member_id = $4, viewing_as = NULL, last_seen_at = $5 WHERE id = $1 AND account_id = $2",
        )
        .session(session)
        .account(account)
        .school(self.school)
        .member(member)
        .moment(self.at)
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    /// A session, read in this transaction.
    pub(crate) async fn session(
        &mut self,
        _: &impl ReadsAccount,
        session: SessionId,
    ) -> Result<Option<StoredSession>, StoreError> {
        sessions::by_id(&mut *self.tx, session).await
    }
}
