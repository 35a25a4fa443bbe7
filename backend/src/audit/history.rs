//! One person's history: the entries about them, and the roles they had and when.

use super::{PupilNames, page, row};
use crate::Backend;
use crate::access::Permit;
use crate::clock::Clock;
use crate::session::Actor;
use crate::store::{StoredEntry, StoredMember, logged_fields};
use domain::access::{ListUsers, ViewHistory};
use domain::audit::{AuditListing, FieldValue, HistoryPage, LoggedValue, RoleEvent, RolePeriod, RoleRow, role_times};
use domain::id::MemberId;
use domain::permission::SchoolRoles;
use domain::problem::Problem;

/// One page of the entries about a person, the newest first, with every role they have had.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not act on them; [`Problem::NotFound`] when the school has no such person.
pub async fn history(backend: &Backend, actor: &Actor, member: MemberId, asked: u32) -> Result<HistoryPage, Problem> {
    let store = backend.store();
    let (person, permit) = permit(backend, actor, member).await?;
    let total = store.count_history(&permit).await?;
    let (number, pages, stretch) = page(asked, total, AuditListing::SIZE);
    let found = store.history(&permit, stretch).await?;
    let steps: Vec<_> = store.role_entries(&permit).await?.into_iter().map(step).collect();
    let products = crate::school::settings_at(backend, actor, actor.numbers()).await?.products;
    let named = store.roles_ever(actor).await?;
    let clock = backend.clock();
    let names_of_pupils = PupilNames::of(backend, actor).await?;
    let times = role_times(&products, &steps, Some(&person.roles));
    Ok(HistoryPage {
        member,
        name: person.name(),
        roles: times.into_iter().map(|time| role(time, clock, &named)).collect(),
        rows: found.into_iter().map(|entry| row(entry, clock, &named, names_of_pupils)).collect(),
        total,
        page: number,
        pages,
    })
}

/// The person, and the permit to see their history.
async fn permit(
    backend: &Backend,
    actor: &Actor,
    member: MemberId,
) -> Result<(StoredMember, Permit<ViewHistory>), Problem> {
    // Checked first: an actor who may not see people at all does not learn whether the id exists.
    let lists = actor.permit(ListUsers)?;
    let person = backend.store().member(&lists, member).await?.ok_or(Problem::NotFound)?;
    let permit = actor.permit(ViewHistory { subject: person.subject() })?;
    Ok((person, permit))
}

fn step(entry: StoredEntry) -> RoleEvent {
    let mut new = logged_fields(entry.new_value.as_deref());
    // A field with an old value and no new one was removed.
    for (name, _) in logged_fields(entry.old_value.as_deref()) {
        if new.iter().all(|(field, _)| *field != name) {
            new.push((name, FieldValue::Nothing));
        }
    }
    RoleEvent { at: entry.at, by: entry.actor_name, new }
}

fn role(time: RolePeriod, clock: &Clock, roles: &SchoolRoles) -> RoleRow {
    RoleRow {
        product: time.product,
        role: LoggedValue::role(&time.role, roles),
        from: time.from.map(|at| clock.words(at)),
        until: time.until.map(|at| clock.words(at)),
        by: time.by,
    }
}
