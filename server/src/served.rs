//! What every answer may need. The router and the handlers take it from here, so that neither needs the other.

use crate::assets::Site;
use axum::extract::FromRef;
use backend::Backend;
use leptos::config::LeptosOptions;
use tokio_util::sync::CancellationToken;

/// The state that handlers share. Cheap to clone.
#[derive(Clone, Debug)]
pub struct RouterState {
    /// The school's side of it.
    pub backend: Backend,
    /// The browser's side of it.
    pub site: Site,
    /// The number of proxies in front of the server.
    pub proxy_hops: u8,
    /// Cancelled when the server stops, which ends the streams.
    pub stopping: CancellationToken,
}

impl FromRef<RouterState> for LeptosOptions {
    fn from_ref(served: &RouterState) -> Self {
        served.site.options().clone()
    }
}
