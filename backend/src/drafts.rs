//! What somebody was typing when their session ended is kept, and offered again after they sign in.

use crate::Backend;
use crate::access::SessionCheck;
use crate::session::Actor;
use crate::token::SessionToken;
use domain::moment::{DAY, Moment};
use domain::problem::Problem;

/// A session that ended longer ago keeps nothing any more: nobody still has its form open.
const LATELY: i64 = DAY;
/// A draft is offered for so long.
const KEPT: i64 = 7 * DAY;
/// The most bytes of a page's path and of what was typed.
const MOST_PAGE: usize = 200;
const MOST_BODY: usize = 64 * 1024;

/// Keeps what was typed on `page` for the account and school the session was of. True when it was kept: the session
/// was one, ended no longer than a day ago, and had a school.
///
/// # Errors
/// When the database does not answer.
pub async fn keep(backend: &Backend, token: &SessionToken, page: &str, body: &str) -> Result<bool, Problem> {
    if page.len() > MOST_PAGE || body.len() > MOST_BODY {
        return Ok(false);
    }
    let now = backend.clock().now();
    let Some(session) = backend.store().session(&SessionCheck::new(), token).await? else { return Ok(false) };
    let ended = session.ended_at.unwrap_or(Moment(session.ends_at.0.min(now.0)));
    let Some(member) = session.member.filter(|_| now.since(ended) < LATELY && now.since(session.last_seen_at) < LATELY)
    else {
        return Ok(false);
    };
    backend.store().keep_draft((session.account, member.school), page, body, now, now.plus(-KEPT)).await?;
    Ok(true)
}

/// Takes out what was kept for this page, if anything was: it is offered once, and not to somebody who views the school as
/// a role and could do nothing with it.
///
/// # Errors
/// When the database does not answer.
pub async fn take(backend: &Backend, actor: &Actor, page: &str) -> Result<Option<String>, Problem> {
    if actor.viewing_from().is_some() {
        return Ok(None);
    }
    let forget = backend.clock().now().plus(-KEPT);
    Ok(backend.store().take_draft((actor.account(), actor.school()), page, forget).await?)
}
