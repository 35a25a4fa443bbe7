//! The pupils the actor works with.

use super::aliased::{bands_of, under_aliases};
use super::{named, rules, today};
use crate::Backend;
use crate::session::Actor;
use domain::access::{NamePupils, ViewPupils};
use domain::problem::Problem;
use domain::pupil::{FEWEST, OwnPupils, WorkerKind};

/// The actor's own pupils, shown first on their pages.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not see pupils at all.
pub async fn mine(backend: &Backend, actor: &Actor) -> Result<OwnPupils, Problem> {
    let (rules, today) = (&rules(backend, actor).await?, today(backend)?);
    let Ok(permit) = actor.permit(NamePupils { rules }) else {
        let permit = actor.permit(ViewPupils { rules })?;
        let own = backend.store().own_aliased_pupils(&permit, today).await?;
        // A few shown by themselves would be known by their aliases on every other page.
        if (own.len() as u64) < FEWEST {
            return Ok(OwnPupils::Aliased(Vec::new()));
        }
        let bands = bands_of(&backend.store().aliased_pupils(&permit, today).await?);
        return Ok(OwnPupils::Aliased(under_aliases(own, &bands)));
    };
    let (key, worker): (Vec<_>, Vec<_>) = backend
        .store()
        .own_named_pupils(&permit, today)
        .await?
        .into_iter()
        .partition(|(kind, _)| *kind == WorkerKind::Key);
    let named = |pupils: Vec<(WorkerKind, _)>| pupils.into_iter().map(|(_, pupil)| named(pupil)).collect();
    Ok(OwnPupils::Named { key: named(key), worker: named(worker) })
}
