use crate::document;
use crate::router::Served;
use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::problem::Problem;
use futures::TryStreamExt as _;
use std::time::Duration;

/// Bytes a form may have: far more than one ever needs.
pub(crate) const LARGEST: usize = 1024 * 1024;
/// What is too large is still read so far and thrown away: a browser shows the answer only once it has sent everything.
const READ_AT_MOST: usize = 16 * LARGEST;
/// A page takes milliseconds; one that takes so long will not come.
const PATIENCE: Duration = Duration::from_secs(30);

/// Reads the request's body, if it is of a decent size.
pub(crate) async fn size(State(served): State<Served>, request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    match read(body).await {
        Some(body) => next.run(Request::from_parts(parts, Body::from(body))).await,
        None => refuse(&served, parts.uri.path(), Problem::TooLarge),
    }
}

/// Nothing when it is too large, or breaks off.
async fn read(body: Body) -> Option<Bytes> {
    let mut chunks = body.into_data_stream();
    let mut kept = Vec::new();
    let mut length = 0;
    while let Some(chunk) = chunks.try_next().await.ok()? {
        length += chunk.len();
        if length > READ_AT_MOST {
            return None;
        }
        if length <= LARGEST {
            kept.extend_from_slice(&chunk);
        }
    }
    (length <= LARGEST).then(|| kept.into())
}

/// Answers in time, if only to say that there is no answer. (A stream of events has answered once it began.)
pub(crate) async fn time(State(served): State<Served>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    match tokio::time::timeout(PATIENCE, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            tracing::error!("no answer in {} s", PATIENCE.as_secs());
            refuse(&served, &path, Problem::Unavailable)
        }
    }
}

/// The problem, as whoever asked can read it: a server function's caller, or a person.
pub(crate) fn refuse(served: &Served, path: &str, problem: Problem) -> Response {
    if path.starts_with("/api/") {
        let status = StatusCode::from_u16(problem.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, Json(problem)).into_response()
    } else {
        document::problem(served.site.stylesheet(), &problem)
    }
}
