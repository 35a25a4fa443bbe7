//! A browser without scripts: makes requests, posts forms, keeps cookies.

use app::part::PART;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::header::{ACCEPT, CONTENT_TYPE, COOKIE, HOST, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, Method, Request, Response};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tower::ServiceExt as _;

/// The header with the stamp of the page that a request is sent from.
pub const STAMP: &str = "rolecall-stamp";

/// A response.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// The address that the response redirects to.
    pub fn location(&self) -> &str {
        self.header(LOCATION.as_str())
    }

    /// The value of a header; empty when it is missing.
    /// Every value of a header that may be sent several times.
    pub fn all_values(&self, name: &str) -> String {
        let values = self.headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
        values.collect::<Vec<_>>().join(", ")
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("{} {}", self.status, self.body))
    }
}

/// The server that a browser talks to.
#[derive(Clone)]
enum Server {
    Router(Router),
    Program(SocketAddr),
}

/// A browser. A clone shares its cookies.
#[derive(Clone)]
pub struct Browser {
    server: Server,
    /// The values by name.
    cookies: Arc<Mutex<BTreeMap<String, String>>>,
    /// The address that a proxy in front of the server names.
    address: Option<String>,
    /// The stamp of a page that was opened, and the session's cookie at that time.
    page: Arc<Mutex<Option<(String, String)>>>,
}

impl Browser {
    /// A browser in front of a router.
    pub fn at(router: &Router) -> Self {
        Self { server: Server::Router(router.clone()), cookies: Arc::default(), address: None, page: Arc::default() }
    }

    /// A browser in front of a running program.
    pub fn of_program(address: SocketAddr) -> Self {
        Self { server: Server::Program(address), cookies: Arc::default(), address: None, page: Arc::default() }
    }

    /// The session cookie, as `name=value`.
    pub fn cookie(&self) -> Option<String> {
        let cookies = self.cookies.lock().unwrap();
        let session = app::SESSION_COOKIES.into_iter().find_map(|name| Some((name, cookies.get(name)?)));
        session.map(|(name, value)| format!("{name}={value}"))
    }

