//! Changing an observation, unless somebody else has meanwhile.

use super::create::says;
use super::find::shown;
use super::{days, recorded, refuse_strangers};
use crate::Backend;
use crate::pupils::{rules, rules_in, today};
use crate::session::Actor;
use domain::access::{Action as _, ChangeObservation, Denial, NamePupils};
use domain::id::ObservationId;
use domain::observation::{ChangeResult, ObservationForm};
use domain::problem::Problem;
use std::collections::BTreeSet;

/// Changes an observation's text, day, areas and children. A form that began with an older version saves nothing.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not change it; [`Problem::NotFound`] when the school does not have it;
/// [`Problem::Form`] with every field that needs correcting.
pub async fn change(
    backend: &Backend,
    actor: &Actor,
    observation: ObservationId,
    form: &ObservationForm,
) -> Result<ChangeResult, Problem> {
    // An actor who may not even change their own learns nothing about the form, or which observations there are.
    let before = &rules(backend, actor).await?;
    let permit = actor.permit(ChangeObservation { rules: before, author: actor.member() })?;
    let new = form.parse(days(backend)?).map_err(Problem::Form)?;
    let (mut change, actor, permit) = backend.change_with(actor, permit).await?;
    let rules = &rules_in(&mut change, &actor, &permit).await?;
    let names = actor.permit(NamePupils { rules })?;
    let known = change.observation(&names, observation).await?.ok_or(Problem::NotFound)?;
    let permit = actor.permit(ChangeObservation { rules, author: known.author })?;
    if known.version != form.version {
        return Ok(ChangeResult::ChangedMeanwhile(Box::new(shown(known, &actor, rules, backend.clock()))));
    }
    if says(&known, &new) {
        // Nothing was changed, so nothing is written or announced.
        return Ok(ChangeResult::Saved);
    }
    if change.is_on_its_way_home(&permit, observation).await? {
        // What the family reads is what was approved, not what was written since.
        return Err(Problem::Denied(Denial::OnItsWayHome));
    }
    // Children it is about already stay, also when they have left since.
    let before: BTreeSet<_> = known.children.iter().map(|child| child.pupil).collect();
    let added = new.children.difference(&before).copied().collect();
    refuse_strangers(&mut change, &names, &added, today(backend)?).await?;
    if !change.change_observation(&permit, observation, known.version, &new).await? {
        return Err(Problem::Unexpected);
    }
    let changed = change.observation(&names, observation).await?.ok_or(Problem::Unexpected)?;
    change.record(recorded(ChangeObservation::LOGGED, Some(&known), Some(&changed))).await?;
    change.commit().await?;
    Ok(ChangeResult::Saved)
}
