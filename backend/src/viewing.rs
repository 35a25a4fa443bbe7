//! Seeing the school as a role would, changing nothing.

use crate::Backend;
use crate::session::Actor;
use domain::access::ViewAs;
use domain::problem::Problem;
use domain::role::HeldRole;

/// Has the session of `actor` view the school as `role` from now on, or as who they are.
///
/// # Errors
/// [`Problem::Denied`] when they may not view it as that role; [`Problem::NotFound`] when the school has no such role. Stopping is
/// never refused.
pub async fn view_as(backend: &Backend, actor: &Actor, role: Option<HeldRole>) -> Result<(), Problem> {
    let (store, session, stamped) = (backend.store(), actor.session(), actor.stamped()?);
    match role {
        None => store.stop_viewing(&stamped, session).await?,
        Some(role) => {
            if !crate::school::settings_of(backend, actor.school()).await?.roles.has(role) {
                return Err(Problem::NotFound);
            }
            let permit = actor.permit_viewing(ViewAs { role, is_demo: backend.setup().is_demo })?;
            store.view_as(&permit, &stamped, session).await?;
        }
    }
    Ok(())
}
