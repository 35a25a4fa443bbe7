//! The application's pages, rendered completely, each with the policy that its scripts need.

use crate::layers::security_headers;
use crate::served::RouterState;
use app::Visit;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// The context of every page and server function.
pub(crate) fn context(served: &RouterState) -> impl Fn() + Clone + Send + Sync + 'static {
    let backend = served.backend.clone();
    move || {
        // Server functions get no nonce, because their answer is not a document.
        if let (Some(nonce), Some(response)) = (leptos::nonce::use_nonce(), use_context::<ResponseOptions>())
            && let Ok(policy) = security_headers::page_policy(&nonce).parse()
        {
            response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
        }
        Visit::provide(&backend);
    }
}

/// The HTML document around the application.
pub(crate) fn document(served: &RouterState) -> impl Fn() -> AnyView + Clone + Send + Sync + 'static {
    let (styles, scripts) = (served.site.styles().clone(), served.site.scripts().clone());
    move || app::document(styles.clone(), scripts.clone()).into_any()
}

/// Answers addresses without a route: with a file, or else with the page that says there is nothing.
pub(crate) async fn elsewhere(State(served): State<RouterState>, request: Request<Body>) -> Response {
    let (head, body) = request.into_parts();
    if let Some(file) = served.site.file(&head).await {
        return file;
    }
    let request = Request::from_parts(head, body);
    if let Some(page) = without_last_slash(request.uri().path()) {
        return redirect(&page);
    }
    let mut page = leptos_axum::render_app_async_with_context(context(&served), document(&served))(request).await;
    if page.status() == StatusCode::OK {
        *page.status_mut() = StatusCode::NOT_FOUND;
    }
    page
}

/// Redirects `/users/` to `/users`. Only plain paths: browsers read "//" and "/\" as another site.
fn without_last_slash(path: &str) -> Option<String> {
    let page = path.strip_suffix('/')?;
    let plain = page.strip_prefix('/')?.split('/').all(|part| {
        !part.is_empty()
            && part.bytes().all(|letter| letter.is_ascii_alphanumeric() || letter == b'-' || letter == b'_')
    });
    plain.then(|| page.to_owned())
}

fn redirect(path: &str) -> Response {
    use axum::response::IntoResponse as _;
    axum::response::Redirect::permanent(path).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_last_slash_is_dropped_from_plain_paths_only() {
        assert_eq!(without_last_slash("/users/").as_deref(), Some("/users"));
        assert_eq!(without_last_slash("/users/new/").as_deref(), Some("/users/new"));
        for path in ["/", "//", "/users", "//evil.example/", "/\\evil.example/", "/users//", "/%5Cevil.example/"] {
            assert_eq!(without_last_slash(path), None, "{path}");
        }
    }
}
