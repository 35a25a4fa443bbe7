//! Sharing an observation with its children's homes, by email, once.

use super::recorded;
use crate::Backend;
use crate::pupils::{rules, rules_in, today};
use crate::session::Actor;
use crate::store::Entry;
use domain::access::{Action as _, Denial, NamePupils, ShareWithHome};
use domain::id::ObservationId;
use domain::observation::ShareResult;
use domain::problem::Problem;
use serde_json::json;

/// Queues a mail to the home contact of each child of an observation that has one, and marks it as shared. `version` is
/// the one that the actor read.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not share it, it was shared before, or none of the children has a contact;
/// [`Problem::NotFound`] when the school does not have it.
pub async fn share(
    backend: &Backend,
    actor: &Actor,
    observation: ObservationId,
    version: i64,
) -> Result<ShareResult, Problem> {
    let before = &rules(backend, actor).await?;
    let permit = actor.permit(ShareWithHome { rules: before, is_shared: false })?;
    let (mut change, actor, permit) = backend.change_with(actor, permit).await?;
    let rules = &rules_in(&mut change, &actor, &permit).await?;
    let names = actor.permit(NamePupils { rules })?;
    let known = change.observation(&names, observation).await?.ok_or(Problem::NotFound)?;
    let permit = actor.permit(ShareWithHome { rules, is_shared: known.shared.is_some() })?;
    if known.version != version {
        return Ok(ShareResult::ChangedMeanwhile);
    }
    let today = today(backend)?;
    if known.children.iter().all(|child| child.has_left(today)) {
        return Err(Problem::Denied(Denial::ChildrenLeft));
    }
    let reached = known.children.iter().filter(|child| child.reached_at(today).is_some());
    let reached: Vec<_> = reached.map(|child| child.name.clone()).collect();
    if reached.is_empty() {
        return Err(Problem::Denied(Denial::NoHomeContact));
    }
    change.share_observation(&permit, &known, today).await?;
    let shared = Some(json!({ "shared": reached }));
    change.record(Entry { new_value: shared, ..recorded(ShareWithHome::LOGGED, None, Some(&known)) }).await?;
    change.commit().await?;
    backend.mail_signal().notify();
    Ok(ShareResult::Shared)
}
