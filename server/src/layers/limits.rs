//! The time limit of a request, and answers that refuse one before any route sees it.

use crate::document;
use crate::layers::body::may_bring_file;
use crate::limits;
use crate::served::RouterState;
use axum::Json;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::problem::Problem;

/// Answers in time, if only with a timeout. (A stream of events has answered once it begins.)
pub(crate) async fn time(State(served): State<RouterState>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let patience = if may_bring_file(&path) && !request.method().is_safe() {
        limits::FILE_PATIENCE
    } else {
        limits::REQUEST_PATIENCE
    };
    match tokio::time::timeout(patience, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            tracing::error!("no answer in {} s", patience.as_secs());
            refuse(&served, &path, Problem::Unavailable)
        }
    }
}

/// The problem as the client can read it: as a server function's answer, or as a page.
pub(crate) fn refuse(served: &RouterState, path: &str, problem: Problem) -> Response {
    if path.starts_with("/api/") {
        let status = StatusCode::from_u16(problem.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, Json(problem)).into_response()
    } else {
        document::problem(served.site.styles(), &problem)
    }
}
