//! Forms posted to a page's own URL: the page runs, sees what was posted, and answers. So everything works without scripts.

use crate::router::Served;
use crate::{document, pages, step_up};
use app::{Posted, PostedFile, routes};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, FromRequest as _, Multipart, State};
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
    "/users/import/{import}",
    routes::INVITE,
    routes::ATTRIBUTES,
    "/settings/attributes/{attribute}",
    routes::ACCOUNT,
    "/users/{member}/sessions",
    "/users/{member}/exceptions",
    routes::VIEW_AS,
    routes::ADAPT,
    "/roles/adapt/{role}",
];

/// The pages whose form has a file.
const FILE_PAGES: &[&str] = &[routes::IMPORTS];

/// The routes that take them.
pub(crate) fn routes() -> Router<Served> {
    let forms = PAGES.iter().fold(Router::new(), |router, page| router.route(page, post(answer)));
    // What is too large was refused before, by this program's own measure.
    let file = || post(answer_file).layer(DefaultBodyLimit::disable());
    FILE_PAGES.iter().fold(forms, |router, page| router.route(page, file()))
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
    let body = axum::body::to_bytes(body, crate::layers::body::LARGEST).await.unwrap_or_else(|_| Bytes::new());
    let action = parts.uri.path_and_query().map_or_else(|| parts.uri.path().to_owned(), ToString::to_string);
    let sent = match step_up::taken(&served, &parts, body, &action).await {
        Ok(sent) => sent,
        Err(asks_again) => return asks_again,
    };
    let answer = render(&served, Posted::new(sent.body()), Request::from_parts(parts, Body::empty())).await;
    if answer.headers().contains_key(app::STEP_UP) {
        step_up::page(&served, &action, &sent.fields, None)
    } else {
        answer
    }
}

/// A form with one file; other fields of it are passed over.
async fn answer_file(State(served): State<Served>, request: Request<Body>) -> Response {
    let (parts, body) = request.into_parts();
    let whole = Request::from_parts(parts.clone(), body);
    let Ok(mut form) = Multipart::from_request(whole, &()).await else {
        return document::notice(
            served.site.stylesheet(),
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "That is no form with a file",
            "Nothing was changed. Use the form on the page.",
        );
    };
    let mut file = PostedFile::default();
    while let Ok(Some(field)) = form.next_field().await {
        let Some(name) = field.file_name().map(str::to_owned) else { continue };
        // A file that breaks off is none.
        file = match field.bytes().await {
            Ok(bytes) => PostedFile { name, bytes: bytes.into() },
            Err(_) => PostedFile::default(),
        };
        break;
    }
    render(&served, Posted::with_file(file), Request::from_parts(parts, Body::empty())).await
}

/// The page, which finds what was posted.
async fn render(served: &Served, posted: Posted, request: Request<Body>) -> Response {
    let context = pages::context(served);
    let with_post = move || {
        provide_context(posted.clone());
        context();
    };
    leptos_axum::render_app_async_with_context(with_post, pages::document(served))(request).await
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded"))
}
