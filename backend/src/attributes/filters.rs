//! The attributes offered as filters of the list of people.

use crate::Backend;
use crate::session::Actor;
use domain::access::ListUsers;
use domain::attribute::Attribute;
use domain::problem::Problem;

/// The attributes a list of people can be filtered by: those in use, in order, then the retired ones.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not see the list.
pub async fn filters(backend: &Backend, actor: &Actor) -> Result<Vec<Attribute>, Problem> {
    let permit = actor.permit(ListUsers)?;
    Ok(backend.store().attributes(&permit).await?)
}
