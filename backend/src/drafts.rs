//! Drafts: what a person was typing when their session ended or was replaced, kept and offered to them again.

use crate::Backend;
use crate::access::IdentifyingCaller;
use crate::limits;
use crate::session::Actor;
use crate::stamp::PageIdentity;
use crate::store::{SavedDraft, StoredSession};
use crate::token::SessionToken;
use domain::id::{AccountId, SchoolId};
use domain::moment::Moment;
use domain::problem::Problem;

/// Keeps what was typed on `page` for the person the page's stamp names. True when it was kept: their session expired
/// or was replaced in its browser at most a day ago, or it is the browser's own (`token`) and moved to another school;
/// and they still have access. Nothing is kept after blocking, signing out or a new password.
///
/// # Errors
/// When the database does not answer.
pub async fn keep(
    backend: &Backend,
    token: Option<&SessionToken>,
    stamp: &str,
    page: &str,
    body: &str,
) -> Result<bool, Problem> {
    if page.len() > limits::DRAFT_PAGE || body.len() > limits::DRAFT_BODY {
        return Ok(false);
    }
    let Some(drawn) = backend.stamps().await?.read(stamp) else { return Ok(false) };
    let Some((account, school)) = typist(backend, token, drawn).await? else { return Ok(false) };
    if backend.limits().await?.draft(account).is_err() {
        return Ok(false);
    }
    let now = backend.clock().now();
    let draft = SavedDraft { account, school, page, body, at: now };
    backend.store().keep_draft(&IdentifyingCaller::new(), draft, now.plus(-limits::DRAFT_KEPT), limits::DRAFTS).await?;
    Ok(true)
}

/// The account that typed text with this stamp is kept for, if any.
async fn typist(
    backend: &Backend,
    token: Option<&SessionToken>,
    drawn: PageIdentity,
) -> Result<Option<(AccountId, SchoolId)>, Problem> {
    let (store, now) = (backend.store(), backend.clock().now());
    let (Some(reader), Some(session)) =
        (drawn.reader, store.session_by_id(&IdentifyingCaller::new(), drawn.session).await?)
    else {
        return Ok(None);
    };
    let is_kept = match session.end(now) {
        Some(end) => end.keeps_what_was_typed() && ended_lately(&session, now),
        None => is_own(backend, token, &session).await?,
    };
    if !is_kept {
        return Ok(None);
    }
    let let_in = store.memberships(&IdentifyingCaller::new(), session.account, now).await?;
    let is_let_in =
        let_in.iter().any(|membership| membership.member == reader.member && membership.school == reader.school);
    Ok(is_let_in.then_some((session.account, reader.school)))
}

fn ended_lately(session: &StoredSession, now: Moment) -> bool {
    let ended = session.ended_at.unwrap_or(Moment(session.ends_at.0.min(now.0)));
    now.since(ended) < limits::DRAFT_SESSION_ENDED && now.since(session.last_seen_at) < limits::DRAFT_SESSION_ENDED
}

/// Whether the browser that sends the form has this session.
async fn is_own(backend: &Backend, token: Option<&SessionToken>, session: &StoredSession) -> Result<bool, Problem> {
    let Some(token) = token else { return Ok(false) };
    let shown = backend.store().session(&IdentifyingCaller::new(), token, backend.clock().now()).await?;
    Ok(shown.is_some_and(|shown| shown.id == session.id))
}

/// Whether [`take`] would give a draft for this page.
///
/// # Errors
/// When the database does not answer.
pub async fn is_there(backend: &Backend, actor: &Actor, page: &str) -> Result<bool, Problem> {
    if actor.viewing_from().is_some() {
        return Ok(false);
    }
    let forget = backend.clock().now().plus(-limits::DRAFT_KEPT);
    Ok(backend.store().has_draft(actor, page, forget).await?)
}

/// Takes the draft for this page, if there is one. It is offered only once, and not while viewing the school as a
/// role, since such a person could not send it.
///
/// # Errors
/// When the database does not answer.
pub async fn take(backend: &Backend, actor: &Actor, page: &str) -> Result<Option<String>, Problem> {
    if actor.viewing_from().is_some() {
        return Ok(None);
    }
    let forget = backend.clock().now().plus(-limits::DRAFT_KEPT);
    Ok(backend.store().take_draft(actor, page, forget).await?)
}
