use crate::Backend;
use crate::session::Actor;
use domain::access::{Action as _, ListUsers, SetAttributes, Subject};
use domain::attribute::PersonAttributes;
use domain::id::MemberId;
use domain::problem::Problem;

/// What is known of somebody, and whether the reader may change it.
///
/// # Errors
/// [`Problem::Denied`] to whoever may not see the list of people; [`Problem::NotFound`] when the school has no such person.
pub async fn person(backend: &Backend, actor: &Actor, member: MemberId) -> Result<PersonAttributes, Problem> {
    let permit = actor.permit(ListUsers)?;
    let found = backend.store().listed_members(&permit, &[member], 1).await?;
    let found = found.into_iter().next().ok_or(Problem::NotFound)?;
    let held = backend.store().attributes_of(&permit, &[member]).await?.held_by(member);
    let sets = SetAttributes { subject: Subject { member, role: found.role } };
    Ok(PersonAttributes {
        member,
        name: format!("{} {}", found.first_name, found.last_name),
        held,
        may_set: sets.check(actor.grants()).map_err(|denial| denial.sentence()),
    })
}
