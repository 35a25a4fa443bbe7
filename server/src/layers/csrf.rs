//! Refusing posts from other sites.

use crate::document;
use axum::body::Body;
use axum::http::StatusCode;
use axum::response::Response;
use tower_http::csrf::{CsrfLayer, ProtectionError};

/// Refuses cross-site posts. `base_url` is our own origin, also where a proxy changes the Host header.
pub(crate) fn layer(
    base_url: &str,
    stylesheet: String,
) -> CsrfLayer<impl FnMut(ProtectionError) -> Response<Body> + Clone + use<>> {
    let refused = move |_: ProtectionError| {
        document::notice(
            &stylesheet,
            StatusCode::FORBIDDEN,
            "That came from another site",
            "Nothing was changed. Open Rolecall's own page and use the form there.",
        )
    };
    let layer = CsrfLayer::new();
    // The base URL was checked to be an origin at start-up.
    layer.clone().add_trusted_origin(base_url).unwrap_or(layer).with_rejection_response(refused)
}
