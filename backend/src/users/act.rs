//! Actions on a person that have a confirmation page.

use super::recorded::{access_entry, with_reason};
use crate::Backend;
use crate::session::Actor;
use domain::access::{Action as _, DeleteUser, ListUsers, RestoreUser, RevokeAccess, RevokeInvitation};
use domain::fault::FieldFault;
use domain::form::edit::read_reason;
use domain::id::MemberId;
use domain::person::{DELETE_WORD, MemberAction, MemberActionForm, MemberActionResult};
use domain::problem::Problem;
use domain::reason::Reason;
use domain::school::Created;
use serde_json::{Value, json};

/// Does the action; gives what was done, and to whom.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not, or the person's state does not allow it; [`Problem::Form`] when the
/// confirmation word is wrong; [`Problem::NotFound`] when the school has no such person.
pub async fn act(
    backend: &Backend,
    actor: &Actor,
    member: MemberId,
    act: MemberAction,
    form: &MemberActionForm,
) -> Result<MemberActionResult, Problem> {
    if act == MemberAction::Invite {
        let Created { name, just_sent, .. } = super::invite(backend, actor, member).await?;
        return Ok(MemberActionResult { name, act, just_sent });
    }
    let (mut change, actor, lists_users) = backend.change_with(actor, actor.permit(ListUsers)?).await?;
    let at = change.at();
    let stored =
        change.member(&lists_users, member).await?.filter(|stored| !stored.is_gone(at)).ok_or(Problem::NotFound)?;
    let reason = read_reason(&form.reason).map_err(|error| Problem::Form(vec![error]))?;
    let reason = reason.map(Reason::Typed);
    let reason = reason.as_ref();
    let (subject, registration, access) = (stored.subject(), stored.registration, stored.access_at(at));
    match act {
        MemberAction::Invite => {}
        MemberAction::RevokeInvitation => {
            let permit = actor.permit(RevokeInvitation { subject, registration })?;
            change.revoke_invitation(&permit).await?;
            let old = json!({ "registration": "invited" });
            change
                .record(stored.entry(RevokeInvitation::LOGGED, Some(old), Some(with_reason(not_registered(), reason))))
                .await?;
        }
        MemberAction::RevokeAccess => {
            let permit = actor.permit(RevokeAccess { subject, access, registration })?;
            change.revoke_access(&permit).await?;
            let old = json!({ "registration": "registered" });
            change
                .record(stored.entry(RevokeAccess::LOGGED, Some(old), Some(with_reason(not_registered(), reason))))
                .await?;
        }
        MemberAction::Delete => {
            let permit = actor.permit_access::<DeleteUser>(&stored, access)?;
            if !form.typed.trim().eq_ignore_ascii_case(DELETE_WORD) {
                return Err(Problem::field("typed", FieldFault::TypeWord(DELETE_WORD.to_owned())));
            }
            change.set_access(&[permit], reason).await?;
            change.record(access_entry::<DeleteUser>(&stored, access, reason)).await?;
        }
        MemberAction::Restore => {
            let permit = actor.permit_access::<RestoreUser>(&stored, access)?;
            change.set_access(&[permit], reason).await?;
            change.record(access_entry::<RestoreUser>(&stored, access, reason)).await?;
        }
    }
    change.commit().await?;
    backend.mail_signal().notify();
    Ok(MemberActionResult { name: stored.name(), act, just_sent: false })
}

fn not_registered() -> Value {
    json!({ "registration": "not-registered" })
}
