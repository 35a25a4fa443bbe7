//! Files to take along.

use crate::document;
use crate::router::Served;
use app::{ClientAddress, Visit};
use axum::Router;
use axum::extract::{Extension, Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use domain::id::ImportId;
use domain::problem::Problem;

/// The routes that give files.
pub(crate) fn routes() -> Router<Served> {
    Router::new().route("/users/import/{import}/result.csv", get(import_result))
}

async fn import_result(
    State(served): State<Served>,
    address: Option<Extension<ClientAddress>>,
    headers: HeaderMap,
    Path(import): Path<String>,
) -> Response {
    let visit = Visit::new(served.backend.clone(), &headers, address.map(|Extension(address)| address));
    let found = match (visit.actor().await, ImportId::parse(&import)) {
        (Ok(actor), Some(import)) => backend::import::result_csv(&served.backend, &actor, import).await,
        (Ok(_), None) => Err(Problem::NotFound),
        (Err(problem), _) => Err(problem),
    };
    match found {
        Ok(text) => csv("import-result.csv", text),
        Err(problem) => document::problem(served.site.stylesheet(), &problem),
    }
}

/// A file of separated values, to be kept and not shown.
pub(crate) fn csv(name: &str, text: String) -> Response {
    let kept = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    match kept {
        Ok(kept) => ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, kept)], text).into_response(),
        Err(_) => text.into_response(),
    }
}
