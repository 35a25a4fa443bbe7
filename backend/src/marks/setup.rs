//! How the school assesses: codes, objectives, subjects and half-terms.

use crate::Backend;
use crate::pupils::rules;
use crate::session::Actor;
use crate::store::Entry;
use domain::access::{Action as _, SetUpAssessment};
use domain::assessment::{AssessmentSettings, MarkCode, SummativeSet};
use domain::form::assessment::AssessmentForm;
use domain::problem::Problem;
use serde_json::{Value, json};

/// The school's assessment settings, for readers who may change them.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not.
pub async fn assessment(backend: &Backend, actor: &Actor) -> Result<AssessmentSettings, Problem> {
    let rules = &rules(backend, actor).await?;
    let permit = actor.permit(SetUpAssessment { rules })?;
    Ok(backend.store().assessment_settings(&permit).await?)
}

/// Changes how the school assesses. Marks that were entered stay as they are.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not; [`Problem::Form`] with every field that needs correcting.
pub async fn set_up(backend: &Backend, actor: &Actor, form: &AssessmentForm) -> Result<(), Problem> {
    let rules = &rules(backend, actor).await?;
    let permit = actor.permit(SetUpAssessment { rules })?;
    let new = form.parse().map_err(Problem::Form)?;
    let (mut change, _, permit) = backend.change_with(actor, permit).await?;
    let before = change.assessment_settings(&permit).await?;
    if before == new {
        return Ok(());
    }
    change.set_assessment(&permit, &new).await?;
    let changed = |one: Value, other: &Value| match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            Value::Object(one.into_iter().filter(|(field, value)| other.get(field) != Some(value)).collect())
        }
        (one, _) => one,
    };
    let (old, now) = (value(&before), value(&new));
    change
        .record(Entry {
            action: SetUpAssessment::LOGGED,
            subject_kind: "school",
            subject_id: change.school().to_string(),
            old_value: Some(changed(old.clone(), &now)),
            new_value: Some(changed(now, &old)),
            ..Entry::default()
        })
        .await?;
    Ok(change.commit().await?)
}

/// The settings as the log keeps them: codes, and what the school wrote itself.
fn value(settings: &AssessmentSettings) -> Value {
    let codes = match &settings.summative {
        SummativeSet::Own(codes) => codes.iter().map(MarkCode::said).collect(),
        shipped @ (SummativeSet::AgeRelated | SummativeSet::Standards) => Value::from(shipped.code()),
    };
    let subjects: Vec<_> = settings.subjects.iter().map(|subject| subject.code()).collect();
    let starts: Vec<_> = settings.half_terms.all().iter().map(|(month, day)| format!("{day}/{month}")).collect();
    json!({
        "codes": codes,
        "objectives": settings.objectives.code(),
        "subjects": subjects,
        "half_terms": starts,
    })
}
