use super::{Person, child, names_pupils};
use crate::Backend;
use crate::session::Actor;
use domain::access::{Action as _, ListUsers};
use domain::id::MemberId;
use domain::problem::Problem;
use domain::pupil::{TheirPupils, WorkKind};

/// The pupils on a member's two lists.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not manage people, or see pupils' names; [`Problem::NotFound`] when the
/// school has no such person.
pub async fn children_of(backend: &Backend, actor: &Actor, member: MemberId) -> Result<TheirPupils, Problem> {
    let permit = actor.permit(ListUsers)?;
    names_pupils(backend, actor).await?;
    let person = Person::find(backend, &permit, member).await?;
    let pupils = backend.store().pupils_of(&permit, member).await?;
    let of = |wanted| pupils.iter().filter(|(kind, _)| *kind == wanted).map(|(_, pupil)| child(pupil)).collect();
    Ok(TheirPupils {
        name: person.name,
        key: of(WorkKind::Key),
        worker: of(WorkKind::Worker),
        may_assign: person.action.check(actor.grants()),
    })
}
