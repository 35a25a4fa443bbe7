//! What somebody was typing when their session ended.

use crate::api::Visit;
use crate::failure::Failure;
use backend::Backend;
use backend::session::Actor;
use domain::problem::Problem;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The form that adds somebody.
pub const ADD_USER: &str = "add-user";

/// Keeps `form` for the account whose session ended; says whether it could.
pub async fn keep(visit: &Visit, page: &str, form: &impl Serialize) -> Failure {
    let kept = match (visit.token(), serde_urlencoded::to_string(form)) {
        (Some(token), Ok(body)) => backend::drafts::keep(visit.backend(), token, page, &body).await.unwrap_or(false),
        _ => false,
    };
    Failure(Problem::SignedOut { kept })
}

/// What was kept, given once.
///
/// # Errors
/// When the records cannot be reached.
pub async fn take<T: DeserializeOwned>(backend: &Backend, actor: &Actor, page: &str) -> Result<Option<T>, Problem> {
    let body = backend::drafts::take(backend, actor, page).await?;
    Ok(body.and_then(|body| serde_urlencoded::from_str(&body).ok()))
}
