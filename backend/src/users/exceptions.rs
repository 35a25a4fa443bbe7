//! Exceptions for one person: making and ending them, and recording those that have ended.

use crate::Backend;
use crate::access::{Permit, Scheduler};
use crate::clock::Clock;
use crate::session::Actor;
use crate::store::{
    Author, NewStoredException, SchoolTransaction, StoreError, StoredException, StoredMember, in_force,
};
use domain::access::{Action as _, Authority, Denial, EditUser, EndException, Grants, ListUsers, MakeException};
use domain::audit::LoggedEvent;
use domain::catalogue::Feature;
use domain::exception::{ExceptionForm, ExceptionSummary, NewException, SwitchesForm};
use domain::id::MemberId;
use domain::moment::Moment;
use domain::permission::{Exceptions, Rules, SchoolRoles, decide};
use domain::problem::Problem;
use domain::school::SchoolSettings;
use serde_json::{Value, json};

/// The exceptions for `member` that are in force or yet to begin, as a reader with these grants sees them.
pub(super) fn lines(
    stored: &[StoredException],
    member: &StoredMember,
    grants: &Grants,
    authority: &Authority<'_>,
    school: &SchoolRoles,
    now: Moment,
) -> Vec<ExceptionSummary> {
    let line = |one: &StoredException| ExceptionSummary {
        may_end: ending(one, member, authority, school, now).check(grants),
        code: one.code.clone(),
        feature: one.feature(),
        allowed: one.allowed,
        starts_on: one.starts_on,
        ends_on: one.ends_on,
        reason: one.reason.clone().unwrap_or_default(),
        by: one.by.clone(),
        is_in_force: one.is_in_force(now),
    };
    stored.iter().filter(|one| !one.is_over(now)).map(line).collect()
}

/// Makes an exception for a member, replacing any for the same permission.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not, or lacks the permission to be given; [`Problem::Form`] with every field
/// that needs correcting; [`Problem::NotFound`] when the school has no such person.
pub async fn make_exception(
    backend: &Backend,
    actor: &Actor,
    member: MemberId,
    form: &ExceptionForm,
) -> Result<(), Problem> {
    let (mut change, ExceptionChange { actor, stored, settings, lists_users }) = begin(backend, actor, member).await?;
    let today = Clock::day_of(change.at()).ok_or(Problem::Unexpected)?;
    let new = form.parse(today, &settings.products).map_err(Problem::Form)?;
    put(&mut change, (&actor, &lists_users), &stored, &settings.roles, &new).await?;
    Ok(change.commit().await?)
}

/// Sets permissions that are switched for each person; a switch that agrees with the role needs no exception.
///
/// # Errors
/// As [`make_exception`].
pub async fn set_switches(
    backend: &Backend,
    actor: &Actor,
    member: MemberId,
    form: &SwitchesForm,
) -> Result<(), Problem> {
    let (mut change, ExceptionChange { actor, stored, settings, lists_users }) = begin(backend, actor, member).await?;
    let today = Clock::day_of(change.at()).ok_or(Problem::Unexpected)?;
    let held = change.exceptions(&lists_users, member).await?;
    let rules = Rules { roles: settings.roles.clone(), exceptions: in_force(&held, change.at()) };
    let own = own_exceptions(&mut change, &actor).await?;
    let authority = Authority::of(actor.grants(), &own, &settings.roles);
    let mut changed = false;
    for (feature, on) in form.changes(&settings.products) {
        let answer = rules.answer(feature, stored.roles.role_in(feature.product()));
        if answer.allowed() == on {
            continue;
        }
        changed = true;
        if answer.by_role.is_some_and(|(_, decision)| decision.allowed == on) {
            let Some(one) = held.iter().find(|one| one.code == feature.code()) else { continue };
            let permit = actor.permit(ending(one, &stored, &authority, &settings.roles, change.at()))?;
            change.remove_exception(&permit, &one.code).await?;
            change.record(stored.entry(EndException::LOGGED, Some(value(one)), None)).await?;
        } else {
            let new = NewException { feature, allowed: on, starts_on: today, ends_on: None, reason: None };
            put(&mut change, (&actor, &lists_users), &stored, &settings.roles, &new).await?;
        }
    }
    if changed { Ok(change.commit().await?) } else { Ok(()) }
}

/// Ends an exception early, or deletes one yet to begin.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not, or lacks the permission that it would give back; [`Problem::NotFound`]
/// when the school has no such person, or they have no such exception.
pub async fn end_exception(backend: &Backend, actor: &Actor, member: MemberId, code: &str) -> Result<(), Problem> {
    let (mut change, ExceptionChange { actor, stored, settings, lists_users }) = begin(backend, actor, member).await?;
    let held = change.exceptions(&lists_users, member).await?;
    let one = held.iter().find(|one| one.code == code).ok_or(Problem::NotFound)?;
    let own = own_exceptions(&mut change, &actor).await?;
    let authority = Authority::of(actor.grants(), &own, &settings.roles);
    let permit = actor.permit(ending(one, &stored, &authority, &settings.roles, change.at()))?;
    change.remove_exception(&permit, code).await?;
    change.record(stored.entry(EndException::LOGGED, Some(value(one)), None)).await?;
    Ok(change.commit().await?)
}

