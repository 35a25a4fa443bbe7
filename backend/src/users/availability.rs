use crate::Backend;
use crate::session::Actor;
use domain::access::AddUsers;
use domain::name::{EmailAddress, Username};
use domain::problem::Problem;
use domain::school::Availability;

/// Whether nobody of the school has this email address yet. Says nothing about other schools. What is not an address is
/// nobody's.
///
/// # Errors
/// [`Problem::Denied`] to whoever may not add people.
pub async fn email_availability(backend: &Backend, actor: &Actor, email: &str) -> Result<Availability, Problem> {
    let permit = actor.permit(AddUsers)?;
    let Ok(email) = EmailAddress::parse(email) else { return Ok(Availability::Free) };
    let taken = backend.store().taken(&permit, Some(&email), None).await?;
    let deleted = taken.deleted.and_then(|(member, at)| Some((member, crate::clock::deleted_at(at)?)));
    Ok(match deleted {
        Some((member, deleted)) => Availability::Deleted { member, deleted },
        None => availability(taken.email),
    })
}

/// Whether nobody of the school has this username yet. What cannot be a username is nobody's.
///
/// # Errors
/// [`Problem::Denied`] to whoever may not add people.
pub async fn username_availability(backend: &Backend, actor: &Actor, username: &str) -> Result<Availability, Problem> {
    let permit = actor.permit(AddUsers)?;
    let Ok(username) = Username::parse(username) else { return Ok(Availability::Free) };
    let taken = backend.store().taken(&permit, None, Some(&username)).await?;
    Ok(availability(taken.username))
}

const fn availability(is_taken: bool) -> Availability {
    if is_taken { Availability::Taken } else { Availability::Free }
}
