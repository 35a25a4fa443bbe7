//! Whether an email address or username is free, asked while a form is being filled in.

use crate::Backend;
use crate::session::Actor;
use crate::store::ValueHolder;
use domain::access::AddUsers;
use domain::name::{EmailAddress, Username};
use domain::problem::Problem;
use domain::school::Availability;

/// Whether this email is still free in the school. Reveals nothing about other schools. An invalid address counts as
/// free.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not add people.
pub async fn email_availability(backend: &Backend, actor: &Actor, email: &str) -> Result<Availability, Problem> {
    let permit = actor.permit(AddUsers)?;
    let Ok(email) = EmailAddress::parse(email) else { return Ok(Availability::Free) };
    Ok(availability(backend.store().taken(&permit, Some(&email), None).await?.email))
}

/// Whether this username is still free in the school. An invalid username counts as free.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not add people.
pub async fn username_availability(backend: &Backend, actor: &Actor, username: &str) -> Result<Availability, Problem> {
    let permit = actor.permit(AddUsers)?;
    let Ok(username) = Username::parse(username) else { return Ok(Availability::Free) };
    Ok(availability(backend.store().taken(&permit, None, Some(&username)).await?.username))
}

fn availability(holder: Option<ValueHolder>) -> Availability {
    let Some(ValueHolder { member, name, deleted_at }) = holder else { return Availability::Free };
    match deleted_at.and_then(crate::clock::deleted_at) {
        Some(deleted) => Availability::Deleted { member, deleted },
        None => Availability::Taken { member, name },
    }
}