/// Records exceptions that have ended in the log, and notifies open pages of those that began or ended; gives how
/// many.
///
/// # Errors
/// When the database does not answer.
pub async fn settle_exceptions(backend: &Backend) -> Result<u64, StoreError> {
    let (now, scheduler) = (backend.clock().now(), Scheduler::new());
    let mut count = 0;
    for school in backend.store().schools_with_due_exceptions(&scheduler, now).await? {
        let mut change = SchoolTransaction::begin(backend.store(), &scheduler, school, Author::Rolecall, now).await?;
        let (over, began) = change.settle_exceptions(&scheduler).await?;
        for one in &over {
            if let Some(stored) = change.member(&scheduler, one.member).await? {
                change.record(stored.entry(LoggedEvent::EndExceptionByDate.logged(), Some(value(one)), None)).await?;
            }
        }
        let due = began + over.len() as u64;
        if due > 0 {
            change.commit().await?;
        }
        count += due;
    }
    Ok(count)
}

/// A transaction on a person's exceptions.
struct ExceptionChange {
    actor: Actor,
    stored: StoredMember,
    settings: SchoolSettings,
    lists_users: Permit<ListUsers>,
}

/// Begins a transaction by `actor` on a member's exceptions. An actor who may not change this person learns nothing
/// about the form.
async fn begin(
    backend: &Backend,
    actor: &Actor,
    member: MemberId,
) -> Result<(SchoolTransaction, ExceptionChange), Problem> {
    let (mut change, actor, lists_users) = backend.change_with(actor, actor.permit(ListUsers)?).await?;
    let at = change.at();
    let stored =
        change.member(&lists_users, member).await?.filter(|stored| !stored.is_gone(at)).ok_or(Problem::NotFound)?;
    actor.may(&EditUser { subject: stored.subject(), access: stored.access_at(at) })?;
    let settings = change.settings(&lists_users).await?;
    Ok((change, ExceptionChange { actor, stored, settings, lists_users }))
}

async fn put(
    change: &mut SchoolTransaction,
    (actor, lists_users): (&Actor, &Permit<ListUsers>),
    stored: &StoredMember,
    school: &SchoolRoles,
    new: &NewException,
) -> Result<(), Problem> {
    let (at, feature) = (change.at(), new.feature);
    let own = own_exceptions(change, actor).await?;
    let authority = Authority::of(actor.grants(), &own, school);
    let before = change.exceptions(lists_users, stored.id).await?.into_iter().find(|one| one.code == feature.code());
    if let Some(before) = before.as_ref().filter(|before| before.by_owner) {
        // Replacing an exception made by the owner counts as ending it.
        actor.may(&ending(before, stored, &authority, school, at))?;
    }
    let permit = actor.permit(MakeException {
        subject: stored.subject(),
        access: stored.access_at(at),
        feature,
        allowed: new.allowed,
        may_give: authority.gives(feature, stored.roles.role_in(feature.product())),
    })?;
    change.put_exception(&permit, &timed(new, authority.is_owner())?).await?;
    let old = before.as_ref().map(value);
    change.record(stored.entry(MakeException::LOGGED, old, Some(recorded(new)))).await?;
    Ok(())
}

/// The action of ending `one` for `stored`: ending a denial gives back what the role gives.
fn ending(
    one: &StoredException,
    stored: &StoredMember,
    authority: &Authority<'_>,
    school: &SchoolRoles,
    at: Moment,
) -> EndException {
    let held_back = one.feature().filter(|feature| one.allowed == feature.is_restriction());
    let able = |feature: Feature| {
        let role = stored.roles.role_in(feature.product());
        role.is_some_and(|role| decide(feature, role, school).allowed != feature.is_restriction())
    };
    EndException {
        subject: stored.subject(),
        access: stored.access_at(at),
        lets_do_more: held_back.is_some_and(|feature| one.by_owner || able(feature)),
        may_give: match held_back {
            Some(_) if one.by_owner && !authority.is_owner() => Err(Denial::OwnerDecided),
            Some(feature) => authority.reaches(feature),
            None => Ok(()),
        },
    }
}

/// A new exception with its beginning and end as moments.
pub(crate) fn timed(new: &NewException, by_owner: bool) -> Result<NewStoredException<'_>, Problem> {
    let ends_at = match new.ends_on {
        Some(day) => Some(Clock::end_of(day).ok_or(Problem::Unexpected)?),
        None => None,
    };
    Ok(NewStoredException {
        allowed: new.allowed,
        starts_on: new.starts_on,
        ends_on: new.ends_on,
        starts_at: Clock::start_of(new.starts_on).ok_or(Problem::Unexpected)?,
        ends_at,
        reason: new.reason.as_deref(),
        by_owner,
    })
}

/// The audit log's value for a new exception.
pub(crate) fn recorded(new: &NewException) -> Value {
    json!({
        "permission": new.feature.code(),
        "allowed": new.allowed,
        "starts_on": new.starts_on.to_string(),
        "ends_on": new.ends_on.map(|day| day.to_string()),
        "reason": new.reason,
    })
}

/// The actor's own exceptions: nobody can give what an exception denies them.
pub(crate) async fn own_exceptions(change: &mut SchoolTransaction, actor: &Actor) -> Result<Exceptions, Problem> {
    Ok(in_force(&change.own_exceptions(actor).await?, change.at()))
}

/// The audit log's value for an exception.
fn value(one: &StoredException) -> Value {
    json!({
        "permission": one.code,
        "allowed": one.allowed,
        "starts_on": one.starts_on.to_string(),
        "ends_on": one.ends_on.map(|day| day.to_string()),
        "reason": one.reason,
    })
}
