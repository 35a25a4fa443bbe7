use crate::Backend;
use crate::session::Actor;
use crate::store::Entry;
use domain::access::{Action as _, ListUsers, SetAttributes};
use domain::attribute::{AttributeChange, AttributeStep, AttributeValue, field_of};
use domain::id::MemberId;
use domain::problem::{FieldError, Problem};
use serde_json::{Map, Value};

/// Makes the changes somebody has seen and confirmed, all of them or none; gives those that were made.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not; [`Problem::NotFound`] when the school has no such person;
/// [`Problem::Form`] with every attribute that is not as it was seen, or cannot be so.
pub async fn set(
    backend: &Backend,
    actor: &Actor,
    member: MemberId,
    steps: &[AttributeStep],
) -> Result<Vec<AttributeChange>, Problem> {
    // Nobody but those who see the list learns which ids exist.
    let _lists_users = actor.permit(ListUsers)?;
    let (mut change, actor) = backend.change_by(actor).await?;
    let subject = change.member(member).await?.ok_or(Problem::NotFound)?;
    let permit = actor.permit(SetAttributes { subject: subject.subject(), access: subject.access_at(change.at()) })?;
    let held = change.attributes_of(&permit).await?;
    let (mut changes, mut errors) = (Vec::new(), Vec::new());
    for step in steps {
        let Some(held) = held.iter().find(|held| held.attribute.id == step.attribute) else {
            return Err(Problem::NotFound);
        };
        match step.check(held) {
            Ok(change) => changes.extend(change),
            Err(sentence) => errors.push(FieldError::new(&field_of(step.attribute), sentence)),
        }
    }
    if !errors.is_empty() {
        return Err(Problem::Form(errors));
    }
    if changes.is_empty() {
        return Ok(changes);
    }
    let values: Vec<_> = changes.iter().map(|change| (change.attribute, change.new.clone())).collect();
    change.set_attributes(&permit, &values).await?;
    change.record(entry(member, subject.name(), &changes)).await?;
    change.commit().await?;
    Ok(changes)
}

/// What the audit log keeps of changes to what is known of somebody: under each attribute's name what was, and what is.
pub(crate) fn entry(member: MemberId, name: String, changes: &[AttributeChange]) -> Entry<'static> {
    let values = |side: fn(&AttributeChange) -> Option<&AttributeValue>| {
        let named = |change: &AttributeChange| Some((change.name.clone(), Value::from(side(change)?.shown())));
        let values: Map<_, _> = changes.iter().filter_map(named).collect();
        (!values.is_empty()).then_some(Value::Object(values))
    };
    Entry {
        action: SetAttributes::NAME,
        subject_kind: "user",
        subject_id: member.to_string(),
        subject_name: Some(name),
        old_value: values(|change| change.old.as_ref()),
        new_value: values(|change| change.new.as_ref()),
    }
}
