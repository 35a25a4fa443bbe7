//! A person's page: their details, what the actor may do with them, and the form that edits them.

use super::exceptions;
use super::list::row;
use crate::Backend;
use crate::session::Actor;
use crate::store::StoredMember;
use domain::access::{
    Action as _, Authority, DeleteUser, EditUser, Grants, ListUsers, RestoreUser, RevokeAccess, RevokeInvitation,
    SendInvitation,
};
use domain::attribute::{AttributesInput, HeldAttribute};
use domain::form::edit::EditForm;
use domain::form::user::{UserField, UserForm};
use domain::id::MemberId;
use domain::member::PlainTyped;
use domain::moment::{DAY, Moment};
use domain::person::{AccessNote, Countdown, MemberAction, Person, restorable_until};
use domain::problem::Problem;
use domain::user::Access;

/// Everything on a person's page.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not see the list of people; [`Problem::NotFound`] when the school has no
/// such person, or they were deleted too long ago.
pub async fn person(backend: &Backend, actor: &Actor, member: MemberId) -> Result<Person, Problem> {
    let permit = actor.permit(ListUsers)?;
    let (store, clock) = (backend.store(), backend.clock());
    let now = clock.now();
    let stored = store.member(&permit, member).await?.filter(|stored| !stored.is_gone(now)).ok_or(Problem::NotFound)?;
    let listed = store.listed_members(&permit, &[member], 1).await?.into_iter().next().ok_or(Problem::NotFound)?;
    let note = store.access_note(&permit, member).await?;
    let held = store.attributes_of(&permit, &[member]).await?.held_by(member);
    let exceptions = store.exceptions_of(&permit, &[member]).await?.remove(&member).unwrap_or_default();
    let own = store.own_exceptions(actor, now).await?;
    let open_sessions = store.count_sessions(&permit, member, now).await?;
    let access = stored.access_at(now);
    let edit = EditUser { subject: stored.subject(), access };
    let settings = crate::school::settings_of(backend, actor).await?;
    let authority = Authority::of(actor.grants(), &own, &settings.roles);
    let lines = exceptions::lines(&exceptions, &stored, actor.grants(), &authority, &settings.roles, now);
    Ok(Person {
        row: row(listed, actor.grants(), clock, now, &settings.roles),
        form: form_of(&stored, &held, now),
        attributes: held,
        roles: stored.roles.clone(),
        exceptions: lines,
        registration: stored.registration,
        from_mis: stored.mis_fed && settings.is_mis_fed,
        access,
        access_note: note.map(|note| AccessNote {
            since: clock.words(note.since),
            by: note.by.unwrap_or_default(),
            reason: note.reason,
        }),
        restorable: stored.deleted_at.filter(|_| access == Access::Deleted).map(|at| countdown(backend, at, now)),
        open_sessions,
        may_edit: edit.check(actor.grants()),
        acts: MemberAction::ALL.into_iter().filter(|act| may(*act, &stored, actor.grants(), now)).collect(),
    })
}

fn countdown(backend: &Backend, deleted_at: Moment, now: Moment) -> Countdown {
    let until = restorable_until(deleted_at);
    let days = until.since(now).max(0).unsigned_abs().div_ceil(DAY.unsigned_abs());
    Countdown { until: backend.clock().words(until), days: u32::try_from(days).unwrap_or(u32::MAX) }
}

/// Whether a reader with these grants may do this.
fn may(act: MemberAction, stored: &StoredMember, grants: &Grants, now: Moment) -> bool {
    let (subject, registration, access) = (stored.subject(), stored.registration, stored.access_at(now));
    let checked = match act {
        MemberAction::Invite => {
            SendInvitation { subject, registration, access, has_email: !stored.email.is_empty() }.check(grants)
        }
        MemberAction::RevokeInvitation => RevokeInvitation { subject, registration }.check(grants),
        MemberAction::RevokeAccess => RevokeAccess { subject, access, registration }.check(grants),
        MemberAction::Delete => DeleteUser { subject, access }.check(grants),
        MemberAction::Restore => RestoreUser { subject, access, roles: stored.roles.clone() }.check(grants),
    };
    checked.is_ok()
}

/// The form that edits a person, as of `now`.
pub(super) fn form_of(stored: &StoredMember, held: &[HeldAttribute], now: Moment) -> EditForm {
    let mut user = UserForm {
        first_name: stored.first_name.clone(),
        last_name: stored.last_name.clone(),
        email: stored.email.clone(),
        title: stored.title.clone().unwrap_or_default(),
        job_title: stored.job_title.clone().unwrap_or_default(),
        username: stored.username.clone().unwrap_or_default(),
        staff_code: stored.staff_code.clone().unwrap_or_default(),
        plain: PlainTyped::of(&stored.plain),
        role: stored.roles.main.code().into_owned(),
        ..UserForm::default()
    };
    for (product, role) in stored.roles.others() {
        user.set(UserField::Role(product), role.code().into_owned());
    }
    let leaving_on = stored.leaving_on.map(|day| day.to_string()).unwrap_or_default();
    let attributes = AttributesInput::of(held);
    let mut form = EditForm { user, leaving_on, attributes, ..EditForm::default() };
    form.set_access(stored.access_at(now));
    form
}
