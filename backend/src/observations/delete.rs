//! Deleting an observation, for good: what is written about children is not kept longer than somebody wants it. The
//! audit log says who deleted it, and about whom and which day it was.

use super::recorded;
use crate::Backend;
use crate::pupils::{rules, rules_in};
use crate::session::Actor;
use domain::access::{Action as _, DeleteObservation, NamePupils};
use domain::id::ObservationId;
use domain::problem::Problem;

/// Deletes an observation with its photos. Mail about it that has not been sent is withdrawn.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not delete it; [`Problem::NotFound`] when the school does not have it.
pub async fn delete(backend: &Backend, actor: &Actor, observation: ObservationId) -> Result<(), Problem> {
    let before = &rules(backend, actor).await?;
    let permit = actor.permit(DeleteObservation { rules: before, author: actor.member() })?;
    let (mut change, actor, permit) = backend.change_with(actor, permit).await?;
    let rules = &rules_in(&mut change, &actor, &permit).await?;
    let names = actor.permit(NamePupils { rules })?;
    let known = change.observation(&names, observation).await?.ok_or(Problem::NotFound)?;
    let permit = actor.permit(DeleteObservation { rules, author: known.author })?;
    change.delete_observation(&permit, observation).await?;
    change.record(recorded(DeleteObservation::LOGGED, Some(&known), None)).await?;
    change.commit().await?;
    Ok(())
}
