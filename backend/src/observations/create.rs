//! Recording an observation, once for each form.

use super::{days, recorded, refuse_strangers};
use crate::Backend;
use crate::pupils::{rules, rules_in, today};
use crate::session::Actor;
use crate::store::StoredObservation;
use domain::access::{Action as _, CreateObservation, NamePupils};
use domain::id::ObservationId;
use domain::observation::{NewObservation, ObservationForm};
use domain::problem::Problem;
use uuid::Uuid;

/// Records an observation. Idempotent: submitting a form twice records one, and gives the same answer.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not record observations; [`Problem::Form`] with every field that needs
/// correcting.
pub async fn create(backend: &Backend, actor: &Actor, form: &ObservationForm) -> Result<ObservationId, Problem> {
    // An actor who may not record observations learns nothing about the form.
    let before = &rules(backend, actor).await?;
    let permit = actor.permit(CreateObservation { rules: before })?;
    let mut new = form.parse(days(backend)?).map_err(Problem::Form)?;
    let (mut change, actor, permit) = backend.change_with(actor, permit).await?;
    let rules = &rules_in(&mut change, &actor, &permit).await?;
    let (permit, names) = (actor.permit(CreateObservation { rules })?, actor.permit(NamePupils { rules })?);
    if let Some(key) = new.form_key
        && let Some(sent) = change.observation_by_form_key(&permit, key).await?
    {
        let sent = change.observation(&names, sent).await?;
        match sent.filter(|sent| sent.author == actor.member() && says(sent, &new)) {
            Some(sent) => return Ok(sent.id),
            // The form was filled in again after going back in the browser: it is a different one.
            None => new.form_key = None,
        }
    }
    refuse_strangers(&mut change, &names, &new.children, today(backend)?).await?;
    let id = ObservationId::new(Uuid::new_v4());
    change.add_observation(&permit, id, &new).await?;
    let added = change.observation(&names, id).await?.ok_or(Problem::Unexpected)?;
    change.record(recorded(CreateObservation::LOGGED, None, Some(&added))).await?;
    change.commit().await?;
    Ok(id)
}

/// Whether the actor may record observations.
///
/// # Errors
/// When the database does not answer.
pub async fn may_record(backend: &Backend, actor: &Actor) -> Result<bool, Problem> {
    let rules = &rules(backend, actor).await?;
    Ok(actor.permit(CreateObservation { rules }).is_ok())
}

/// Whether a stored observation says the same as a form.
pub(super) fn says(stored: &StoredObservation, new: &NewObservation) -> bool {
    stored.text == new.text
        && stored.observed_on == new.observed_on
        && stored.areas.iter().eq(new.areas.iter())
        && stored.children.iter().map(|child| child.pupil).collect::<std::collections::BTreeSet<_>>() == new.children
}
