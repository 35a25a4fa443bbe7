//! Limits per network: how many requests, and separately how many streams, it may have at once.

use crate::layers::limits::refuse;
use crate::limits;
use crate::served::RouterState;
use crate::shares::Shares;
use app::{ClientAddress, routes};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use domain::problem::Problem;
use futures::StreamExt as _;

/// The counters.
#[derive(Clone, Debug)]
pub(crate) struct Network {
    served: RouterState,
    requests: Shares,
    streams: Shares,
}

impl Network {
    pub fn new(served: RouterState) -> Self {
        Self { served, requests: Shares::new(limits::NETWORK_REQUESTS), streams: Shares::new(limits::NETWORK_STREAMS) }
    }
}

/// Answers the request, unless its network has too much under way.
pub(crate) async fn within(State(network): State<Network>, request: Request, next: Next) -> Response {
    let Some(ClientAddress(address)) = request.extensions().get::<ClientAddress>().copied() else {
        return next.run(request).await;
    };
    let is_stream = request.uri().path() == routes::EVENTS;
    let shares = if is_stream { &network.streams } else { &network.requests };
    let Some(share) = shares.take(address) else {
        return refuse(&network.served, request.uri().path(), Problem::TooMany { wait_seconds: 10 });
    };
    let response = next.run(request).await;
    if !is_stream {
        return response;
    }
    // A stream counts from its first answer until it ends.
    response.map(|body| {
        Body::from_stream(body.into_data_stream().map(move |event| {
            let _until_it_ends = &share;
            event
        }))
    })
}
