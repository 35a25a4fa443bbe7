//! The session of a request, looked up once.

use crate::served::RouterState;
use app::{ClientAddress, Visit};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;

/// Looks up a request's session before anything is drawn, because every form on a page carries a stamp of it. Whatever
/// answers the request reuses the result.
pub(crate) async fn note(State(served): State<RouterState>, mut request: Request, next: Next) -> Response {
    let address = request.extensions().get::<ClientAddress>().copied();
    let visit = Visit::new(served.backend.clone(), request.headers(), address);
    if visit.token().is_some() && visit.visitor().await.is_err() {
        // The handler meets the same problem, and reports it.
        tracing::debug!("the session of a request could not be looked up");
    }
    request.extensions_mut().insert(visit);
    next.run(request).await
}
