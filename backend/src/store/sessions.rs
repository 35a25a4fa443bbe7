//! Stored sessions: beginning, finding and ending them. Who may act in one is decided by the session; listing and
//! ending open ones for people is in `open`.

mod open;

use super::sql_value::{places_for, some_at_once};
use super::{ChangeNumbers, SchoolTransaction, Store, StoreError, StoredAccount, codes, row};
pub(crate) use crate::access::actor::StoredSession;
use crate::access::actor::{Actor, SessionMember, Stamped};
use crate::access::{IdentifyingCaller, Permit, Seeding, SetsPassword, SigningIn, Watcher};
use crate::limits::SESSION_NOTED_EVERY as NOTED_EVERY;
use crate::store::bind::Bind as _;
use crate::store::members::columns::{name_of, registration_of};
use crate::token::SessionToken;
use domain::access::ViewAs;
use domain::device::Device;
use domain::id::{AccountId, MemberId, SchoolId, SessionId};
use domain::moment::Moment;
use domain::role::HeldRole;
use domain::session_end::SessionEnd;
pub(crate) use open::OpenedSession;
use sqlx::any::AnyRow;
use sqlx::{Any, AssertSqlSafe, Executor, Row as _, Transaction};

/// A session to begin.
#[derive(Debug)]
pub(crate) struct NewSession<'a> {
    pub id: SessionId,
    pub token: &'a SessionToken,
    pub account: AccountId,
    /// The membership, when the account has only one or the holder has chosen.
    pub member: Option<(SchoolId, MemberId)>,
    /// The browser's previous session, which ends as this one begins.
    pub replaces: Option<SessionId>,
    pub device: Device,
    pub at: Moment,
    pub ends_at: Moment,
}

/// Selects a session with its member and their school's change numbers.
macro_rules! select {
    ($condition:literal) => {
        concat!(
            "SELECT s.id, s.account_id, s.last_seen_at, s.ends_at, s.ended_at, s.ended_because, s.proved_at, s.viewing_as, m.id AS member_id,
                m.school_id, ", name_of!("m"), ", m.role, ", registration_of!("m"), ", m.access, m.leaves_at,
                c.name AS school_name, c.change_no, c.people_no
             FROM sessions s
             LEFT JOIN members m ON m.school_id = s.school_id AND m.id = s.member_id AND m.account_id = s.account_id
             LEFT JOIN schools c ON c.id = m.school_id
             WHERE ",
            $condition
        )
    };
}

pub(super) async fn by_id(
    executor: impl Executor<'_, Database = Any>,
    id: SessionId,
) -> Result<Option<StoredSession>, StoreError> {
    let found = sqlx::query(select!("s.id = $1")).session(id).fetch_optional(executor).await?;
    found.as_ref().map(read).transpose()
}

fn read(row: &AnyRow) -> Result<StoredSession, StoreError> {
    let member = match row::optional_id::<MemberId>(row, "member_id")? {
        None => None,
        Some(id) => Some(SessionMember {
            id,
            school: row::id::<SchoolId>(row, "school_id")?,
            school_name: row.try_get("school_name")?,
            name: row::name(row)?,
            role: codes::MEMBER_ROLE.read(row)?,
            viewing_as: codes::SESSION_VIEWING_AS.read_optional(row)?,
            registration: row::registration(row)?,
            access: codes::MEMBER_ACCESS.read(row)?,
            leaves_at: row::moment(row, "leaves_at")?,
            numbers: ChangeNumbers::read(row)?,
        }),
    };
    Ok(StoredSession {
        id: row::id::<SessionId>(row, "id")?,
        account: row::id::<AccountId>(row, "account_id")?,
        last_seen_at: Moment(row.try_get("last_seen_at")?),
        ends_at: Moment(row.try_get("ends_at")?),
        ended_at: row::moment(row, "ended_at")?,
        ended_because: codes::SESSION_END.read_optional(row)?,
        proved_at: Moment(row.try_get("proved_at")?),
        member,
    })
}

impl Store {
    /// The session with this token, live or not. The previous token of a just renewed session counts too.
    pub(crate) async fn session(
        &self,
        _: &IdentifyingCaller,
        token: &SessionToken,
        now: Moment,
    ) -> Result<Option<StoredSession>, StoreError> {
        let found = sqlx::query(select!("s.token_hash = $1 OR (s.previous_hash = $1 AND s.previous_until > $2)"))
            .bind(token.hash())
            .moment(now)
            .fetch_optional(self.pool())
            .await?;
        found.as_ref().map(read).transpose()
    }

    /// The session with this id, live or not.
    pub(crate) async fn session_by_id(
        &self,
        _: &IdentifyingCaller,
        id: SessionId,
    ) -> Result<Option<StoredSession>, StoreError> {
        by_id(self.pool(), id).await
    }

    /// Whether the actor's session is still live at `now`.
    pub(crate) async fn is_live(&self, actor: &Actor, now: Moment) -> Result<bool, StoreError> {
        let found = by_id(self.pool(), actor.session()).await?;
        Ok(found.is_some_and(|session| session.is_live(now)))
    }

    /// The sessions ended at `since` or later.
    pub(crate) async fn sessions_ended_since(&self, _: &Watcher, since: Moment) -> Result<Vec<SessionId>, StoreError> {
        let found =
            sqlx::query("SELECT id FROM sessions WHERE ended_at >= $1").moment(since).fetch_all(self.pool()).await?;
        found.iter().map(|found| row::id::<SessionId>(found, "id")).collect()
    }

