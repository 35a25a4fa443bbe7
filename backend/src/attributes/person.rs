use crate::Backend;
use crate::session::Actor;
use domain::access::{Action as _, ListUsers, SetAttributes};
use domain::attribute::PersonAttributes;
use domain::id::MemberId;
use domain::problem::Problem;

/// What is known of somebody, and whether the reader may change it.
///
/// # Errors
/// [`Problem::Denied`] to whoever may not see the list of people; [`Problem::NotFound`] when the school has no such person.
pub async fn person(backend: &Backend, actor: &Actor, member: MemberId) -> Result<PersonAttributes, Problem> {
    let permit = actor.permit(ListUsers)?;
    let found = backend.store().member(&permit, member).await?.ok_or(Problem::NotFound)?;
    let held = backend.store().attributes_of(&permit, &[member]).await?.held_by(member);
    let sets = SetAttributes { subject: found.subject(), access: found.access_at(backend.clock().now()) };
    Ok(PersonAttributes {
        member,
        name: found.name(),
        held,
        may_set: sets.check(actor.grants()).map_err(|denial| denial.sentence()),
    })
}
