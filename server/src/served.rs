//! What every answer may need. The router and the handlers take it from here, so that neither needs the other.

use crate::assets::Site;
use axum::extract::FromRef;
use backend::Backend;
use leptos::config::LeptosOptions;
use tokio_util::sync::CancellationToken;

/// What every answer may need. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Served {
    /// The school's side of it.
    pub backend: Backend,
    /// The browser's side of it.
    pub site: Site,
    /// How many proxies stand in front and say who asks.
    pub proxy_hops: u8,
    /// Cancelled when the server stops: streams end then.
    pub stopping: CancellationToken,
}

impl FromRef<Served> for LeptosOptions {
    fn from_ref(served: &Served) -> Self {
        served.site.options().clone()
    }
}
