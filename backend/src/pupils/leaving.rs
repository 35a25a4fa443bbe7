//! Saying that a pupil has left the school, and that they are back. Nothing of theirs is changed by it: every list
//! compares the leaving date with today, so marks, observations and who worked with them are there if they come back.

use super::{rules, rules_in, today};
use crate::Backend;
use crate::session::Actor;
use crate::store::Entry;
use domain::access::{Action as _, BringPupilBack, MarkPupilLeft};
use domain::audit::{LoggedAction, PUPIL};
use domain::day::Day;
use domain::id::PupilId;
use domain::problem::Problem;
use domain::pupil::{LEFT_ON, LeavingDays, LeavingForm};
use serde_json::{Value, json};

/// Sets the first day without a pupil. It is idempotent.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not; [`Problem::NotFound`] when the school does not have the pupil;
/// [`Problem::Form`] when the day cannot be used.
pub async fn mark_left(backend: &Backend, actor: &Actor, pupil: PupilId, form: &LeavingForm) -> Result<(), Problem> {
    let before = &rules(backend, actor).await?;
    let permit = actor.permit(MarkPupilLeft { rules: before })?;
    let on = form.parse(LeavingDays::around(today(backend)?)).map_err(Problem::Form)?;
    let (mut change, actor, permit) = backend.change_with(actor, permit).await?;
    let rules = &rules_in(&mut change, &actor, &permit).await?;
    let permit = actor.permit(MarkPupilLeft { rules })?;
    let known = change.leaving_pupil(&permit, pupil).await?.ok_or(Problem::NotFound)?;
    if known.left_on == Some(on) {
        return Ok(());
    }
    change.set_left_on(&permit, pupil, Some(on)).await?;
    change.record(entry(MarkPupilLeft::LOGGED, (pupil, known.name), known.left_on, Some(on))).await?;
    Ok(change.commit().await?)
}

/// Clears a pupil's leaving date: they are at the school, with the staff who worked with them before. It is idempotent.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not; [`Problem::NotFound`] when the school does not have the pupil.
pub async fn bring_back(backend: &Backend, actor: &Actor, pupil: PupilId) -> Result<(), Problem> {
    let before = &rules(backend, actor).await?;
    let permit = actor.permit(BringPupilBack { rules: before })?;
    let (mut change, actor, permit) = backend.change_with(actor, permit).await?;
    let rules = &rules_in(&mut change, &actor, &permit).await?;
    let permit = actor.permit(BringPupilBack { rules })?;
    let known = change.leaving_pupil(&permit, pupil).await?.ok_or(Problem::NotFound)?;
    if known.left_on.is_none() {
        return Ok(());
    }
    change.set_left_on(&permit, pupil, None).await?;
    change.record(entry(BringPupilBack::LOGGED, (pupil, known.name), known.left_on, None)).await?;
    Ok(change.commit().await?)
}

/// The entry for a leaving date that was set or cleared.
pub(crate) fn entry(
    action: LoggedAction,
    (pupil, name): (PupilId, String),
    old: Option<Day>,
    new: Option<Day>,
) -> Entry<'static> {
    let value = |on: Option<Day>| -> Option<Value> { on.map(|on| json!({ LEFT_ON: on.to_string() })) };
    Entry {
        action,
        subject_kind: PUPIL,
        subject_id: pupil.to_string(),
        subject_name: Some(name),
        old_value: value(old),
        new_value: value(new),
    }
}
