//! What is done to somebody on a page of its own, after reading what it means.

use super::edit::access_value;
use super::person::is_gone;
use crate::Backend;
use crate::session::Actor;
use crate::store::{Change, Entry, StoredMember, Trouble};
use domain::access::{Action as _, DeleteUser, ListUsers, RestoreUser, RevokeAccess, RevokeInvitation};
use domain::id::MemberId;
use domain::person::{Act, ActForm, DELETE_WORD};
use domain::problem::Problem;
use domain::user::{Access, Registration};
use serde_json::{Value, json};

/// The most characters of a reason.
const MOST_REASON: usize = 500;

/// Does it; gives the person's name.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not, or it is not possible as the person is now; [`Problem::Form`] when the word
/// that was to be typed was not; [`Problem::NotFound`] when the school has no such person.
pub async fn act(
    backend: &Backend,
    actor: &Actor,
    member: MemberId,
    act: Act,
    form: &ActForm,
) -> Result<String, Problem> {
    if act == Act::Invite {
        return Ok(super::invite(backend, actor, member).await?.name);
    }
    let _lists_users = actor.permit(ListUsers)?;
    let (mut change, actor) = backend.change_by(actor).await?;
    let at = change.at();
    let stored = change.member(member).await?.filter(|stored| !is_gone(stored, at)).ok_or(Problem::NotFound)?;
    let reason = reason(form)?;
    let reason = reason.as_deref();
    let (subject, registration, access) = (stored.subject(), stored.registration, stored.access_at(at));
    match act {
        Act::Invite => {}
        Act::RevokeInvitation => {
            let permit = actor.permit(RevokeInvitation { subject, registration })?;
            change.revoke_invitation(&permit, &stored).await?;
            let old = json!({ "registration": "invited" });
            record(&mut change, RevokeInvitation::NAME, &stored, old, not_registered(reason)).await?;
        }
        Act::RevokeAccess => {
            let permit = actor.permit(RevokeAccess { subject, access, registration })?;
            change.revoke_access(&permit, &stored).await?;
            let old = json!({ "registration": "registered" });
            record(&mut change, RevokeAccess::NAME, &stored, old, not_registered(reason)).await?;
        }
        Act::Delete => {
            let permit = actor.permit(DeleteUser { subject, access })?;
            if !form.typed.trim().eq_ignore_ascii_case(DELETE_WORD) {
                return Err(Problem::field("typed", format!("Type the word {DELETE_WORD} to delete this person")));
            }
            if matches!(stored.registration, Registration::Invited { .. }) {
                change.withdraw_invitations(stored.id).await?;
            }
            change.set_access(&permit, &stored, reason).await?;
            let new = access_value(Access::Deleted, reason);
            record(&mut change, DeleteUser::NAME, &stored, json!({ "access": access.code() }), new).await?;
        }
        Act::Restore => {
            let permit = actor.permit(RestoreUser { subject, access })?;
            change.set_access(&permit, &stored, reason).await?;
            let new = access_value(Access::Active, reason);
            record(&mut change, RestoreUser::NAME, &stored, json!({ "access": access.code() }), new).await?;
        }
    }
    change.commit().await?;
    Ok(stored.name())
}

fn reason(form: &ActForm) -> Result<Option<String>, Problem> {
    let reason = form.reason.split_whitespace().collect::<Vec<_>>().join(" ");
    if reason.chars().count() > MOST_REASON {
        return Err(Problem::field("reason", format!("The reason must be {MOST_REASON} characters or fewer")));
    }
    Ok(Some(reason).filter(|reason| !reason.is_empty()))
}

fn not_registered(reason: Option<&str>) -> Value {
    match reason {
        Some(reason) => json!({ "registration": "not-registered", "reason": reason }),
        None => json!({ "registration": "not-registered" }),
    }
}

async fn record(
    change: &mut Change,
    action: &'static str,
    stored: &StoredMember,
    old: Value,
    new: Value,
) -> Result<(), Trouble> {
    change
        .record(Entry {
            action,
            subject_kind: "user",
            subject_id: stored.id.to_string(),
            subject_name: Some(stored.name()),
            old_value: Some(old),
            new_value: Some(new),
        })
        .await
}
