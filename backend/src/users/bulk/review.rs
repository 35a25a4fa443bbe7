//! The people chosen for a bulk change, and the summary shown before it is made.

use super::outcomes::{BulkOutcomes, name_key, named};
use super::{bulk_person, refuse_role};
use crate::Backend;
use crate::session::Actor;
use crate::store::{StoredMember, in_force};
use domain::access::ListUsers;
use domain::bulk::{
    BULK_PEOPLE, BulkChange, BulkForm, BulkPeople, BulkReview, MOST_PEOPLE, NameSummary, ReviewedState,
    RoleChangeCount, read_people,
};
use domain::fault::{Fault, FieldFault};
use domain::id::{BulkId, MemberId};
use domain::invitation::InvitationEffect;
use domain::listing::UserListing;
use domain::permission::{Exceptions, RoleChoice};
use domain::problem::Problem;
use domain::user::Registration;
use std::collections::HashMap;
use uuid::Uuid;

/// The people for a bulk change: those whose ids are in `people`, or all that `listing` leaves. Those around the place
/// `from` are named.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not see the list; [`Problem::Form`] when there are none, or too many.
pub async fn bulk_people(
    backend: &Backend,
    actor: &Actor,
    people: &str,
    listing: Option<UserListing>,
    from: u32,
) -> Result<BulkPeople, Problem> {
    let permit = actor.permit(ListUsers)?;
    let members = match listing {
        Some(listing) => backend.store().find_members(&permit, &listing.tidied(), backend.clock().now()).await?,
        None => read_people(people).map_err(|error| Problem::Form(vec![error]))?,
    };
    if members.is_empty() {
        return Err(Problem::field(BULK_PEOPLE, Fault::NobodyMatches));
    }
    if members.len() > MOST_PEOPLE {
        return Err(Problem::field(BULK_PEOPLE, FieldFault::TooManyMatch(members.len() as u64)));
    }
    let last = (members.len() - 1) / NameSummary::MOST * NameSummary::MOST;
    let from = usize::try_from(from).unwrap_or(last).min(last);
    let shown = &members[from..members.len().min(from + NameSummary::MOST)];
    let mut found: Vec<_> = backend.store().members(&permit, shown).await?.into_values().collect();
    found.sort_by_cached_key(name_key);
    let named = found.iter().map(|stored| (stored.id, stored.name())).collect();
    let products = crate::school::settings_of(backend, actor).await?.products;
    Ok(BulkPeople { members, from, named, products })
}

/// Summarises the change that `form` asks for. Changes nothing.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not see the list of people; [`Problem::Form`] with every field that needs
/// correcting.
pub async fn bulk_review(backend: &Backend, actor: &Actor, form: &BulkForm) -> Result<BulkReview, Problem> {
    let permit = actor.permit(ListUsers)?;
    let settings = crate::school::settings_of(backend, actor).await?;
    let bulk = form.parse(&settings.products).map_err(Problem::Form)?;
    refuse_role(actor, bulk.change, &settings.roles)?;
    let now = backend.clock().now();
    let found = backend.store().members(&permit, &bulk.people).await?;
    let sorting = BulkOutcomes::of(&bulk.people, found, bulk.change, actor.grants(), now, None);
    let ids: Vec<MemberId> = sorting.changes.iter().map(|stored| stored.id).collect();
    let sessions = backend.store().count_sessions_of(&permit, &ids, now).await?;
    let count = |is: &dyn Fn(Registration) -> bool| {
        number(sorting.changes.iter().filter(|stored| is(bulk_person(stored, now).registration)).count())
    };
    let registered = count(&|registration| registration == Registration::Registered);
    let invited = match bulk.change {
        BulkChange::Invite => count(&|registration| matches!(registration, Registration::Invited { .. })),
        change => {
            let stays =
                |stored: &&StoredMember| change.invitation(stored.invitee(now), now) == InvitationEffect::Nothing;
            number(sorting.changes.len() - sorting.changes.iter().filter(stays).count())
        }
    };
    let excepted = backend.store().exceptions_of(&permit, &ids).await?;
    let mut moved = HashMap::<(RoleChoice, Exceptions), u32>::new();
    for stored in &sorting.changes {
        let exceptions = excepted.get(&stored.id).map(|found| in_force(found, now)).unwrap_or_default();
        *moved.entry((stored.roles.clone(), exceptions)).or_default() += 1;
    }
    let moved = moved
        .into_iter()
        .map(|((before, exceptions), people)| RoleChangeCount {
            before: before.clone(),
            after: bulk.change.roles_after(before),
            exceptions,
            people,
        })
        .filter(|moved| moved.before != moved.after);
    let mut moved: Vec<_> = moved.collect();
    moved.sort_by_key(|moved| (std::cmp::Reverse(moved.people), moved.before.level().index()));
    Ok(BulkReview {
        change: bulk.change,
        changes: named(&sorting.changes),
        already: sorting.already,
        left_out: sorting.left_out(),
        consequences: bulk.change.consequences(number(ids.len()), registered, invited, sessions),
        moved,
        form: BulkForm {
            reason: bulk.reason.unwrap_or_default(),
            seen: ReviewedState::write_all(&sorting.seen),
            key: BulkId::new(Uuid::new_v4()).to_string(),
            ..BulkForm::of(&bulk.people, bulk.change)
        },
    })
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
