use app::ClientAddress;
use axum::extract::{ConnectInfo, Request};
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::Response;
use std::net::{IpAddr, SocketAddr};

/// Notes where a request came from: the other end of the connection, or whom the proxy at that end names.
pub(crate) async fn note(behind_proxy: bool, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
    let named = if behind_proxy { named_by_proxy(request.headers()) } else { None };
    if let Some(address) = named.or(peer) {
        request.extensions_mut().insert(ClientAddress(address.to_canonical()));
    }
    next.run(request).await
}

/// The last address is the one our own proxy wrote; those before it were sent by whoever asks.
fn named_by_proxy(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?.rsplit(',').next()?.trim();
    // Some proxies add the port.
    last.parse().ok().or_else(|| last.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_the_last_address_is_believed() {
        let named = |lines: &[&str]| {
            let mut headers = HeaderMap::new();
            lines.iter().for_each(|line| {
                headers.append("x-forwarded-for", line.parse().unwrap());
            });
            named_by_proxy(&headers).map(|address| address.to_string())
        };
        assert_eq!(named(&["203.0.113.9"]).as_deref(), Some("203.0.113.9"));
        assert_eq!(named(&["10.0.0.1, 203.0.113.9"]).as_deref(), Some("203.0.113.9"));
        assert_eq!(named(&["10.0.0.1", "198.51.100.2, 203.0.113.9"]).as_deref(), Some("203.0.113.9"));
        assert_eq!(named(&["2001:db8::1"]).as_deref(), Some("2001:db8::1"));
        assert_eq!(named(&["203.0.113.9:4711"]).as_deref(), Some("203.0.113.9"));
        assert_eq!(named(&["nonsense"]), None);
        assert_eq!(named(&[]), None);
    }
}