    /// Records that the session is in use, at most every few minutes. No change number is raised, because no page
    /// shows it.
    pub(crate) async fn note_use(
        &self,
        _: &IdentifyingCaller,
        session: &StoredSession,
        now: Moment,
    ) -> Result<(), StoreError> {
        if now.since(session.last_seen_at) < NOTED_EVERY {
            return Ok(());
        }
        sqlx::query("UPDATE sessions SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2")
            .session(session.id)
            .moment(now)
            .execute(self.pool())
            .await?;
        Ok(())
    }

    /// Makes the permit's session view the school as a role. No change number is raised, because nobody else sees it.
    pub(crate) async fn view_as(&self, permit: &Permit<ViewAs>, _: &Stamped) -> Result<(), StoreError> {
        set_viewing(self, permit.session(), Some(permit.action().role)).await
    }

    /// Makes the actor's session stop viewing as a role.
    pub(crate) async fn stop_viewing(&self, actor: &Actor, _: &Stamped) -> Result<(), StoreError> {
        set_viewing(self, actor.session(), None).await
    }

    /// Records that the password was given in this session, if it is still the one that was checked. No change number
    /// is raised, because no page shows it.
    pub(crate) async fn note_proof(
        &self,
        _: &Stamped,
        actor: &Actor,
        checked: &StoredAccount,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let noted = sqlx::query(
            "UPDATE sessions SET proved_at = $2 WHERE id = $1 AND account_id = $3 AND ended_at IS NULL
             AND EXISTS (SELECT 1 FROM accounts a WHERE a.id = $3 AND a.password_hash = $4)",
        )
        .session(actor.session())
        .moment(now)
        .account(checked.id)
        .bind(checked.password_hash.clone())
        .execute(self.pool())
        .await?;
        Ok(noted.rows_affected() == 1)
    }

    /// Ends one session, when its holder signs out.
    pub(crate) async fn end_session(
        &self,
        _: &IdentifyingCaller,
        session: SessionId,
        now: Moment,
    ) -> Result<(), StoreError> {
        end(self.pool(), session, SessionEnd::SignedOut, now).await
    }
}

impl SchoolTransaction {
    /// Begins a session within this transaction.
    pub(crate) async fn begin_session(&mut self, _: &SigningIn, session: NewSession<'_>) -> Result<(), StoreError> {
        insert(&mut self.tx, session).await
    }

    /// A past session of one of the demonstration's people.
    pub(crate) async fn seed_session(&mut self, _: &Seeding, session: NewSession<'_>) -> Result<(), StoreError> {
        insert(&mut self.tx, session).await
    }

    /// Ends every session of these members in this school, for one reason.
    pub(super) async fn end_sessions_of_members(
        &mut self,
        members: &[MemberId],
        because: SessionEnd,
    ) -> Result<(), StoreError> {
        for some in some_at_once(members) {
            let sql = format!(
                "UPDATE sessions SET ended_at = $2, ended_because = $3 WHERE school_id = $1 AND ended_at IS NULL AND member_id IN ({})",
                places_for(&some, 3)
            );
            let query = sqlx::query(AssertSqlSafe(sql)).school(self.school).moment(self.at).bind(because.code());
            query.members(&some).execute(&mut *self.tx).await?;
        }
        Ok(())
    }

    /// Ends an account's sessions in all its schools, all of them or all but one, because its password changed.
    pub(crate) async fn end_sessions_of_account(
        &mut self,
        _: &impl SetsPassword,
        account: AccountId,
        but: Option<SessionId>,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE sessions SET ended_at = $2, ended_because = $4 WHERE account_id = $1 AND id <> COALESCE($3, '') AND ended_at IS NULL")
            .account(account)
            .moment(self.at)
            .session(but)
            .bind(SessionEnd::NewPassword.code())
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }
}

async fn end(
    executor: impl Executor<'_, Database = Any>,
    session: SessionId,
    why: SessionEnd,
    now: Moment,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE sessions SET ended_at = $2, ended_because = $3 WHERE id = $1 AND ended_at IS NULL")
        .session(session)
        .moment(now)
        .bind(why.code())
        .execute(executor)
        .await?;
    Ok(())
}

async fn set_viewing(store: &Store, session: SessionId, role: Option<HeldRole>) -> Result<(), StoreError> {
    sqlx::query("UPDATE sessions SET viewing_as = $2 WHERE id = $1")
        .session(session)
        .role(role)
        .execute(store.pool())
        .await?;
    Ok(())
}

/// Stores a session, and ends the browser's previous one.
pub(super) async fn insert(tx: &mut Transaction<'static, Any>, session: NewSession<'_>) -> Result<(), StoreError> {
    if let Some(before) = session.replaces {
        end(&mut **tx, before, SessionEnd::Replaced, session.at).await?;
    }
    sqlx::query(
        "INSERT INTO sessions (id, token_hash, account_id, school_id, member_id, device, created_at, last_seen_at, ends_at, proved_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $7)",
    )
    .session(session.id)
    .bind(session.token.hash())
    .account(session.account)
    .school(session.member.map(|(school, _)| school))
    .member(session.member.map(|(_, member)| member))
    .bind(session.device.code())
    .moment(session.at)
    .moment(session.ends_at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
