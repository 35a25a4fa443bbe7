//! Adding an attribute, or the suggested ones; the limits on names and number that every change shares.

use super::{definition, recorded};
use crate::Backend;
use crate::access::Permit;
use crate::search_key::normalise;
use crate::session::Actor;
use crate::store::SchoolTransaction;
use domain::access::ManageAttributes;
use domain::attribute::{Attribute, AttributeForm, MOST_ATTRIBUTES, NewAttribute, suggested};
use domain::fault::{Fault, FieldFault};
use domain::id::AttributeId;
use domain::problem::Problem;
use uuid::Uuid;

/// Adds an attribute at the end of the list.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not; [`Problem::Form`] with every field that needs correcting.
pub async fn add(backend: &Backend, actor: &Actor, form: &AttributeForm) -> Result<Attribute, Problem> {
    // An actor who may not manage attributes learns nothing about the form.
    let permit = actor.permit(ManageAttributes)?;
    let new = form.parse().map_err(Problem::Form)?;
    let (mut change, _, permit) = backend.change_with(actor, permit).await?;
    let added = put(&mut change, &permit, new).await?;
    change.commit().await?;
    Ok(added)
}

/// Adds the suggested attributes; existing ones stay as they are.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not.
pub async fn add_suggested(backend: &Backend, actor: &Actor) -> Result<(), Problem> {
    let (mut change, _, permit) = backend.change_with(actor, actor.permit(ManageAttributes)?).await?;
    for form in suggested() {
        let new = form.parse().map_err(Problem::Form)?;
        let known = change.attributes(&permit).await?;
        if known.iter().all(|known| known.is_retired || normalise(&known.name) != normalise(&new.name)) {
            put(&mut change, &permit, new).await?;
        }
    }
    change.commit().await?;
    Ok(())
}

async fn put(
    change: &mut SchoolTransaction,
    permit: &Permit<ManageAttributes>,
    new: NewAttribute,
) -> Result<Attribute, Problem> {
    let known = change.attributes(permit).await?;
    refuse_twin(&known, &new.name, None)?;
    refuse_too_many(&known)?;
    let attribute = new.added(AttributeId::new(Uuid::new_v4()));
    change.add_attribute(permit, &attribute).await?;
    change.record(recorded(&attribute, None, Some(definition(&attribute)))).await?;
    Ok(attribute)
}

/// Refuses a name that another attribute in use has, ignoring case and accents.
pub(super) fn refuse_twin(known: &[Attribute], name: &str, own: Option<AttributeId>) -> Result<(), Problem> {
    let key = normalise(name);
    let is_taken = known.iter().any(|one| !one.is_retired && Some(one.id) != own && normalise(&one.name) == key);
    if is_taken { Err(Problem::field("name", Fault::AttributeNameTaken)) } else { Ok(()) }
}

pub(super) fn refuse_too_many(known: &[Attribute]) -> Result<(), Problem> {
    if known.iter().filter(|one| !one.is_retired).count() < MOST_ATTRIBUTES {
        return Ok(());
    }
    Err(Problem::field("name", FieldFault::TooManyAttributes(u32::try_from(MOST_ATTRIBUTES).unwrap_or(u32::MAX))))
}
