//! What somebody was typing when their session ended.

use crate::api::Visit;
use crate::failure::{Failure, is_signed_out};
use backend::Backend;
use backend::session::Actor;
use domain::id::MemberId;
use domain::problem::Problem;
use domain::role::HeldRole;
use leptos::serde_json;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The form that adds somebody.
pub const ADD_USER: &str = "add-user";

/// The form of one person's page.
pub fn user(member: MemberId) -> String {
    format!("user/{member}")
}

/// The form of one role.
pub fn role(role: HeldRole) -> String {
    format!("role/{}", role.code())
}

/// Passes `answer` on. When it says that the session ended, `form` is kept for whose it was.
///
/// # Errors
/// Those of `answer`.
pub async fn keep_when_signed_out<T>(
    visit: Option<Visit>,
    page: &str,
    form: &impl Serialize,
    answer: Result<T, Failure>,
) -> Result<T, Failure> {
    match visit {
        Some(visit) if is_signed_out(&answer) => Err(keep(&visit, page, form).await),
        _ => answer,
    }
}

/// Keeps `form` for the account whose session ended; says whether it could.
async fn keep(visit: &Visit, page: &str, form: &impl Serialize) -> Failure {
    let kept = match (visit.token(), serde_json::to_string(form)) {
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
    Ok(body.and_then(|body| serde_json::from_str(&body).ok()))
}
