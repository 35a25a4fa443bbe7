use crate::served::Served;
use app::{ClientAddress, Visit};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;

/// Notes whose session a request shows, before anything is drawn in answer: every form on a page says for whom it was drawn.
/// Whatever answers the request finds the session there and looks it up no second time.
pub(crate) async fn note(State(served): State<Served>, mut request: Request, next: Next) -> Response {
    let address = request.extensions().get::<ClientAddress>().copied();
    let visit = Visit::new(served.backend.clone(), request.headers(), address);
    if visit.token().is_some() && visit.visitor().await.is_err() {
        // Whatever answers the request meets the same problem, and says so.
        tracing::debug!("the session of a request could not be looked up");
    }
    request.extensions_mut().insert(visit);
    next.run(request).await
}
