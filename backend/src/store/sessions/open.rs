//! Open sessions, and ending them.

use crate::access::actor::{Actor, Renewed, Stamped};
use crate::access::{Permit, RenewsSession};
use crate::limits::TOKEN_OUTLIVES_RENEWAL as OUTLIVES_RENEWAL;
use crate::store::bind::Bind as _;
use crate::store::{SchoolTransaction, Store, StoreError, row};
use crate::token::SessionToken;
use domain::access::{EndSessions, ViewSessions};
use domain::device::Device;
use domain::id::SessionId;
use domain::limits::SESSION_IDLE as IDLE;
use domain::moment::Moment;
use domain::session_end::SessionEnd;
use sqlx::any::AnyRow;
use sqlx::{Any, AssertSqlSafe, Executor, Row as _};

/// An open session.
#[derive(Clone, Debug)]
pub(crate) struct OpenedSession {
    pub id: SessionId,
    pub device: Device,
    /// The name of its school, once one was chosen.
    pub school: Option<String>,
    pub since: Moment,
    pub last_used: Moment,
}

/// Sessions open at the moment `$1`, last used after `$2`.
const OPEN: &str = "SELECT s.id, s.device, s.created_at, s.last_seen_at, c.name AS school_name FROM sessions s LEFT JOIN schools c ON c.id = s.school_id
    WHERE s.ended_at IS NULL AND s.ends_at > $1 AND s.last_seen_at > $2 AND ";
const ORDER: &str = " ORDER BY s.last_seen_at DESC, s.created_at DESC, s.id";

fn read(found: &AnyRow) -> Result<OpenedSession, StoreError> {
    Ok(OpenedSession {
        id: row::id::<SessionId>(found, "id")?,
        device: Device::from_code(&found.try_get::<String, _>("device")?),
        school: found.try_get("school_name")?,
        since: Moment(found.try_get("created_at")?),
        last_used: Moment(found.try_get("last_seen_at")?),
    })
}

impl Store {
    /// Renews a session's token, as [`SchoolTransaction::renew_session`] does. No change number is raised, because no page shows
    /// it.
    pub(crate) async fn renew_token(&self, _: &Stamped, actor: &Actor, now: Moment) -> Result<Renewed, StoreError> {
        renew(self.pool(), actor.session(), now).await
    }

    /// The open sessions of the actor's account in all its schools, the most recently used first.
    pub(crate) async fn own_sessions(&self, actor: &Actor, now: Moment) -> Result<Vec<OpenedSession>, StoreError> {
        let sql = AssertSqlSafe(format!("{OPEN} s.account_id = $3 {ORDER}"));
        let query = sqlx::query(sql).moment(now).moment(now.plus(-IDLE)).account(actor.account());
        query.fetch_all(self.pool()).await?.iter().map(read).collect()
    }

    /// A member's open sessions in this school; those in other schools are not revealed.
    pub(crate) async fn sessions_of(
        &self,
        permit: &Permit<ViewSessions>,
        now: Moment,
    ) -> Result<Vec<OpenedSession>, StoreError> {
        let sql = AssertSqlSafe(format!("{OPEN} s.school_id = $3 AND s.member_id = $4 {ORDER}"));
        let query = sqlx::query(sql)
            .moment(now)
            .moment(now.plus(-IDLE))
            .school(permit.school())
            .member(permit.action().subject.member);
        query.fetch_all(self.pool()).await?.iter().map(read).collect()
    }
}

impl SchoolTransaction {
    /// Ends one of a member's sessions in the school, or all of them; gives how many.
    pub(crate) async fn end_sessions(
        &mut self,
        permit: &Permit<EndSessions>,
        which: Option<SessionId>,
    ) -> Result<u64, StoreError> {
        let ended = sqlx::query("UPDATE sessions SET ended_at = $4, ended_because = $5 WHERE school_id = $1 AND member_id = $2 AND ended_at IS NULL AND id = COALESCE($3, id)")
            .school(permit.school())
            .member(permit.action().subject.member)
            .session(which)
            .moment(self.at)
            .bind(SessionEnd::EndedBySchool.code())
            .execute(&mut *self.tx)
            .await?;
        Ok(ended.rows_affected())
    }

    /// Ends one session of the actor's account, or all but the current one; gives how many.
    pub(crate) async fn end_own_sessions(
        &mut self,
        actor: &Actor,
        which: Option<SessionId>,
    ) -> Result<u64, StoreError> {
        let ended = sqlx::query("UPDATE sessions SET ended_at = $4, ended_because = $5 WHERE account_id = $1 AND ended_at IS NULL AND (($3 IS NULL AND id <> $2) OR id = $3)")
            .account(actor.account())
            .session(actor.session())
            .session(which)
            .moment(self.at)
            .bind(SessionEnd::EndedElsewhere.code())
            .execute(&mut *self.tx)
            .await?;
        Ok(ended.rows_affected())
    }

    /// Renews a session's token. The previous token works a moment longer, for requests under way; such a request does
    /// not renew it again, because the browser might keep the older of two answers.
    pub(crate) async fn renew_session(
        &mut self,
        _: &impl RenewsSession,
        session: SessionId,
    ) -> Result<Renewed, StoreError> {
        renew(&mut *self.tx, session, self.at).await
    }
}

async fn renew(
    executor: impl Executor<'_, Database = Any>,
    session: SessionId,
    at: Moment,
) -> Result<Renewed, StoreError> {
    let token = SessionToken::random();
    let renewed = sqlx::query(
        "UPDATE sessions SET previous_hash = token_hash, previous_until = $3, token_hash = $2
         WHERE id = $1 AND (previous_until IS NULL OR previous_until <= $4)",
    )
    .session(session)
    .bind(token.hash())
    .moment(at.plus(OUTLIVES_RENEWAL))
    .moment(at)
    .execute(executor)
    .await?;
    Ok(Renewed((renewed.rows_affected() == 1).then_some(token)))
}
