//! The pupils a member works with, as an admin sees them on the member's page.

use super::{Person, child, names_pupils, today};
use crate::Backend;
use crate::session::Actor;
use domain::access::{Action as _, ListUsers};
use domain::id::MemberId;
use domain::problem::Problem;
use domain::pupil::{AssignedPupils, WorkerKind};

/// The pupils on a member's two lists.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not manage people, or see pupils' names; [`Problem::NotFound`] when the
/// school has no such person.
pub async fn children_of(backend: &Backend, actor: &Actor, member: MemberId) -> Result<AssignedPupils, Problem> {
    let permit = actor.permit(ListUsers)?;
    names_pupils(backend, actor).await?;
    let person = Person::find(backend, &permit, member).await?;
    let pupils = backend.store().pupils_of(&permit, member, today(backend)?).await?;
    let of = |wanted| pupils.iter().filter(|(kind, _)| *kind == wanted).map(|(_, pupil)| child(pupil)).collect();
    Ok(AssignedPupils {
        name: person.name,
        key: of(WorkerKind::Key),
        worker: of(WorkerKind::Worker),
        may_assign: person.action.check(actor.grants()),
    })
}
