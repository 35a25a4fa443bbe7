//! The children to choose from in the form: the actor's own first, and others once they are searched for.

use super::days;
use crate::Backend;
use crate::pupils::{child, choices as groups, rules, today};
use crate::session::Actor;
use crate::store::StoredPupil;
use domain::access::NamePupils;
use domain::id::PupilId;
use domain::observation::{ChildrenToObserve, ClassToObserve};
use domain::problem::Problem;
use domain::pupil::{Child, PupilListing, WorkerKind};
use std::collections::BTreeSet;

/// The children to choose from, each once: the actor's key children, others they work with, those in `ticked`, and what
/// the search finds.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not know pupils.
pub async fn choices(
    backend: &Backend,
    actor: &Actor,
    listing: PupilListing,
    ticked: Vec<PupilId>,
) -> Result<ChildrenToObserve, Problem> {
    let rules = &rules(backend, actor).await?;
    let permit = actor.permit(NamePupils { rules })?;
    let (store, listing, today) = (backend.store(), listing.tidied(), today(backend)?);
    let mut met = BTreeSet::new();
    let mut once = |pupils: &mut dyn Iterator<Item = &StoredPupil>| -> Vec<Child> {
        pupils.filter(|pupil| met.insert(pupil.id)).map(child).collect()
    };
    let own = store.own_named_pupils(&permit, today).await?;
    let of = |wanted: WorkerKind| own.iter().filter(move |(kind, _)| *kind == wanted).map(|(_, pupil)| pupil);
    let (key, worker) = (once(&mut of(WorkerKind::Key)), once(&mut of(WorkerKind::Worker)));
    let matching = match listing.is_filtered() {
        true => store.pupils_to_observe(&permit, &listing, today).await?,
        false => Vec::new(),
    };
    let mut found: Vec<ClassToObserve> = Vec::new();
    for child in once(&mut matching.iter()) {
        match found.iter_mut().find(|class| class.name == child.class) {
            Some(class) => class.children.push(child),
            None => found.push(ClassToObserve { name: child.class.clone(), children: vec![child] }),
        }
    }
    let ticked: BTreeSet<_> = ticked.into_iter().collect();
    let everybody = match ticked.is_empty() {
        true => Vec::new(),
        // One who has left meanwhile is shown too, so that they can be unticked.
        false => store.pupils_observed(&permit).await?,
    };
    let ticked = once(&mut everybody.iter().filter(|pupil| ticked.contains(&pupil.id)));
    let (_, classes) = groups(store.pupil_groups(&permit, today).await?);
    Ok(ChildrenToObserve { key, worker, ticked, found, listing, classes, days: days(backend)? })
}
