//! What members set themselves of what the school knows of them.

use crate::Backend;
use crate::session::Actor;
use crate::store::Entry;
use domain::access::{Action as _, ChangeOwnDetails};
use domain::member::{PlainField, PlainFields, PlainTyped};
use domain::problem::Problem;
use serde_json::{Map, Value};

/// Changes the fields that members set themselves, in this school; an empty one empties it.
///
/// # Errors
/// [`Problem::Form`] with every field that needs correcting.
pub async fn change_own_details(backend: &Backend, actor: &Actor, typed: &PlainTyped) -> Result<(), Problem> {
    let new = typed.read_own().map_err(Problem::Form)?;
    let (mut change, actor, permit) = backend.change_with(actor, actor.permit(ChangeOwnDetails)?).await?;
    let old = change.own_plain(&permit).await?;
    let changed: Vec<_> = PlainField::own().filter(|field| old.get(*field) != new.get(*field)).collect();
    if changed.is_empty() {
        return Ok(());
    }
    change.set_own_plain(&permit, &new).await?;
    change
        .record(Entry {
            action: ChangeOwnDetails::LOGGED,
            subject_kind: "user",
            subject_id: actor.member().to_string(),
            subject_name: Some(actor.name().to_owned()),
            old_value: Some(values(&changed, &old)),
            new_value: Some(values(&changed, &new)),
        })
        .await?;
    Ok(change.commit().await?)
}

fn values(changed: &[PlainField], fields: &PlainFields) -> Value {
    let value = |field: &PlainField| (field.code().to_owned(), Value::from(fields.get(*field)));
    Value::Object(changed.iter().map(value).collect::<Map<_, _>>())
}
