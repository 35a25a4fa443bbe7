//! Open sessions: a member's in this school, as admins see and end them, and one's own in every school.

use super::{change_everywhere, own_entry};
use crate::Backend;
use crate::clock::Clock;
use crate::session::Actor;
use crate::store::OpenedSession;
use domain::access::{Action as _, EndSessions, ListUsers, SendPasswordLink, Subject, ViewSessions};
use domain::account::{OpenSession, SignInDetails};
use domain::id::{MemberId, SessionId};
use domain::problem::Problem;
use serde_json::json;

/// How a member signs in: when they last did, their open sessions, and whether they can be sent a password link. What
/// the actor may not see comes as the rule that refuses it.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not see the list of people; [`Problem::NotFound`] when the school has no
/// such person.
pub async fn sign_in_details(backend: &Backend, actor: &Actor, member: MemberId) -> Result<SignInDetails, Problem> {
    let permit = actor.permit(ListUsers)?;
    let (clock, now) = (backend.clock(), backend.clock().now());
    let found = backend.store().member(&permit, member).await?.ok_or(Problem::NotFound)?;
    let subject = found.subject();
    let sessions = match actor.permit(ViewSessions { subject }) {
        Ok(permit) => Ok(words(backend.store().sessions_of(&permit, now).await?, actor, clock)),
        Err(denial) => Err(denial),
    };
    let link = SendPasswordLink { subject, registration: found.registration, access: found.access_at(now) };
    Ok(SignInDetails {
        member,
        name: found.name(),
        last_sign_in: found.last_sign_in_at.map(|at| clock.words(at)),
        sessions,
        may_send_link: link.check(actor.grants()),
    })
}

/// Signs a member out of this school, in one session or all of them. Sessions in their other schools continue.
///
/// # Errors
/// [`Problem::NotFound`] when the school has no such person; [`Problem::Denied`] when the actor may not act on them.
pub async fn end_sessions(
    backend: &Backend,
    actor: &Actor,
    member: MemberId,
    which: Option<SessionId>,
) -> Result<(), Problem> {
    // Only actors who may see the list learn which ids exist.
    let (mut change, actor, lists_users) = backend.change_with(actor, actor.permit(ListUsers)?).await?;
    let subject = change.member(&lists_users, member).await?.ok_or(Problem::NotFound)?;
    let permit = actor.permit(EndSessions { subject: subject.subject() })?;
    let ended = change.end_sessions(&permit, which).await?;
    if ended == 0 {
        return Ok(());
    }
    change.record(subject.entry(EndSessions::LOGGED, None, Some(json!({ "sessions": ended })))).await?;
    Ok(change.commit().await?)
}

/// Ends one session of the actor's account, or all except the current one, in whichever school they are.
///
/// # Errors
/// [`Problem::SignedOut`] when the current session has ended.
pub async fn end_own_sessions(backend: &Backend, actor: &Actor, which: Option<SessionId>) -> Result<(), Problem> {
    let subject = Subject { member: actor.member(), role: actor.role() };
    actor.may(&EndSessions { subject })?;
    let entry = |membership: &_| own_entry(EndSessions::LOGGED, membership);
    let (mut change, actor) = change_everywhere(backend, actor, entry).await?;
    if change.end_own_sessions(&actor, which).await? == 0 {
        return Ok(());
    }
    Ok(change.commit().await?)
}

/// Sessions as the page shows them.
pub(super) fn words(sessions: Vec<OpenedSession>, reader: &Actor, clock: &Clock) -> Vec<OpenSession> {
    sessions
        .into_iter()
        .map(|session| OpenSession {
            is_this: session.id == reader.session(),
            id: session.id,
            device: session.device,
            school: session.school.unwrap_or_default(),
            since: clock.words(session.since),
            last_used: clock.words(session.last_used),
        })
        .collect()
}
