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
/// Bytes a picture may come with: 8 MB, and what the browser puts around it.
const LARGEST_PICTURE: usize = 8 * 1024 * 1024 + 64 * 1024;
/// Bytes a list of staff may come with: 20 MB, and what the browser puts around it.
const LARGEST_LIST: usize = 20 * 1024 * 1024 + 64 * 1024;
/// What is too large is still read so much further and thrown away: a browser shows the answer only once it has sent
/// everything.
const READ_BEYOND: usize = 16 * 1024 * 1024;
/// A page takes milliseconds; one that takes so long will not come.
const PATIENCE: Duration = Duration::from_secs(30);
/// A file on its way over slow Wi-Fi takes minutes.
const PATIENCE_WITH_FILES: Duration = Duration::from_secs(300);

/// Reads the request's body, if it is of a decent size.
pub(crate) async fn size(State(served): State<Served>, request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    match read(body, largest(parts.uri.path())).await {
        Some(body) => next.run(Request::from_parts(parts, Body::from(body))).await,
        None => refuse(&served, parts.uri.path(), Problem::TooLarge),
    }
}

/// Bytes the body of a request to this path may have.
fn largest(path: &str) -> usize {
    match path.rsplit('/').next() {
        Some("photo") => LARGEST_PICTURE,
        Some("import") => LARGEST_LIST,
        _ => LARGEST,
    }
}

/// Nothing when it has more bytes than `largest`, or breaks off.
async fn read(body: Body, largest: usize) -> Option<Bytes> {
    let mut chunks = body.into_data_stream();
    let mut kept = Vec::new();
    let mut length = 0;
    while let Some(chunk) = chunks.try_next().await.ok()? {
        length += chunk.len();
        if length > largest + READ_BEYOND {
            return None;
        }
        if length <= largest {
            kept.extend_from_slice(&chunk);
        }
    }
    (length <= largest).then(|| kept.into())
}

/// Answers in time, if only to say that there is no answer. (A stream of events has answered once it began.)
pub(crate) async fn time(State(served): State<Served>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let patience = if largest(&path) > LARGEST && !request.method().is_safe() { PATIENCE_WITH_FILES } else { PATIENCE };
    match tokio::time::timeout(patience, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            tracing::error!("no answer in {} s", patience.as_secs());
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
