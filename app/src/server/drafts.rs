//! Drafts: what a person had typed when their session ended, or when another person or school took its place.

use super::Visit;
use crate::drafts::typed;
use crate::failure::Failure;
use crate::part::NOT_AHEAD;
use axum::http::{HeaderName, HeaderValue};
use backend::Backend;
use backend::session::Actor;
use domain::problem::Problem;
use leptos::prelude::use_context;
use leptos::serde_json;
use leptos_axum::ResponseOptions;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Returns `answer`. If it says that the person the page was drawn for is no longer signed in, `form` is kept for them.
///
/// # Errors
/// The errors of `answer`.
pub async fn keep_draft_on_sign_out<T>(
    visit: Option<Visit>,
    page: &str,
    form: &impl Serialize,
    answer: Result<T, Failure>,
) -> Result<T, Failure> {
    match (visit, answer) {
        (Some(visit), Err(Failure(problem))) if is_lost(&problem) => {
            let kept = keep(&visit, page, serde_json::to_string(form).ok()).await;
            Err(Failure(with_kept(problem, kept)))
        }
        (_, answer) => answer,
    }
}

/// Keeps the form posted to the page at `path` for the person it was drawn for, and returns `problem` with a note of
/// that.
pub async fn keep_posted(visit: &Visit, path: &str, body: &[u8], problem: Problem) -> Problem {
    let kept = keep_typed(visit, path, body).await;
    with_kept(problem, kept)
}

/// Keeps the form posted to the page at `path` for the person it was drawn for. Whether it could be kept.
pub async fn keep_typed(visit: &Visit, path: &str, body: &[u8]) -> bool {
    match typed(path, body) {
        Some((page, form)) => keep(visit, &page, Some(form)).await,
        None => false,
    }
}

const fn is_lost(problem: &Problem) -> bool {
    matches!(problem, Problem::SignedOut { .. } | Problem::PageMismatch { .. })
}

fn with_kept(problem: Problem, kept: bool) -> Problem {
    match problem {
        Problem::SignedOut { .. } => Problem::SignedOut { kept },
        Problem::PageMismatch { name, school, .. } => Problem::PageMismatch { name, school, kept },
        problem => problem,
    }
}

/// Whether it could be kept.
async fn keep(visit: &Visit, page: &str, form: Option<String>) -> bool {
    let (Some(stamp), Some(form)) = (visit.stamp(), form) else { return false };
    backend::drafts::keep(visit.backend(), visit.token(), stamp, page, &form).await.unwrap_or(false)
}

/// Takes out the draft for `page`. It is given once, and never to a browser that fetches the page before anybody has
/// asked for it: an answer that would hold one is marked as not to be given.
///
/// # Errors
/// When the database does not answer.
pub async fn take_draft<T: DeserializeOwned>(
    backend: &Backend,
    actor: &Actor,
    page: &str,
) -> Result<Option<T>, Problem> {
    if use_context::<Visit>().is_some_and(|visit| visit.is_ahead()) {
        if backend::drafts::is_there(backend, actor, page).await?
            && let Some(response) = use_context::<ResponseOptions>()
        {
            response.insert_header(HeaderName::from_static(NOT_AHEAD), HeaderValue::from_static("1"));
        }
        return Ok(None);
    }
    let body = backend::drafts::take(backend, actor, page).await?;
    Ok(body.and_then(|body| serde_json::from_str(&body).ok()))
}
