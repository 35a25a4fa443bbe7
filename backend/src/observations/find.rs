//! One observation, with what the actor may do with it.

use super::children;
use crate::Backend;
use crate::clock::Clock;
use crate::pupils::rules;
use crate::session::Actor;
use crate::store::{StoredObservation, StoredObservedChild};
use domain::access::{ChangeHomeContact, ChangeObservation, NamePupils, ShareWithHome};
use domain::id::ObservationId;
use domain::mail::{MailNext, MailTrouble};
use domain::observation::{Observation, SharedWithHome};
use domain::permission::Rules;
use domain::problem::Problem;
use domain::pupil::HomeTrouble;

/// One observation.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not know pupils; [`Problem::NotFound`] when the school does not have it.
pub async fn find(backend: &Backend, actor: &Actor, observation: ObservationId) -> Result<Observation, Problem> {
    let rules = &rules(backend, actor).await?;
    let permit = actor.permit(NamePupils { rules })?;
    let stored = backend.store().observation(&permit, observation).await?.ok_or(Problem::NotFound)?;
    let may_correct = actor.may(&ChangeHomeContact { rules }).is_ok();
    let troubles = match may_correct || stored.author == actor.member() {
        true => backend.store().homes_not_reached(&permit, observation).await?,
        false => Vec::new(),
    };
    let trouble = |(pupil, name, trouble): (_, _, MailTrouble)| HomeTrouble {
        pupil,
        name,
        is_tried_again: trouble.next == MailNext::TriedAgain,
        may_correct,
    };
    let troubles = troubles.into_iter().map(trouble).collect();
    Ok(Observation { troubles, ..shown(stored, actor, rules, backend.clock()) })
}

/// An observation as the actor sees it.
pub(super) fn shown(stored: StoredObservation, actor: &Actor, rules: &Rules, clock: &Clock) -> Observation {
    let may_share = actor.may(&ShareWithHome { rules, is_shared: stored.shared.is_some() });
    let today = clock.today();
    let has_left = |child: &StoredObservedChild| today.is_some_and(|today| child.has_left(today));
    let (left, here): (Vec<_>, Vec<_>) = stored.children.iter().partition(|child| has_left(child));
    let left = left.into_iter().map(|child| child.name.clone()).collect();
    let unreached = here.into_iter().filter(|child| child.home_email.is_none());
    let without_contact = match may_share {
        Ok(()) => unreached.map(|child| child.name.clone()).collect(),
        Err(_) => Vec::new(),
    };
    Observation {
        id: stored.id,
        version: stored.version,
        children: children(&stored),
        observed_on: stored.observed_on,
        may_change: actor.may(&ChangeObservation { rules, author: stored.author }),
        may_share,
        troubles: Vec::new(),
        left,
        without_contact,
        text: stored.text,
        areas: stored.areas,
        author: stored.author_name,
        created: clock.words_to_the_minute(stored.created_at),
        changed: stored.changed.map(|(by, at)| (by, clock.words_to_the_minute(at))),
        photos: stored.photos,
        shared: stored.shared.map(|(by, at)| SharedWithHome { at: clock.words_to_the_minute(at), by }),
    }
}
