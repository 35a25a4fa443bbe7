//! What is known of a request before anybody looks at what it wants.

use axum::http::header::{COOKIE, HeaderMap, HeaderValue, USER_AGENT};
use axum::http::request::Parts;
use backend::Backend;
use backend::session::Actor;
use backend::token::SessionToken;
use domain::problem::Problem;
use leptos::prelude::*;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use tokio::sync::OnceCell;

/// The address a request came from, found out by the server before it reaches a page.
#[derive(Clone, Copy, Debug)]
pub struct ClientAddress(pub IpAddr);

/// The session cookie's name outside loopback, where the prefix makes browsers insist on Secure and Path=/, and on loopback.
pub const SESSION_COOKIES: [&str; 2] = ["__Host-rolecall", "rolecall"];

/// One request.
#[derive(Clone, Debug)]
pub struct Visit {
    backend: Backend,
    token: Option<SessionToken>,
    address: IpAddr,
    device: String,
    /// Looked up once, however many server functions a page calls while it is rendered.
    actor: Arc<OnceCell<Result<Actor, Problem>>>,
}

impl Visit {
    /// The visit with these headers.
    pub fn new(backend: Backend, headers: &HeaderMap, address: Option<ClientAddress>) -> Self {
        let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        Self {
            token: session_token(&backend, headers),
            address: address.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |ClientAddress(address)| address),
            device: text(USER_AGENT).unwrap_or_default().chars().take(300).collect(),
            actor: Arc::default(),
            backend,
        }
    }

    /// Puts the visit of the request that is being answered where the doors find it.
    pub fn provide(backend: &Backend) {
        if let Some(parts) = use_context::<Parts>() {
            provide_context(Self::new(
                backend.clone(),
                &parts.headers,
                parts.extensions.get::<ClientAddress>().copied(),
            ));
        }
    }

    /// The backend.
    pub const fn backend(&self) -> &Backend {
        &self.backend
    }

    /// The session the browser shows.
    pub const fn token(&self) -> Option<&SessionToken> {
        self.token.as_ref()
    }

    /// Where the request came from.
    pub const fn address(&self) -> IpAddr {
        self.address
    }

    /// The browser's own description of itself.
    pub fn device(&self) -> &str {
        &self.device
    }

    /// Whoever is signed in.
    ///
    /// # Errors
    /// [`Problem::SignedOut`] when nobody is.
    pub async fn actor(&self) -> Result<Actor, Problem> {
        self.actor.get_or_init(|| async { self.backend.front_door().actor(self.token()).await }).await.clone()
    }
}

fn is_secure(backend: &Backend) -> bool {
    backend.setup().base_url.starts_with("https://")
}

fn cookie_name(backend: &Backend) -> &'static str {
    SESSION_COOKIES[usize::from(!is_secure(backend))]
}

fn session_token(backend: &Backend, headers: &HeaderMap) -> Option<SessionToken> {
    let name = cookie_name(backend);
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .and_then(|(_, value)| SessionToken::parse(value))
}

/// The header that gives the browser a session, or takes it away. It lasts as long as the browser is open; the server ends it earlier.
pub fn session_cookie(backend: &Backend, token: Option<&SessionToken>) -> Option<HeaderValue> {
    let name = cookie_name(backend);
    let secure = if is_secure(backend) { "; Secure" } else { "" };
    let (value, age) = token.map_or(("", "; Max-Age=0"), |token| (token.reveal(), ""));
    let mut header =
        HeaderValue::from_str(&format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}")).ok()?;
    header.set_sensitive(true);
    Some(header)
}
