//! Who is signed in, as pages and use cases ask for it. What a session and an [`Actor`] are is in `access::actor`.

pub(crate) use crate::access::actor::StoredSession;
pub use crate::access::actor::{Actor, Renewed};
pub use domain::limits::{PASSWORD_PROVED_FOR as PROVED_FOR, SESSION_IDLE as IDLE, SESSION_LONGEST as LONGEST};

use crate::Backend;
use domain::access::Denial;
use domain::problem::Problem;
use domain::role::NamedRole;

/// The actor's current role, if the page the request was sent from shows another.
pub async fn role_since_page(backend: &Backend, actor: &Actor) -> Option<NamedRole> {
    let role = actor.role_since_page()?;
    let settings = crate::school::settings_of(backend, actor).await.ok()?;
    Some(settings.roles.named(role))
}

/// Replaces a refusal by the explanation that the actor's role has changed since their page was drawn, if it has.
pub async fn explain(backend: &Backend, actor: &Actor, problem: Problem) -> Problem {
    match problem {
        Problem::Denied(denial) if denial != Denial::OnlyViewing => match role_since_page(backend, actor).await {
            Some(role) => Problem::RoleChanged { role },
            None => Problem::Denied(denial),
        },
        problem => problem,
    }
}
