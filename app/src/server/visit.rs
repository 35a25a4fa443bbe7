//! What is known about a request before its content is looked at: address, cookies and stamp.

use crate::part::{AGAIN, AHEAD, PART};
use crate::stamp::STAMP_HEADER;
use axum::http::header::{COOKIE, HeaderMap, HeaderName, HeaderValue, USER_AGENT};
use axum::http::request::Parts;
use backend::Backend;
use backend::device::DeviceCookie;
use backend::limits;
use backend::public::{BrowserContext, Visitor};
use backend::session::Actor;
use backend::token::SessionToken;
use domain::problem::Problem;
use leptos::prelude::*;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::OnceCell;

/// The address a request came from, determined by the server before the request reaches a page.
#[derive(Clone, Copy, Debug)]
pub struct ClientAddress(pub IpAddr);

/// The session cookie's names: outside loopback, where the prefix makes browsers insist on Secure and Path=/, and on
/// loopback.
pub const SESSION_COOKIES: [&str; 2] = ["__Host-rolecall", "rolecall"];

/// The device cookie's names: outside loopback and on loopback.
pub const DEVICE_COOKIES: [&str; 2] = ["__Host-rolecall-device", "rolecall-device"];

/// One request.
#[derive(Clone, Debug)]
pub struct Visit {
    backend: Backend,
    token: Option<SessionToken>,
    address: IpAddr,
    user_agent: String,
    /// The device cookie: which accounts have signed in with this browser.
    cookie: Option<DeviceCookie>,
    /// Whether a refusal has been counted, because each request counts once.
    is_refusal_noted: Arc<AtomicBool>,
    /// Whether the browser fetches a page that nobody has asked for: ahead, or again after a change.
    is_ahead: bool,
    /// The stamp of the page that the request was sent from, if it carries one.
    stamp: Option<String>,
    /// Looked up once, however many server functions a page calls while it is rendered.
    visitor: Arc<OnceCell<Result<Visitor, Problem>>>,
}

impl Visit {
    /// The visit with these headers.
    pub fn new(backend: Backend, headers: &HeaderMap, address: Option<ClientAddress>) -> Self {
        let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        Self {
            token: cookie(headers, name_of(&backend, SESSION_COOKIES)).and_then(SessionToken::parse),
            cookie: cookie(headers, name_of(&backend, DEVICE_COOKIES)).and_then(DeviceCookie::parse),
            is_refusal_noted: Arc::default(),
            is_ahead: matches!(text(HeaderName::from_static(PART)), Some(AHEAD | AGAIN)),
            address: address.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |ClientAddress(address)| address),
            user_agent: text(USER_AGENT).unwrap_or_default().chars().take(limits::BROWSER_NAME).collect(),
            stamp: headers.get(STAMP_HEADER).and_then(|value| value.to_str().ok()).map(str::to_owned),
            visitor: Arc::default(),
            backend,
        }
    }

    /// This visit, with the stamp of the page it was sent from.
    #[must_use]
    pub fn sent_from(self, stamp: Option<String>) -> Self {
        Self { stamp: stamp.or(self.stamp), ..self }
    }

    /// This visit, with its session looked up again because it has changed.
    #[must_use]
    pub fn anew(&self) -> Self {
        Self { visitor: Arc::default(), ..self.clone() }
    }

    /// Provides the visit of the current request as context for doors and forms.
    pub fn provide(backend: &Backend) {
        if let Some(parts) = use_context::<Parts>() {
            provide_context(parts.extensions.get::<Self>().cloned().unwrap_or_else(|| {
                Self::new(backend.clone(), &parts.headers, parts.extensions.get::<ClientAddress>().copied())
            }));
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

    /// The browser, as signing in needs it.
    pub fn browser(&self) -> BrowserContext<'_> {
        BrowserContext {
            ip: self.address,
            user_agent: &self.user_agent,
            cookie: self.cookie.as_ref(),
            session: self.token(),
        }
    }

    /// Counts a refusal by a rule, if the request's session has been looked up.
    pub fn note_refusal(&self, problem: &Problem) {
        // Nobody has tried anything yet.
        if self.is_ahead {
            return;
        }
        if let (Problem::Denied(denial), Some(Ok(visitor))) = (problem, self.visitor.get())
            && let Ok(actor) = visitor.actor(None)
            && !self.is_refusal_noted.swap(true, Ordering::Relaxed)
        {
            self.backend.note_refusal(&actor, self.address, *denial);
        }
    }

    /// Whether the browser fetches a page that nobody has asked for: ahead, or again after a change.
    pub const fn is_ahead(&self) -> bool {
        self.is_ahead
    }

    /// Where the request came from.
    pub const fn address(&self) -> IpAddr {
        self.address
    }

    /// The stamp of the page that the request was sent from, if it carries one.
    pub fn stamp(&self) -> Option<&str> {
        self.stamp.as_deref()
    }

    /// The stamp for the page being drawn. It is empty when nobody is signed in, and until [`visitor`](Visit::visitor)
    /// has run.
    pub fn stamp_to_draw(&self) -> String {
        let visitor = self.visitor.get().and_then(|visitor| visitor.as_ref().ok());
        visitor.map(Visitor::stamp).unwrap_or_default()
    }

    /// The visitor that the browser's session belongs to.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn visitor(&self) -> Result<Visitor, Problem> {
        self.visitor.get_or_init(|| async { self.backend.public().visitor(self.token()).await }).await.clone()
    }

    /// The signed-in actor, verified against the stamp of the page that the request was sent from.
    ///
    /// # Errors
    /// [`Problem::SignedOut`] when nobody is signed in.
    pub async fn actor(&self) -> Result<Actor, Problem> {
        self.visitor().await?.actor(self.stamp())
    }
}

fn is_secure(backend: &Backend) -> bool {
    backend.setup().base_url.starts_with("https://")
}

/// The one of a cookie's two names that suits the address `backend` is reached at.
fn name_of(backend: &Backend, names: [&'static str; 2]) -> &'static str {
    names[usize::from(!is_secure(backend))]
}

/// The value of the cookie of this name.
fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// The header that sets the device cookie, for a year. Signing out leaves the cookie in place.
pub fn device_cookie(backend: &Backend, device: &DeviceCookie) -> Option<HeaderValue> {
    set_cookie(backend, DEVICE_COOKIES, &device.reveal(), Some(limits::DEVICE_COOKIE_LASTS))
}

/// The header that sets or removes the session cookie. The cookie lasts until the browser closes; the server ends the
/// session earlier.
pub fn session_cookie(backend: &Backend, token: Option<&SessionToken>) -> Option<HeaderValue> {
    match token {
        Some(token) => set_cookie(backend, SESSION_COOKIES, token.reveal(), None),
        None => set_cookie(backend, SESSION_COOKIES, "", Some(0)),
    }
}

/// A cookie that scripts cannot read and other sites' forms do not send, kept for `seconds` or until the browser
/// closes.
fn set_cookie(backend: &Backend, names: [&'static str; 2], value: &str, seconds: Option<u32>) -> Option<HeaderValue> {
    let name = name_of(backend, names);
    let secure = if is_secure(backend) { "; Secure" } else { "" };
    let age = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}");
    let mut header = HeaderValue::from_str(&cookie).ok()?;
    header.set_sensitive(true);
    Some(header)
}
