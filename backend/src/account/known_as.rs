//! The name a person is known by in one school, which they set themselves.

use crate::Backend;
use crate::session::Actor;
use crate::store::Entry;
use domain::access::{Action as _, ChangeKnownAs};
use domain::form::account::KNOWN_AS;
use domain::name::KnownAs;
use domain::problem::Problem;
use serde_json::json;

/// Sets the name the actor is known by in this school. An empty form removes it.
///
/// # Errors
/// [`Problem::Form`] when the name is invalid.
pub async fn change_known_as(backend: &Backend, actor: &Actor, typed: &str) -> Result<(), Problem> {
    let known_as = match typed.trim() {
        "" => None,
        text => Some(KnownAs::parse(text).map_err(|fault| Problem::field(KNOWN_AS, fault))?),
    };
    let (mut change, actor, permit) = backend.change_with(actor, actor.permit(ChangeKnownAs)?).await?;
    let old = change.known_as(&permit).await?;
    if old.as_deref() == known_as.as_ref().map(KnownAs::as_str) {
        return Ok(());
    }
    change.set_known_as(&permit, known_as.as_ref()).await?;
    change
        .record(Entry {
            action: ChangeKnownAs::LOGGED,
            subject_kind: "user",
            subject_id: actor.member().to_string(),
            subject_name: Some(actor.name().to_owned()),
            old_value: Some(json!({ KNOWN_AS: old })),
            new_value: Some(json!({ KNOWN_AS: known_as })),
        })
        .await?;
    Ok(change.commit().await?)
}
