//! Changing the definition of an attribute. Members' values are changed in `users::edit`.

use super::add::refuse_twin;
use super::{definition, recorded};
use crate::Backend;
use crate::session::Actor;
use domain::access::ManageAttributes;
use domain::attribute::{Attribute, AttributeForm};
use domain::fault::FieldFault;
use domain::id::AttributeId;
use domain::problem::Problem;

/// Changes an attribute's name, hint and choices; its kind only while no member has a value.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not; [`Problem::NotFound`] when the attribute does not exist or is retired;
/// [`Problem::Form`] with every field that needs correcting.
pub async fn change(
    backend: &Backend,
    actor: &Actor,
    attribute: AttributeId,
    form: &AttributeForm,
) -> Result<Attribute, Problem> {
    let permit = actor.permit(ManageAttributes)?;
    let new = form.parse().map_err(Problem::Form)?;
    let (mut change, _, permit) = backend.change_with(actor, permit).await?;
    let known = change.attributes(&permit).await?;
    let before = known.iter().find(|known| known.id == attribute && !known.is_retired).ok_or(Problem::NotFound)?;
    refuse_twin(&known, &new.name, Some(attribute))?;
    let answers = change.answers(&permit, attribute).await?;
    if new.kind != before.kind && !answers.is_empty() {
        return Err(Problem::field("kind", FieldFault::KindStays(before.kind)));
    }
    let options = new.options_after(&before.options, |text| answers.iter().any(|answer| answer == text));
    let after = Attribute { options, ..new.added(attribute) };
    if after == *before {
        // Nothing was changed, so nothing is written or announced.
        return Ok(after);
    }
    change.put_attribute(&permit, &after).await?;
    change.record(recorded(&after, Some(definition(before)), Some(definition(&after)))).await?;
    change.commit().await?;
    Ok(after)
}
