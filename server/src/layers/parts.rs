//! Parts: the answers to requests of a browser that keeps its document and puts the next page in place; see [`app::part`].

use crate::document::IsNotice;
use crate::limits;
use app::Scripts;
use app::part::{AHEAD, NOT_AHEAD, NOTICE, PAGE, PART, PART_ADDRESS, PART_VERSION};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, HeaderValue, LOCATION, SET_COOKIE, VARY,
};
use axum::http::{Extensions, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use tower::ServiceExt as _;

const KIND: HeaderName = HeaderName::from_static(PART);
const ADDRESS: HeaderName = HeaderName::from_static(PART_ADDRESS);
const VERSION: HeaderName = HeaderName::from_static(PART_VERSION);

/// What the layer needs to answer with parts.
#[derive(Clone, Debug)]
pub(crate) struct Parts {
    /// The build of the site.
    version: HeaderValue,
    /// The routes without the layers around them, to which redirects are sent.
    routes: Router,
}

impl Parts {
    /// Parts of the pages behind these routes.
    pub fn new(scripts: &Scripts, routes: Router) -> Self {
        let version = HeaderValue::from_str(&scripts.version).unwrap_or(HeaderValue::from_static(""));
        Self { version, routes }
    }
}

/// The address of the page at the end of the redirects.
#[derive(Clone, Debug)]
struct Address(String);

/// Follows the redirects of an answer to a request for a part.
pub(crate) async fn follow(State(parts): State<Parts>, request: Request, next: Next) -> Response {
    if !request.headers().contains_key(&KIND) {
        return next.run(request).await;
    }
    let (headers, extensions) = (request.headers().clone(), request.extensions().clone());
    let address = in_site(request.uri());
    let answer = next.run(request).await;
    let (mut answer, address) = lead_on(answer, address, (headers, extensions), &parts.routes).await;
    answer.extensions_mut().insert(Address(address));
    answer
}

/// Says what an answer to a request for a part is, wherever it was made. Answers to other requests stay as they are, but
/// say that a part is another answer.
pub(crate) async fn mark(State(parts): State<Parts>, request: Request, next: Next) -> Response {
    let asked = request.headers().get(&KIND).cloned();
    let is_ahead = asked.as_ref().is_some_and(|value| value == AHEAD);
    if is_ahead && request.method() != Method::GET {
        return nothing();
    }
    let address = in_site(request.uri());
    let mut answer = next.run(request).await;
    let is_html = is_html(&answer);
    if is_html {
        answer.headers_mut().append(VARY, HeaderValue::from_static(PART));
    }
    if asked.is_none() {
        return answer;
    }
    let may_be_given = answer.headers_mut().remove(NOT_AHEAD).is_none() && answer.status() == StatusCode::OK;
    if is_ahead && !may_be_given {
        return nothing();
    }
    let kind = if answer.extensions().get::<IsNotice>().is_some() { NOTICE } else { PAGE };
    let address = answer.extensions().get::<Address>().map_or(address, |Address(address)| address.clone());
    if is_html && let Ok(address) = HeaderValue::from_str(&address) {
        let headers = answer.headers_mut();
        headers.insert(KIND, HeaderValue::from_static(kind));
        headers.insert(ADDRESS, address);
        headers.insert(VERSION, parts.version);
    }
    answer
}

/// The answer for a page that cannot be fetched ahead: the browser fetches it again when the reader asks for it.
fn nothing() -> Response {
    let mut answer = Response::new(Body::empty());
    *answer.status_mut() = StatusCode::NO_CONTENT;
    answer
}

/// The answer at the end of the redirects, and its address.
async fn lead_on(
    mut answer: Response,
    mut address: String,
    (mut headers, extensions): (HeaderMap, Extensions),
    routes: &Router,
) -> (Response, String) {
    headers.remove(CONTENT_TYPE);
    headers.remove(CONTENT_LENGTH);
    for _ in 0..limits::REDIRECTS {
        let Some((to, fragment)) = leads_to(&answer) else { break };
        let cookies: Vec<_> = answer.headers().get_all(SET_COOKIE).iter().cloned().collect();
        cookies.iter().for_each(|cookie| take_cookie(&mut headers, cookie));
        let mut request = Request::new(Body::empty());
        (*request.method_mut(), *request.uri_mut()) = (Method::GET, to);
        (*request.headers_mut(), *request.extensions_mut()) = (headers.clone(), extensions.clone());
        address = in_site(request.uri()) + &fragment;
        answer = routes.clone().oneshot(request).await.into_response();
        // The last cookie of a name counts.
        let newer: Vec<_> = answer.headers().get_all(SET_COOKIE).iter().cloned().collect();
        answer.headers_mut().remove(SET_COOKIE);
        cookies.into_iter().chain(newer).for_each(|cookie| {
            answer.headers_mut().append(SET_COOKIE, cookie);
        });
    }
    (answer, address)
}

/// Where an answer leads to within this site: the address, and its fragment with the `#`.
fn leads_to(answer: &Response) -> Option<(Uri, String)> {
    let to = answer.headers().get(LOCATION).filter(|_| answer.status().is_redirection())?.to_str().ok()?;
    let is_path = to.starts_with('/') && !to.starts_with("//") && !to.starts_with("/\\");
    let (path, fragment) = to.split_once('#').map_or((to, String::new()), |(path, id)| (path, format!("#{id}")));
    Some((path.parse().ok().filter(|_| is_path)?, fragment))
}

/// Puts a cookie that an answer sets in place of the one that the request carried.
fn take_cookie(headers: &mut HeaderMap, set: &HeaderValue) {
    let Some((name, value)) = set.to_str().ok().and_then(|set| set.split(';').next()?.split_once('=')) else { return };
    let had = headers.get_all(COOKIE).iter().filter_map(|cookies| cookies.to_str().ok()).flat_map(|all| all.split(';'));
    let others = had.map(str::trim).filter(|pair| pair.split_once('=').is_none_or(|(key, _)| key != name));
    let own = format!("{name}={value}");
    let all: Vec<_> =
        others.chain((!value.is_empty()).then_some(own.as_str())).filter(|pair| !pair.is_empty()).collect();
    match HeaderValue::from_str(&all.join("; ")) {
        Ok(cookies) if !cookies.is_empty() => headers.insert(COOKIE, cookies),
        _ => headers.remove(COOKIE),
    };
}

fn in_site(address: &Uri) -> String {
    address.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string)
}

