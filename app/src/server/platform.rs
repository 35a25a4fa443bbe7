//! What pages and forms ask of where they run, on the server. `browser/platform.rs` has the same functions.

use super::posts::{self, Body};
use super::{CurrentRole, Posted, Visit, doors};
use crate::failure::Failure;
use crate::part::PART;
use crate::posted::PostedFile;
use crate::views::SharedSelection;
use axum::http::StatusCode;
use axum::http::request::Parts;
use domain::access::Denial;
use domain::id::ImportId;
use domain::problem::Problem;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The stamp of an earlier page, for a form that carries on what was sent from there.
#[derive(Clone, Debug)]
pub(super) struct HeldStamp(pub String);

/// The stamp of the page that is being drawn, or of the one it carries on from; empty where nobody is signed in.
pub(crate) fn stamp() -> String {
    if let Some(HeldStamp(stamp)) = use_context() {
        return stamp;
    }
    use_context::<Visit>().map(|visit| visit.stamp_to_draw()).unwrap_or_default()
}

/// A view that follows the signals it reads. On the server, where nothing changes any more once it was fetched, it is
/// made at once: left as a closure it would be made three times, to learn what it waits for, to wait, and to write it.
pub(crate) fn following<V>(view: impl Fn() -> V + Send + 'static) -> V {
    untrack(view)
}

/// Whether the browser has the document already and asked for a part.
pub(crate) fn is_part() -> bool {
    use_context::<Parts>().is_some_and(|request| request.headers.contains_key(PART))
}

/// The content of an island. Only the browser has to keep track of it.
pub(crate) const fn woken<V>(view: V) -> V {
    view
}

/// Where form and preview of a page meet. None on the server, where many pages are made at once.
pub(crate) const fn choosing() -> Option<SharedSelection> {
    None
}

/// The form posted to this page, if there is one. Call it while the page's component runs. A body that is not a form
/// counts as an empty form, whose fields then show what is missing.
pub fn posted<T: DeserializeOwned + Default>() -> Option<T> {
    Posted::take().map(|body| match body {
        Body::Form(body) => read_form(&body).unwrap_or_default(),
        Body::File(_) => T::default(),
    })
}

/// The file posted to this page, if a form was posted. Call it while the page's component runs. A form without a file
/// counts as an empty file.
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

/// A form as hidden fields of another form, in the shape that [`posted`] reads.
pub fn fields_of<T: Serialize>(form: &T) -> Vec<(String, String)> {
    let text = serde_urlencoded::to_string(form).unwrap_or_default();
    serde_urlencoded::from_str(&text).unwrap_or_default()
}

/// Leads the browser to another page of this site: by redirect while the server renders, by a full load in the browser,
/// so that nothing of an earlier session remains.
#[derive(Clone)]
pub struct Redirector {
    response: Option<ResponseOptions>,
}

impl Redirector {
    /// Created while a component or server function runs; used later.
    pub fn new() -> Self {
        Self { response: use_context() }
    }

    /// Goes to `path`.
    pub fn go(&self, path: &str) {
        posts::redirect_to(self.response.as_ref(), path);
    }
}

/// A new idempotency key: the same form sent twice carries the same key, and adds one person.
pub(crate) fn new_form_key() -> String {
    backend::users::new_form_key().to_string()
}

/// Reads a posted file and stores it. Files arrive only with forms, so this is not a server function; it uses the same
/// door.
pub(crate) async fn upload_list(file: PostedFile) -> Result<ImportId, Failure> {
    doors::signed_in(
        |backend, actor| async move { backend::import::stage(&backend, &actor, &file.name, file.bytes).await },
    )
    .await
}

/// The problem with a note, if the reader's role has changed since the page with the form was drawn.
pub(crate) fn since_page(problem: Problem) -> Problem {
    if let Problem::Denied(denial) = &problem
        && *denial != Denial::OnlyViewing
        && let Some(CurrentRole(Some(role))) = use_context()
    {
        return Problem::RoleChanged { role };
    }
    problem
}

/// Sets the page's HTTP status to match the problem, while the server renders it.
pub(crate) fn respond_with(problem: &Problem) {
    if let Some(visit) = use_context::<Visit>() {
        visit.note_refusal(problem);
    }
    if let Ok(status) = StatusCode::from_u16(problem.status()) {
        set_status(status);
    }
}

/// Sets the status for a request that none of the application's pages sends: the error is the client's.
pub(crate) fn respond_bad_request() {
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
