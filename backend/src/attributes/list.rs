//! The attributes as the settings page lists them, with the number of people who have a value.

use crate::Backend;
use crate::session::Actor;
use domain::access::ViewSettings;
use domain::attribute::AttributeRow;
use domain::problem::Problem;

/// Every attribute of the school with the number of people who have a value: those in use, in order, then the retired
/// ones.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not see the settings.
pub async fn list(backend: &Backend, actor: &Actor) -> Result<Vec<AttributeRow>, Problem> {
    let permit = actor.permit(ViewSettings)?;
    Ok(backend.store().attribute_rows(&permit).await?)
}