fn is_html(answer: &Response) -> bool {
    answer.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_that_is_set_takes_the_place_of_the_one_before() {
        let after = |had: &'static str, set: &'static str| {
            let mut headers = HeaderMap::new();
            if !had.is_empty() {
                headers.insert(COOKIE, HeaderValue::from_static(had));
            }
            take_cookie(&mut headers, &HeaderValue::from_static(set));
            headers.get(COOKIE).and_then(|cookies| cookies.to_str().ok()).unwrap_or_default().to_owned()
        };
        assert_eq!(after("a=1; b=2", "a=3; Path=/; HttpOnly"), "b=2; a=3");
        assert_eq!(after("a=1; b=2", "a=; Max-Age=0"), "b=2");
        assert_eq!(after("a=1", "a=; Max-Age=0"), "");
        assert_eq!(after("", "c=3"), "c=3");
    }

    #[test]
    fn only_addresses_of_this_site_are_followed() {
        let to = |location: &'static str| {
            let mut answer = Response::new(Body::empty());
            *answer.status_mut() = StatusCode::SEE_OTHER;
            answer.headers_mut().insert(LOCATION, HeaderValue::from_static(location));
            leads_to(&answer).map(|(uri, fragment)| (uri.to_string(), fragment))
        };
        assert_eq!(to("/users?done=1#top"), Some(("/users?done=1".to_owned(), "#top".to_owned())));
        assert_eq!(to("/users"), Some(("/users".to_owned(), String::new())));
        for elsewhere in ["https://evil.example/", "//evil.example/", "/\\evil.example", "users"] {
            assert_eq!(to(elsewhere), None, "{elsewhere}");
        }
    }
}
