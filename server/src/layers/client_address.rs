//! The address a request came from, as far as our own proxies vouch for it.

use app::ClientAddress;
use axum::extract::{ConnectInfo, Request};
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::Response;
use std::net::{IpAddr, SocketAddr};

/// Records where a request came from: the peer of the connection, or the address named by the outermost of our own
/// proxies.
pub(crate) async fn note(proxy_hops: u8, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
    if let Some(address) = named_by_proxy(request.headers(), proxy_hops).or(peer) {
        request.extensions_mut().insert(ClientAddress(address.to_canonical()));
    }
    next.run(request).await
}

/// Each proxy appends the address of its client. Counted from the end, the entry with the number of our proxies was
/// written by the outermost one; anyone can write those before it. `None` if there are fewer entries, or if that one is
/// not an address: the request did not come through the proxies.
fn named_by_proxy(headers: &HeaderMap, proxy_hops: u8) -> Option<IpAddr> {
    let before = usize::from(proxy_hops).checked_sub(1)?;
    let lines: Vec<&str> =
        headers.get_all("x-forwarded-for").iter().map(|line| line.to_str().ok()).collect::<Option<_>>()?;
    let named = lines.iter().flat_map(|line| line.split(',')).rev().nth(before)?.trim();
    // Some proxies add the port, and some put an IPv6 address in brackets.
    let without_port = || named.parse::<SocketAddr>().ok().map(|address| address.ip());
    let in_brackets = || named.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    named.parse().ok().or_else(without_port).or_else(in_brackets)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn named(hops: u8, lines: &[&str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        lines.iter().for_each(|line| {
            headers.append("x-forwarded-for", line.parse().unwrap());
        });
        named_by_proxy(&headers, hops).map(|address| address.to_string())
    }

    #[test]
    fn behind_one_proxy_only_the_last_address_is_believed() {
        let named = |lines: &[&str]| named(1, lines);
        assert_eq!(named(&["203.0.113.9"]).as_deref(), Some("203.0.113.9"));
        assert_eq!(named(&["10.0.0.1, 203.0.113.9"]).as_deref(), Some("203.0.113.9"));
        assert_eq!(named(&["10.0.0.1", "198.51.100.2, 203.0.113.9"]).as_deref(), Some("203.0.113.9"));
        assert_eq!(named(&["2001:db8::1"]).as_deref(), Some("2001:db8::1"));
        assert_eq!(named(&["203.0.113.9:4711"]).as_deref(), Some("203.0.113.9"));
        assert_eq!(named(&["[2001:db8::1]:4711"]).as_deref(), Some("2001:db8::1"));
        assert_eq!(named(&["[2001:db8::1]"]).as_deref(), Some("2001:db8::1"));
        assert_eq!(named(&["nonsense"]), None);
        assert_eq!(named(&[]), None);
    }

    #[test]
    fn behind_several_the_address_that_many_from_the_end_is_believed() {
        // The first is the client's claim, the second the outer proxy's client, the third the outer proxy itself.
        let lines = ["192.0.2.66, 203.0.113.9", "10.0.0.1"];
        assert_eq!(named(2, &lines).as_deref(), Some("203.0.113.9"));
        assert_eq!(named(2, &["192.0.2.66", "203.0.113.9", "10.0.0.1"]).as_deref(), Some("203.0.113.9"));
        assert_eq!(named(1, &lines).as_deref(), Some("10.0.0.1"));
        assert_eq!(named(2, &["10.0.0.1"]), None, "it did not pass the outer proxy");
        assert_eq!(named(2, &["unknown, 10.0.0.1"]), None);
    }

    #[test]
    fn without_a_proxy_nobody_is_believed() {
        assert_eq!(named(0, &["203.0.113.9"]), None);
    }
}
