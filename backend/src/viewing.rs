//! Viewing the school as a role would see it, without changing anything.

use crate::Backend;
use crate::session::Actor;
use domain::access::ViewAs;
use domain::problem::Problem;
use domain::role::HeldRole;

/// Makes the actor's session view the school as `role`, or stop doing so.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not view it as that role; [`Problem::NotFound`] when the school has no such
/// role. Stopping is never refused.
pub async fn view_as(backend: &Backend, actor: &Actor, role: Option<HeldRole>) -> Result<(), Problem> {
    let (store, stamped) = (backend.store(), actor.stamped()?);
    match role {
        None => store.stop_viewing(actor, &stamped).await?,
        Some(role) => {
            if !crate::school::settings_of(backend, actor).await?.roles.has(role) {
                return Err(Problem::NotFound);
            }
            let permit = actor.permit_viewing(ViewAs { role, is_demo: backend.setup().is_demo })?;
            store.view_as(&permit, &stamped).await?;
        }
    }
    Ok(())
}
