//! Refusing posts from other sites.

use crate::document::{self, RefusedPost};
use app::Styles;
use axum::body::Body;
use axum::response::Response;
use tower_http::csrf::{CsrfLayer, ProtectionError};

/// Refuses cross-site posts. `base_url` is our own origin, also where a proxy changes the Host header.
pub(crate) fn layer(
    base_url: &str,
    styles: Styles,
) -> CsrfLayer<impl FnMut(ProtectionError) -> Response<Body> + Clone + use<>> {
    let refused = move |_: ProtectionError| document::refused(&styles, RefusedPost::FromAnotherSite);
    let layer = CsrfLayer::new();
    // The base URL was checked to be an origin at start-up.
    layer.clone().add_trusted_origin(base_url).unwrap_or(layer).with_rejection_response(refused)
}
