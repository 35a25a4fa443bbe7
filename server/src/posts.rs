//! Forms posted to a page's own URL: the page runs, sees what was posted, and answers. So everything works without scripts.

use crate::router::Served;
use crate::{document, pages};
use app::{Posted, routes};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::Response;
use axum::routing::post;
use leptos::prelude::provide_context;

/// The pages that have a form.
const PAGES: &[&str] = &[
    routes::SIGN_IN,
    routes::SIGN_OUT,
    routes::SCHOOLS,
    routes::FORGOTTEN,
    "/link/{token}",
    routes::USERS,
    routes::ADD_USER,
    "/users/added/{member}",
    routes::BULK,
    "/users/bulk/{bulk}",
    "/users/{member}",
    "/users/{member}/do/{act}",
    "/users/{member}/pupils",
    routes::SETTINGS,
    routes::ATTRIBUTES,
    "/settings/attributes/{attribute}",
    "/users/{member}/attributes",
    routes::ACCOUNT,
    "/users/{member}/sessions",
];

/// The routes that take them.
pub(crate) fn routes() -> Router<Served> {
    PAGES.iter().fold(Router::new(), |router, page| router.route(page, post(answer)))
}

async fn answer(State(served): State<Served>, request: Request<Body>) -> Response {
    if !is_form(request.headers()) {
        return document::notice(
            served.site.stylesheet(),
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "That is no form",
            "Nothing was changed. Use the form on the page.",
        );
    }
    let (parts, body) = request.into_parts();
    // What is too large was refused before it came here.
    let body = axum::body::to_bytes(body, crate::layers::limits::LARGEST).await.unwrap_or_else(|_| Bytes::new());
    let posted = Posted::new(body.to_vec());
    let context = pages::context(&served);
    let with_post = move || {
        provide_context(posted.clone());
        context();
    };
    leptos_axum::render_app_async_with_context(with_post, pages::document(&served))(Request::from_parts(
        parts,
        Body::empty(),
    ))
    .await
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded"))
}
