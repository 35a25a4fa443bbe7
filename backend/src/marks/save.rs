//! Entering marks. Each edit is decided by itself, so that one refusal keeps no other from being saved; what is saved
//! is saved together.

use super::named::shown;
use crate::Backend;
use crate::access::Permit;
use crate::pupils::{rules, rules_in};
use crate::session::Actor;
use crate::store::{Entry, NewMark, SchoolTransaction};
use domain::access::{Action as _, EnterMarks, NamePupils};
use domain::assessment::{
    AcademicYear, AssessmentSettings, Closed, EditOutcome, EditRefused, MarkEdit, MarkKind, SavedMark,
};
use domain::day::Day;
use domain::permission::Rules;
use domain::problem::Problem;
use serde_json::json;
use std::collections::BTreeMap;

/// Saves marks; gives what became of each edit, in order.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not know pupils, or only views the school as a role; [`Problem::TooLarge`]
/// for more edits than fit one request.
pub async fn save(backend: &Backend, actor: &Actor, edits: &[MarkEdit]) -> Result<Vec<EditOutcome>, Problem> {
    if edits.len() > MarkEdit::MOST {
        return Err(Problem::TooLarge);
    }
    let before = rules(backend, actor).await?;
    let permit = actor.permit(NamePupils { rules: &before })?;
    let now = backend.clock().now();
    let (mut change, actor, permit) = SchoolTransaction::begin_entering(backend.store(), actor, permit, now).await?;
    // Read again under the lock: a role or an exception may have changed since.
    let rules = &rules_in(&mut change, &actor, &permit).await?;
    let settings = change.assessment_settings(&permit).await?;
    let today = backend.clock().today().ok_or(Problem::Unexpected)?;
    let mut entering = Entering { backend, actor: &actor, rules, settings, today, saved: BTreeMap::new() };
    let mut outcomes = Vec::with_capacity(edits.len());
    for edit in edits {
        outcomes.push(entering.enter(&mut change, edit).await?);
    }
    if entering.saved.is_empty() {
        return Ok(outcomes);
    }
    entering.record(&mut change).await?;
    change.commit().await?;
    Ok(outcomes)
}

/// What one request enters.
struct Entering<'a> {
    backend: &'a Backend,
    actor: &'a Actor,
    rules: &'a Rules,
    settings: AssessmentSettings,
    today: Day,
    /// The number of marks saved, by class, kind and year.
    saved: BTreeMap<(String, MarkKind, AcademicYear), u32>,
}

impl<'a> Entering<'a> {
    fn permit(&self, kind: MarkKind, is_past: bool) -> Result<Permit<EnterMarks<'a>>, EditOutcome> {
        let permit = self.actor.permit(EnterMarks { rules: self.rules, kind, is_past });
        permit.map_err(|denial| refused(EditRefused::Closed(Closed::Denied(denial))))
    }

    /// Saves one edit, or says why not.
    async fn enter(&mut self, change: &mut SchoolTransaction, edit: &MarkEdit) -> Result<EditOutcome, Problem> {
        let permit = match self.permit(edit.cell.kind, edit.cell.is_past(self.today)) {
            Ok(permit) => permit,
            Err(outcome) => return Ok(outcome),
        };
        let Some(pupil) = change.edited_pupil(&permit, edit.pupil).await? else {
            return Ok(refused(EditRefused::NoSuchPupil));
        };
        if let Some(on) = pupil.left_on.filter(|on| *on <= self.today) {
            return Ok(refused(EditRefused::Closed(Closed::Left { on })));
        }
        let year = pupil.year.earlier(edit.cell.year.years_to(AcademicYear::of(self.today)));
        let value = match self.value(edit, year.is_some_and(|year| edit.cell.is_for(year))) {
            Ok(value) => value,
            Err(why) => return Ok(refused(why)),
        };
        let now = change.mark(&permit, edit.pupil, &edit.cell).await?;
        let (known, version) = now.as_ref().map_or(("", 0), |mark| (&*mark.value, mark.version));
        if let Some(is_own) = change.earlier_edit(&permit, edit.key, edit.pupil, &edit.cell).await? {
            // Sent before, and answered into the void: the mark may have been changed since by somebody who saw it.
            let saved = EditOutcome::Saved(SavedMark { value: known.to_owned(), version });
            return Ok(if is_own { saved } else { refused(EditRefused::NoSuchCell) });
        }
        if known == value {
            return Ok(EditOutcome::Saved(SavedMark { value, version }));
        }
        if let Some(mark) = now.filter(|mark| mark.version != edit.base) {
            return Ok(EditOutcome::Conflict(shown(self.backend, mark)));
        }
        let version = version + 1;
        let new = NewMark { key: edit.key, pupil: edit.pupil, cell: &edit.cell, value: &value, version };
        change.put_mark(&permit, new).await?;
        *self.saved.entry((pupil.class, edit.cell.kind, edit.cell.year)).or_default() += 1;
        Ok(EditOutcome::Saved(SavedMark { value, version }))
    }

    /// The value to store.
    fn value(&self, edit: &MarkEdit, is_for: bool) -> Result<String, EditRefused> {
        let offered = AcademicYear::offered(self.today).contains(&edit.cell.year);
        let scale = edit.cell.scale(&self.settings);
        if let Some(closed) = edit.cell.not_begun(&self.settings, self.today) {
            return Err(EditRefused::Closed(closed));
        }
        let scale = scale.filter(|_| is_for && offered).ok_or(EditRefused::NoSuchCell)?;
        if edit.value.trim().is_empty() {
            return Ok(String::new());
        }
        scale.read(&edit.value).ok_or_else(|| EditRefused::WrongValue {
            typed: edit.value.trim().chars().take(EditRefused::REPEATED).collect(),
            takes: scale.in_words(),
        })
    }

    /// Tells open pages of the classes, and writes the log: an entry for each class, kind and year, without pupils' names.
    async fn record(&self, change: &mut SchoolTransaction) -> Result<(), Problem> {
        let mut raised = None;
        for ((class, kind, year), marks) in &self.saved {
            let permit = self.actor.permit(EnterMarks {
                rules: self.rules,
                kind: *kind,
                is_past: *year < AcademicYear::of(self.today),
            })?;
            if raised != Some(class) {
                change.raise_class(&permit, class).await?;
                raised = Some(class);
            }
            change
                .record(Entry {
                    action: EnterMarks::LOGGED,
                    subject_kind: "class",
                    subject_name: Some(class.clone()),
                    new_value: Some(json!({
                        "mark_kind": kind.code(),
                        "academic_year": year.begins(),
                        "marks": marks,
                    })),
                    ..Entry::default()
                })
                .await?;
        }
        Ok(())
    }
}

const fn refused(why: EditRefused) -> EditOutcome {
    EditOutcome::Refused(why)
}
