//! Every route of the server, and the layers around them.

use crate::document::RefusedPost;
use crate::layers::body::{self, Bodies};
use crate::layers::parts::{self, Parts};
use crate::layers::share::{self, Network};
use crate::layers::{client_address, csrf, limits, request_id_log, security_headers, visits};
use crate::served::RouterState;
use crate::{document, pages, routes};
use app::Styles;
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Response;
use domain::problem::Problem;
use leptos_axum::{AxumRouteListing, LeptosRoutes as _, generate_route_list};
use std::sync::LazyLock;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate as _, SizeAbove};

/// The application's routes. Leptos determines them once; while it does, resources loaded anywhere in this process
/// never resolve.
static PAGES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| generate_route_list(app::App));

/// The router. Needs a tokio runtime, in which leptos determines the application's routes.
pub fn router(served: RouterState) -> Router {
    let setup = served.backend.setup();
    let (base_url, is_demo) = (setup.base_url.clone(), setup.is_demo);
    let is_https = base_url.starts_with("https://");
    let proxy_hops = served.proxy_hops;
    let styles = served.site.styles().clone();

    let routes = Router::new()
        .leptos_routes_with_context(&served, PAGES.clone(), pages::context(&served), pages::document(&served))
        .merge(routes::routes(is_demo));
    let routes = routes.route_layer(from_fn_with_state(served.clone(), visits::note));

    let routes = routes.fallback(pages::elsewhere).method_not_allowed_fallback(not_allowed);
    // A redirect is followed within the same request, and no layer sees the request again.
    let parts = Parts::new(served.site.scripts(), routes.clone().with_state(served.clone()));

    // The last layer is the outermost.
    routes
        .layer(from_fn_with_state(parts.clone(), parts::follow))
        .layer(from_fn_with_state(Bodies::new(served.clone()), body::take))
        .layer(csrf::layer(&base_url, styles.clone()))
        .layer(from_fn_with_state(Network::new(served.clone()), share::within))
        .layer(from_fn(move |request, next| client_address::note(proxy_hops, request, next)))
        .layer(compression())
        .layer(from_fn_with_state(served.clone(), limits::time))
        .layer(CatchPanicLayer::custom(move |_| panicked(&styles)))
        .layer(from_fn_with_state(parts, parts::mark))
        .layer(from_fn(move |request, next| security_headers::add(is_https, request, next)))
        .layer(from_fn(request_id_log::log))
        .with_state(served)
}

/// Compression is light, because pages and answers are generated for each request. Streams and files that are
/// compressed already are left alone.
fn compression() -> CompressionLayer<impl tower_http::compression::Predicate> {
    CompressionLayer::new()
        .quality(CompressionLevel::Fastest)
        .compress_when(DefaultPredicate::new().and(SizeAbove::new(512)))
}

async fn not_allowed(State(served): State<RouterState>) -> Response {
    document::refused(served.site.styles(), RefusedPost::NotTaken)
}

fn panicked(styles: &Styles) -> Response<Body> {
    document::problem(styles, &Problem::Unexpected)
}
