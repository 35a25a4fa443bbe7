use crate::Backend;
use crate::session::Actor;
use domain::access::{Action as _, ListUsers, SendPasswordLink};
use domain::id::MemberId;
use domain::link::Mailed;
use domain::problem::Problem;

/// Sends somebody a link to set a new password, at the address they sign in with. Until they use it their password and
/// their sessions stay; earlier links end. A link that is less than a minute old is not repeated.
///
/// # Errors
/// [`Problem::NotFound`] when the school has no such person; [`Problem::Denied`] when the actor may not act on them, or
/// they have not registered or are not let in.
pub async fn send_password_link(backend: &Backend, actor: &Actor, member: MemberId) -> Result<Mailed, Problem> {
    // Nobody but those who see the list learns which ids exist.
    let _lists_users = actor.permit(ListUsers)?;
    let (mut change, actor) = backend.change_by(actor).await?;
    let subject = change.member(member).await?.ok_or(Problem::NotFound)?;
    let permit = actor.permit(SendPasswordLink {
        subject: subject.subject(),
        registration: subject.registration,
        access: subject.access_at(change.at()),
    })?;
    let mailed = change.put_password_link(&permit).await?.ok_or(Problem::Unexpected)?;
    if mailed == Mailed::Sent {
        change.record(subject.entry(SendPasswordLink::NAME, None, None)).await?;
        change.commit().await?;
        backend.mail_bell().ring();
    }
    Ok(mailed)
}
