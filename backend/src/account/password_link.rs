//! An admin sends a member a link to set a new password.

use crate::Backend;
use crate::session::Actor;
use domain::access::{Action as _, ListUsers, SendPasswordLink};
use domain::id::MemberId;
use domain::link::LinkMailResult;
use domain::problem::Problem;

/// Sends a member a link to set a new password, at the address they sign in with. Their password and sessions stay
/// until they use it; earlier links end. A link less than a minute old is not sent again.
///
/// # Errors
/// [`Problem::NotFound`] when the school has no such person; [`Problem::Denied`] when the actor may not act on them,
/// or they have not registered or have no access.
pub async fn send_password_link(backend: &Backend, actor: &Actor, member: MemberId) -> Result<LinkMailResult, Problem> {
    // Only actors who may see the list learn which ids exist.
    let (mut change, actor, lists_users) = backend.change_with(actor, actor.permit(ListUsers)?).await?;
    let subject = change.member(&lists_users, member).await?.ok_or(Problem::NotFound)?;
    let permit = actor.permit(SendPasswordLink {
        subject: subject.subject(),
        registration: subject.registration,
        access: subject.access_at(change.at()),
    })?;
    let mailed = change.put_password_link(&permit).await?.ok_or(Problem::Unexpected)?;
    if mailed == LinkMailResult::Sent {
        change.record(subject.entry(SendPasswordLink::LOGGED, None, None)).await?;
        change.commit().await?;
        backend.mail_signal().notify();
    }
    Ok(mailed)
}
