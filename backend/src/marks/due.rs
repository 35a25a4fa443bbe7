//! What is due from the actor in this half-term: marks of their own children.

use crate::Backend;
use crate::pupils::{rules, today};
use crate::session::Actor;
use crate::store::{MarkRange, MarkedPupils, StoredMark};
use domain::access::{EnterMarks, NamePupils, ReadMarks};
use domain::assessment::{AcademicYear, DueMarks, DueSubject, MarkKind};
use domain::problem::Problem;

/// The summative marks of this half-term that the actor's own children still lack. `None` for actors who enter none, or
/// have no children of their own.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not see pupils at all.
pub async fn due(backend: &Backend, actor: &Actor) -> Result<Option<DueMarks>, Problem> {
    let rules = &rules(backend, actor).await?;
    let kind = MarkKind::Summative;
    let enters = actor.may(&EnterMarks { rules, kind, is_past: false });
    let (Ok(()), Ok(names)) = (enters, actor.permit(NamePupils { rules })) else { return Ok(None) };
    let (store, today) = (backend.store(), today(backend)?);
    let own = store.own_named_pupils(&names, today).await?;
    let settings = store.assessment_settings(&names).await?;
    if own.is_empty() || settings.subjects.is_empty() {
        return Ok(None);
    }
    let half_term = settings.half_terms.of(today);
    let items: Vec<_> = settings.subjects.iter().map(|subject| subject.code().to_owned()).collect();
    let range = MarkRange { year: AcademicYear::of(today), kind, items: &items };
    let permit = actor.permit(ReadMarks { rules, kind })?;
    let marks = store.marks(&permit, &MarkedPupils::Of(actor.member()), range).await?;
    let now = |code: &str| {
        let is_own = |mark: &&StoredMark| own.iter().any(|(_, pupil)| pupil.id == mark.pupil);
        let of_now =
            marks.iter().filter(is_own).filter(|mark| mark.cell.item == code && mark.cell.half_term == Some(half_term));
        of_now.filter(|mark| !mark.value.is_empty()).count()
    };
    let subjects = settings
        .subjects
        .iter()
        .map(|subject| DueSubject { subject: *subject, missing: own.len().saturating_sub(now(subject.code())) })
        .filter(|due| due.missing > 0)
        .collect();
    Ok(Some(DueMarks { half_term, children: own.len(), subjects }))
}