    /// The value of a cookie.
    pub fn kept(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    /// This browser, on a network for which a proxy names this address.
    pub fn at_address(&self, address: &str) -> Self {
        Self { address: Some(address.to_owned()), ..self.clone() }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path).body(Body::empty()).unwrap()).await
    }

    /// Posts a form as a page of the same site does, with the page's stamp.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let stamp = self.stamp().await;
        self.post_stamped(path, form, &stamp).await
    }

    /// Posts a form with this stamp; without one when it is empty.
    pub async fn post_stamped(&self, path: &str, form: &[(&str, &str)], stamp: &str) -> Answer {
        let stamped = (!stamp.is_empty()).then_some(("stamp", stamp));
        let form: Vec<_> = stamped.into_iter().chain(form.iter().copied()).collect();
        let form = serde_urlencoded::to_string(&form).unwrap();
        self.send_as_it_is(self.form(path).body(Body::from(form)).unwrap()).await
    }

    /// Gets a page as a browser does that keeps its document.
    pub async fn get_part(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path).header(PART, "1").body(Body::empty()).unwrap()).await
    }

    /// Posts a form as a browser does that keeps its document.
    pub async fn post_for_part(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let stamp = self.stamp().await;
        let form: Vec<_> = [("stamp", stamp.as_str())].into_iter().chain(form.iter().copied()).collect();
        let form = serde_urlencoded::to_string(&form).unwrap();
        self.send_as_it_is(self.form(path).header(PART, "1").body(Body::from(form)).unwrap()).await
    }

    /// The stamp of a page drawn for this browser now; empty when nobody is signed in.
    pub async fn stamp(&self) -> String {
        let Some(cookie) = self.cookie() else { return String::new() };
        let known = self.page.lock().unwrap().clone().filter(|(with, _)| *with == cookie);
        if let Some((_, stamp)) = known {
            return stamp;
        }
        let request = self.request(Method::GET, "/schools").body(Body::empty()).unwrap();
        let page = Box::pin(self.send_as_it_is(request)).await;
        let stamp = stamp_in(&page.body);
        if !stamp.is_empty() {
            *self.page.lock().unwrap() = Some((cookie, stamp.clone()));
        }
        stamp
    }

    /// Sends everything from now on with this stamp, as long as the cookie is the same; without one when it is empty.
    pub fn stay_on(&self, stamp: &str) {
        *self.page.lock().unwrap() = self.cookie().map(|cookie| (cookie, stamp.to_owned()));
    }

    /// Uploads a form with a file, as a page of the same site does.
    pub async fn upload(&self, path: &str, name: &str, bytes: &[u8]) -> Answer {
        let stamp = self.stamp().await;
        let head = format!(
            "--limit\r\nContent-Disposition: form-data; name=\"stamp\"\r\n\r\n{stamp}\r\n--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        );
        let body = [head.as_bytes(), bytes, b"\r\n--limit--\r\n"].concat();
        let mut request = self.form(path).body(Body::from(body)).unwrap();
        request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("multipart/form-data; boundary=limit"));
        self.send(request).await
    }

    /// Calls a server function as its page does, with the page's stamp.
    pub async fn call(&self, path: &str, arguments: &Value) -> Answer {
        let stamp = self.stamp().await;
        self.call_stamped(path, arguments, &stamp).await
    }

    /// Calls a server function with this stamp; without one when it is empty.
    pub async fn call_stamped(&self, path: &str, arguments: &Value, stamp: &str) -> Answer {
        let mut request = self.request(Method::POST, path).body(Body::from(arguments.to_string())).unwrap();
        request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        request.headers_mut().insert(ACCEPT, HeaderValue::from_static("application/json"));
        if !stamp.is_empty() {
            request.headers_mut().insert(STAMP, stamp.parse().unwrap());
        }
        self.send_as_it_is(request).await
    }

    /// A request that posts a form.
    pub fn form(&self, path: &str) -> axum::http::request::Builder {
        self.request(Method::POST, path)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
    }

    /// A request with this browser's cookies.
    pub fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        let request =
            Request::builder().method(method).uri(path).header(HOST, "127.0.0.1:3000").header(ACCEPT, "text/html");
        let request = match &self.address {
            Some(address) => request.header("x-forwarded-for", address),
            None => request,
        };
        let cookies = self.cookies.lock().unwrap();
        let cookies: Vec<_> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if cookies.is_empty() { request } else { request.header(COOKIE, cookies.join("; ")) }
    }

    /// Sends a request and reads the whole answer. A post without a stamp gets the page's.
    pub async fn send(&self, mut request: Request<Body>) -> Answer {
        if request.method() == Method::POST && !request.headers().contains_key(STAMP) {
            let stamp = self.stamp().await;
            if !stamp.is_empty() {
                request.headers_mut().insert(STAMP, stamp.parse().unwrap());
            }
        }
        self.send_as_it_is(request).await
    }

    async fn send_as_it_is(&self, request: Request<Body>) -> Answer {
        let (head, body) = self.begin(request).await.into_parts();
        let body: Bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        Answer { status: head.status.as_u16(), headers: head.headers, body: text_of(&body) }
    }

    /// Sends a request and reads only the answer's head.
    pub async fn begin(&self, request: Request<Body>) -> Response<Body> {
        let response = match &self.server {
            Server::Router(router) => router.clone().oneshot(request).await.unwrap(),
            Server::Program(address) => over_tcp(*address, request).await,
        };
        for cookie in response.headers().get_all(SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            let mut cookies = self.cookies.lock().unwrap();
            if cookie.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        response
    }
}

/// A body as text: a workbook's with the texts of the files in it, so that what it says can be looked for.
fn text_of(body: &[u8]) -> String {
    let mut text = String::from_utf8_lossy(body).into_owned();
    let Ok(mut files) = zip::ZipArchive::new(std::io::Cursor::new(body)) else { return text };
    for place in 0..files.len() {
        let mut file = files.by_index(place).unwrap();
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut content).unwrap();
        text.push_str(&String::from_utf8_lossy(&content));
    }
    text
}

async fn over_tcp(address: SocketAddr, request: Request<Body>) -> Response<Body> {
    let stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.unwrap();
    tokio::spawn(connection);
    sender.send_request(request).await.unwrap().map(Body::new)
}

/// The stamp in a page; empty when it has none.
pub fn stamp_in(page: &str) -> String {
    let meta = page.split('<').find(|tag| tag.starts_with("meta") && tag.contains("name=\"stamp\""));
    let content = meta.and_then(|meta| meta.split("content=\"").nth(1)).and_then(|rest| rest.split('"').next());
    content.unwrap_or_default().to_owned()
}
