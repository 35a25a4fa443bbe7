//! Retiring an attribute and bringing it back. Values are kept either way.

use super::add::{refuse_too_many, refuse_twin};
use super::recorded;
use crate::Backend;
use crate::session::Actor;
use domain::access::ManageAttributes;
use domain::id::AttributeId;
use domain::problem::Problem;
use serde_json::json;

/// Retires an attribute. The values people have are kept.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not; [`Problem::NotFound`] when there is no such attribute.
pub async fn retire(backend: &Backend, actor: &Actor, attribute: AttributeId) -> Result<(), Problem> {
    set_retired(backend, actor, attribute, true).await
}

/// Brings a retired attribute back, at the end of the list.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not; [`Problem::NotFound`] when there is no such attribute;
/// [`Problem::Form`] when another attribute has its name by now, or the school has too many.
pub async fn bring_back(backend: &Backend, actor: &Actor, attribute: AttributeId) -> Result<(), Problem> {
    set_retired(backend, actor, attribute, false).await
}

async fn set_retired(backend: &Backend, actor: &Actor, attribute: AttributeId, retired: bool) -> Result<(), Problem> {
    let (mut change, _, permit) = backend.change_with(actor, actor.permit(ManageAttributes)?).await?;
    let known = change.attributes(&permit).await?;
    let found = known.iter().find(|known| known.id == attribute).ok_or(Problem::NotFound)?;
    if found.is_retired == retired {
        return Ok(());
    }
    if !retired {
        refuse_twin(&known, &found.name, Some(attribute))?;
        refuse_too_many(&known)?;
    }
    change.set_retired(&permit, attribute, retired).await?;
    let value = |retired: bool| Some(json!({ "retired": retired }));
    change.record(recorded(found, value(!retired), value(retired))).await?;
    change.commit().await?;
    Ok(())
}
