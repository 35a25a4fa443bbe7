//! Changing the order of attributes, one place at a time.

use super::recorded;
use crate::Backend;
use crate::session::Actor;
use domain::access::ManageAttributes;
use domain::attribute::MoveDirection;
use domain::id::AttributeId;
use domain::problem::Problem;
use serde_json::json;

/// Moves an attribute one place in the list of those in use. At the end of the list it does not move.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not; [`Problem::NotFound`] when the attribute does not exist or is retired.
pub async fn shift(
    backend: &Backend,
    actor: &Actor,
    attribute: AttributeId,
    way: MoveDirection,
) -> Result<(), Problem> {
    let (mut change, _, permit) = backend.change_with(actor, actor.permit(ManageAttributes)?).await?;
    let mut asked = change.attributes(&permit).await?;
    asked.retain(|known| !known.is_retired);
    let from = asked.iter().position(|known| known.id == attribute).ok_or(Problem::NotFound)?;
    let to = match way {
        MoveDirection::Up => from.checked_sub(1),
        MoveDirection::Down => Some(from + 1).filter(|to| *to < asked.len()),
    };
    let Some(to) = to else { return Ok(()) };
    asked.swap(from, to);
    let order: Vec<_> = asked.iter().map(|known| known.id).collect();
    change.order_attributes(&permit, &order).await?;
    let place = |place: usize| Some(json!({ "position": place + 1 }));
    if let Some(moved) = asked.get(to) {
        change.record(recorded(moved, place(from), place(to))).await?;
    }
    change.commit().await?;
    Ok(())
}
