//! Inviting one person, for the first time or again.

use crate::Backend;
use crate::session::Actor;
use domain::access::{Action as _, ListUsers, SendInvitation};
use domain::id::MemberId;
use domain::link::LinkMailResult;
use domain::name::EmailAddress;
use domain::problem::Problem;
use domain::school::Created;
use serde_json::json;

/// Sends a member their registration link, for the first time or again; earlier links end. An invitation less than a
/// minute old is not repeated.
///
/// # Errors
/// [`Problem::NotFound`] when the school has no such person; [`Problem::Denied`] when the actor may not invite them.
pub async fn invite(backend: &Backend, actor: &Actor, member: MemberId) -> Result<Created, Problem> {
    // Only actors who may see the list learn which ids exist.
    let (mut change, actor, lists_users) = backend.change_with(actor, actor.permit(ListUsers)?).await?;
    let subject = change.member(&lists_users, member).await?.ok_or(Problem::NotFound)?;
    let invites = actor.permit(SendInvitation {
        subject: subject.subject(),
        registration: subject.registration,
        access: subject.access_at(change.at()),
        has_email: !subject.email.is_empty(),
    })?;
    let email = EmailAddress::parse(&subject.email).map_err(|_| Problem::Unexpected)?;
    let just_sent = match change.invite(&invites, &email).await? {
        LinkMailResult::JustSent => true,
        LinkMailResult::Sent => {
            change.record(subject.entry(SendInvitation::LOGGED, None, Some(json!({ "email": subject.email })))).await?;
            change.commit().await?;
            backend.mail_signal().notify();
            false
        }
    };
    Ok(Created { member: subject.id, name: subject.name(), email: subject.email, invited: true, just_sent })
}
