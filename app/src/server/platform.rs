//! What pages and forms ask of where they run, on the server. `browser/platform.rs` has the same functions.

use super::posts::{self, Body};
use super::{Posted, RoleNow, Visit, doors};
use crate::failure::Failure;
use crate::posted::PostedFile;
use crate::views::Choosing;
use axum::http::StatusCode;
use domain::access::Denial;
use domain::id::ImportId;
use domain::problem::Problem;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The stamp of the page that is being drawn; empty where nobody is signed in.
pub(crate) fn stamp() -> String {
    use_context::<Visit>().map(|visit| visit.stamp_to_draw()).unwrap_or_default()
}

/// A view that follows the signals it reads. On the server, where nothing changes any more once it was fetched, it is
/// made at once: left as a closure it would be made three times, to learn what it waits for, to wait, and to write it.
pub(crate) fn following<V>(view: impl Fn() -> V + Send + 'static) -> V {
    untrack(view)
}

/// Where form and preview of a page meet. None on the server, where many pages are made at once.
pub(crate) const fn choosing() -> Option<Choosing> {
    None
}

/// The form that was posted to this page, if one was. Call it while the page's component runs.
/// A body that is no form at all counts as an empty one, whose fields then say what is missing.
pub fn posted<T: DeserializeOwned + Default>() -> Option<T> {
    Posted::take().map(|body| match body {
        Body::Form(body) => read_form(&body).unwrap_or_default(),
        Body::File(_) => T::default(),
    })
}

/// The file that was posted to this page, if a form was. Call it while the page's component runs. A form without a file counts
/// as an empty one.
pub fn posted_file() -> Option<PostedFile> {
    Posted::take().map(|body| match body {
        Body::File(file) => file,
        Body::Form(_) => PostedFile::default(),
    })
}

/// Reads the body of a form.
pub(crate) fn read_form<T: DeserializeOwned>(body: &[u8]) -> Option<T> {
    serde_urlencoded::from_bytes(body).ok()
}

/// A form as fields of another one carry it, so that [`posted`] reads it from there.
pub fn fields_of<T: Serialize>(form: &T) -> Vec<(String, String)> {
    let text = serde_urlencoded::to_string(form).unwrap_or_default();
    serde_urlencoded::from_str(&text).unwrap_or_default()
}

/// Sends the form that is posted to an address as it is sent without scripts: in the browser only.
pub(crate) const fn send_plainly(_: &str) {}

/// Leads the browser to another page of this site: by redirect while the server renders, by a fresh load in the browser
/// (whoever was signed in before leaves nothing behind).
#[derive(Clone)]
pub struct Onward {
    response: Option<ResponseOptions>,
}

impl Onward {
    /// Made while a component or server function runs; used later.
    pub fn new() -> Self {
        Self { response: use_context() }
    }

    /// Goes to `path`.
    pub fn go(&self, path: &str) {
        posts::lead_on(self.response.as_ref(), path);
    }
}

/// The key of one filling-in: the same form sent twice carries the same one, and adds one person.
pub(crate) fn new_form_key() -> String {
    backend::users::new_form_key().to_string()
}

/// Reads a file that was posted, and keeps it. Files come with forms only, so this is no server function; the door is the same.
pub(crate) async fn bring_list(file: PostedFile) -> Result<ImportId, Failure> {
    doors::signed_in(
        |backend, actor| async move { backend::import::stage(&backend, &actor, &file.name, file.bytes).await },
    )
    .await
}

/// What is said of a refusal when the role of whoever sent a form is another than the page showed that it was on.
pub(crate) fn since_page(problem: Problem) -> Problem {
    if let Problem::Denied(denial) = &problem
        && *denial != Denial::OnlyViewing
        && let Some(RoleNow(Some(role))) = use_context()
    {
        return Problem::RoleChanged { role };
    }
    problem
}

/// Gives the page the status that says the same, while the server renders it.
pub(crate) fn say(problem: &Problem) {
    if let Some(visit) = use_context::<Visit>() {
        visit.note_refusal(problem);
    }
    if let Ok(status) = StatusCode::from_u16(problem.status()) {
        set_status(status);
    }
}

/// What was sent is nothing a page of ours sends: the answer's status says whose fault it is.
pub(crate) fn say_it_was_asked_wrongly() {
    set_status(StatusCode::BAD_REQUEST);
}

/// The page is there all the same, when only something beside it was not.
pub(crate) fn say_it_is_there() {
    set_status(StatusCode::OK);
}

fn set_status(status: StatusCode) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status);
    }
}
