//! Leaving: what ends when a person leaves, and what others have to take over.

use crate::Backend;
use crate::session::Actor;
use domain::access::{Action as _, EditUser, ListUsers};
use domain::id::MemberId;
use domain::leaving::{AccessEffect, HandoverTask, LeavingState, LeavingSummary, PupilHandover};
use domain::problem::Problem;
use domain::pupil::WorkerKind;
use domain::role::Role;
use domain::user::Registration;

/// What ends when a person leaves, and what others have to take over; the same before and after their last day.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not see the list of people; [`Problem::NotFound`] when the school has no
/// such person.
pub async fn leaving(backend: &Backend, actor: &Actor, member: MemberId) -> Result<LeavingSummary, Problem> {
    let permit = actor.permit(ListUsers)?;
    let (store, now) = (backend.store(), backend.clock().now());
    let stored = store.member(&permit, member).await?.filter(|stored| !stored.is_gone(now)).ok_or(Problem::NotFound)?;
    let settings = crate::school::settings_of(backend, actor).await?;
    let mut ends = Vec::new();
    match stored.registration {
        Registration::Registered => {
            let sessions = store.count_sessions(&permit, member, now).await?;
            ends.push(AccessEffect::SignIn { email: stored.email.clone(), sessions });
        }
        Registration::Invited { until } if until > now => {
            ends.push(AccessEffect::Invitation { email: stored.email.clone() })
        }
        Registration::Invited { .. } | Registration::NotRegistered => {}
    }
    ends.extend(settings.products.iter().copied().filter_map(|product| {
        let role = stored.roles.role_in(product)?;
        Some(AccessEffect::Role { product, role: settings.roles.named(role) })
    }));
    let exceptions = store.exceptions_of(&permit, &[member]).await?.remove(&member).unwrap_or_default();
    let children = store.pupils_of(&permit, member, crate::pupils::today(backend)?).await?;
    let with = |wanted: WorkerKind| counted(children.iter().filter(|(kind, _)| *kind == wanted).count());
    for (count, ending) in [
        (
            counted(exceptions.iter().filter(|one| !one.is_over(now)).count()),
            AccessEffect::Exceptions as fn(u32) -> AccessEffect,
        ),
        (with(WorkerKind::Worker), AccessEffect::OtherChildren),
    ] {
        if count > 0 {
            ends.push(ending(count));
        }
    }
    let mut duties = Vec::new();
    if stored.roles.level() == Role::AccountOwner {
        duties.push(HandoverTask::Ownership { is_reader: actor.member() == member });
    }
    let offer = store.own_offer(actor, now).await?;
    if offer.is_some_and(|offer| offer.member == member && offer.owner == actor.member()) {
        duties.push(HandoverTask::OwnershipOffer);
    }
    if with(WorkerKind::Key) > 0 {
        duties.push(HandoverTask::KeyChildren(with(WorkerKind::Key)));
    }
    let granted = store.exceptions_granted_by(&permit, member, now).await?;
    if !granted.is_empty() {
        duties.push(HandoverTask::ExceptionsGranted(granted));
    }
    let changed = store.roles_changed_by(&permit, member).await?.into_iter().filter(|role| settings.roles.has(*role));
    let changed: Vec<_> = changed.map(|role| settings.roles.named(role)).collect();
    if !changed.is_empty() {
        duties.push(HandoverTask::RolesChanged(changed));
    }
    let access = stored.access_at(now);
    let edit = EditUser { subject: stored.subject(), access };
    Ok(LeavingSummary {
        member,
        name: stored.name(),
        state: LeavingState::of(access, stored.leaving_on),
        first_name: stored.first_name,
        ends,
        duties,
        may_edit: edit.check(actor.grants()),
    })
}

/// The Pupil Picker's form for `to` with all key children of `from`. It shows a summary before anything changes.
///
/// # Errors
/// As [`children_of`](crate::pupils::children_of), for either of them.
pub async fn hand_over(
    backend: &Backend,
    actor: &Actor,
    from: MemberId,
    to: MemberId,
) -> Result<PupilHandover, Problem> {
    let theirs = crate::pupils::children_of(backend, actor, from).await?.key;
    let taker = crate::pupils::children_of(backend, actor, to).await?;
    let was: Vec<_> = taker.key.iter().map(|child| child.pupil).collect();
    let new = theirs.iter().map(|child| child.pupil).filter(|pupil| !was.contains(pupil));
    Ok(PupilHandover { to, name: taker.name, picked: was.iter().copied().chain(new).collect(), was })
}

fn counted(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
