//! What was posted to the page that is being drawn, and redirecting from it to the next page.

use crate::posted::PostedFile;
use axum::http::{HeaderValue, StatusCode, header};
use domain::role::NamedRole;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use std::sync::{Arc, Mutex};

/// How the field of a form begins that carries the stamp.
const STAMP_IS: &[u8] = b"stamp=";

/// The body of the post that is being answered. It is taken once: a page that is looked at twice acts once.
#[derive(Clone, Debug)]
pub struct Posted(Arc<Mutex<Option<Body>>>);

/// The role somebody has now, when the page that the form was on shows another.
#[derive(Clone, Debug)]
pub struct CurrentRole(pub Option<NamedRole>);

#[derive(Debug)]
pub(super) enum Body {
    Form(Vec<u8>),
    File(PostedFile),
}

impl Posted {
    /// A post with this body.
    pub fn new(body: Vec<u8>) -> Self {
        Self(Arc::new(Mutex::new(Some(Body::Form(body)))))
    }

    /// A post with a file.
    pub fn with_file(file: PostedFile) -> Self {
        Self(Arc::new(Mutex::new(Some(Body::File(file)))))
    }

    /// What a form sends, without the stamp of the page it was on, and that stamp.
    pub fn read(body: &[u8]) -> (Vec<u8>, Option<String>) {
        let is_stamp = |pair: &&[u8]| pair.starts_with(STAMP_IS);
        let pairs = || body.split(|byte| *byte == b'&');
        let stamp = pairs()
            .find(is_stamp)
            .and_then(|pair| serde_urlencoded::from_bytes::<Vec<(String, String)>>(pair).ok()?.into_iter().next());
        let others: Vec<_> = pairs().filter(|pair| !is_stamp(pair)).collect();
        (others.join(&b'&'), stamp.map(|(_, value)| value))
    }

    pub(super) fn take() -> Option<Body> {
        use_context::<Self>()?.0.lock().ok()?.take()
    }
}

/// Answers the request with "see there": what follows a form that did its work.
pub(super) fn redirect_to(response: Option<&ResponseOptions>, path: &str) {
    if let (Some(response), Ok(path)) = (response, HeaderValue::from_str(path)) {
        response.set_status(StatusCode::SEE_OTHER);
        response.insert_header(header::LOCATION, path);
    }
}

#[cfg(test)]
mod tests {
    use super::Posted;

    #[test]
    fn the_stamp_is_taken_out_of_a_form_and_the_rest_stays_as_it_was_sent() {
        let read = |body: &str| {
            let (rest, stamp) = Posted::read(body.as_bytes());
            (String::from_utf8(rest).unwrap_or_default(), stamp)
        };
        assert_eq!(read("stamp=a%7Eb&x=%E9&x=2&stamp=c"), ("x=%E9&x=2".to_owned(), Some("a~b".to_owned())));
        assert_eq!(read("x=1&stamped=2"), ("x=1&stamped=2".to_owned(), None));
        assert_eq!(read(""), (String::new(), None));
        assert_eq!(read("stamp=%FF"), (String::new(), Some("\u{fffd}".to_owned())));
    }
}
