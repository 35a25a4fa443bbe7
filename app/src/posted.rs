//! Forms that were posted to the page's own URL: the way they work without scripts.
//!
//! The page runs the same server function as the browser would, and renders again with the outcome and what was typed,
//! or leads on. Without this, a failing server function would redirect with its error in the URL and lose what was typed.

use serde::Serialize;
use serde::de::DeserializeOwned;

#[cfg(feature = "ssr")]
mod native {
    use axum::http::{HeaderValue, StatusCode, header};
    use leptos::prelude::*;
    use leptos_axum::ResponseOptions;
    use std::sync::{Arc, Mutex};

    /// How the field of a form begins that carries the stamp.
    const STAMP_IS: &[u8] = b"stamp=";

    /// The body of the post that is being answered. It is taken once: a page that is looked at twice acts once.
    #[derive(Clone, Debug)]
    pub struct Posted(Arc<Mutex<Option<Body>>>);

    /// The name of the role somebody has now, when the page that the form was on shows another.
    #[derive(Clone, Debug)]
    pub struct RoleNow(pub Option<String>);

    #[derive(Debug)]
    pub(super) enum Body {
        Form(Vec<u8>),
        File(super::PostedFile),
    }

    impl Posted {
        /// A post with this body.
        pub fn new(body: Vec<u8>) -> Self {
            Self(Arc::new(Mutex::new(Some(Body::Form(body)))))
        }

        /// A post with a file.
        pub fn with_file(file: super::PostedFile) -> Self {
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
    pub(super) fn lead_on(response: Option<&ResponseOptions>, path: &str) {
        if let (Some(response), Ok(path)) = (response, HeaderValue::from_str(path)) {
            response.set_status(StatusCode::SEE_OTHER);
            response.insert_header(header::LOCATION, path);
        }
    }
}
#[cfg(feature = "ssr")]
pub use native::{Posted, RoleNow};

/// The form that was posted to this page, if one was. Call it while the page's component runs.
/// A body that is no form at all counts as an empty one, whose fields then say what is missing.
pub fn posted<T: DeserializeOwned + Default>() -> Option<T> {
    #[cfg(feature = "ssr")]
    {
        native::Posted::take().map(|body| match body {
            native::Body::Form(body) => serde_urlencoded::from_bytes(&body).unwrap_or_default(),
            native::Body::File(_) => T::default(),
        })
    }
    #[cfg(not(feature = "ssr"))]
    {
        None
    }
}

/// A file that came with a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PostedFile {
    /// Its name, as the browser says it.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// The file that was posted to this page, if a form was. Call it while the page's component runs. A form without a file counts
/// as an empty one.
pub fn posted_file() -> Option<PostedFile> {
    #[cfg(feature = "ssr")]
    {
        native::Posted::take().map(|body| match body {
            native::Body::File(file) => file,
            native::Body::Form(_) => PostedFile::default(),
        })
    }
    #[cfg(not(feature = "ssr"))]
    {
        None
    }
}

#[cfg(all(test, feature = "ssr"))]
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

/// The first value of this name among the pairs of a form.
pub fn first<'p>(pairs: &'p [(String, String)], name: &str) -> Option<&'p str> {
    all(pairs, name).next()
}

/// Every value of this name, in order.
pub fn all<'p>(pairs: &'p [(String, String)], name: &str) -> impl Iterator<Item = &'p str> {
    pairs.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// A form as fields of another one carry it, so that [`posted`] reads it from there.
pub fn fields_of<T: Serialize>(form: &T) -> Vec<(String, String)> {
    #[cfg(feature = "ssr")]
    {
        let text = serde_urlencoded::to_string(form).unwrap_or_default();
        serde_urlencoded::from_str(&text).unwrap_or_default()
    }
    #[cfg(not(feature = "ssr"))]
    {
        let _ = form;
        Vec::new()
    }
}

/// Sends the form that is posted to `action` as it is sent without scripts, past what listens to it: what comes of it is
/// another page.
pub(crate) fn send_plainly(action: &str) {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast as _;
        let document = web_sys::window().and_then(|window| window.document());
        let form = document.and_then(|page| page.query_selector(&format!("form[action='{action}']")).ok().flatten());
        if let Some(form) = form.and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok()) {
            let _ = form.submit();
        }
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = action;
}

/// Leads the browser to another page of this site: by redirect while the server renders, by a fresh load in the browser
/// (whoever was signed in before leaves nothing behind).
#[derive(Clone)]
pub struct Onward {
    #[cfg(feature = "ssr")]
    response: Option<leptos_axum::ResponseOptions>,
}

impl Onward {
    /// Made while a component or server function runs; used later.
    pub fn new() -> Self {
        Self {
            #[cfg(feature = "ssr")]
            response: leptos::prelude::use_context(),
        }
    }

    /// Goes to `path`.
    pub fn go(&self, path: &str) {
        #[cfg(feature = "ssr")]
        native::lead_on(self.response.as_ref(), path);
        #[cfg(feature = "hydrate")]
        if let Some(window) = web_sys::window() {
            let _ = window.location().assign(path);
        }
        #[cfg(not(any(feature = "ssr", feature = "hydrate")))]
        let _ = path;
    }
}

impl Default for Onward {
    fn default() -> Self {
        Self::new()
    }
}
