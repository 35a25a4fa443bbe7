//! What pages and forms ask of where they run, in the browser. `server/platform.rs` has the same functions. What a page asks
//! only while it is drawn does nothing here: the browser draws no page.

use crate::failure::Failure;
use crate::posted::PostedFile;
use crate::stamp::STAMP;
use crate::views::SharedSelection;
use domain::id::ImportId;
use domain::problem::Problem;
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::RefCell;

/// The stamp of the page that is open.
pub(crate) fn stamp() -> String {
    crate::browser::meta(STAMP).unwrap_or_default()
}

/// A view that follows the signals it reads.
pub(crate) fn following<V>(view: impl Fn() -> V + Send + 'static) -> impl Fn() -> V + Send + 'static {
    view
}

/// Whether only a part of the page was asked for: it is drawn elsewhere.
pub(crate) const fn is_part() -> bool {
    false
}

/// The content of an island, which is dropped with everything that belongs to it when its element leaves the page.
pub(crate) fn woken(view: impl IntoView + 'static) -> impl IntoView {
    crate::browser::KeptView::new(view)
}

thread_local! {
    static CHOOSING: RefCell<SharedSelection> = RefCell::default();
}

/// Where form and preview of the page meet.
pub(crate) fn choosing() -> Option<SharedSelection> {
    Some(CHOOSING.with_borrow(Clone::clone))
}

/// Gives the next page a meeting place of its own.
pub(crate) fn forget_choosing() {
    CHOOSING.take();
}

/// The form that was posted to this page: none.
pub fn posted<T: DeserializeOwned + Default>() -> Option<T> {
    None
}

/// The file that was posted to this page: none.
pub const fn posted_file() -> Option<PostedFile> {
    None
}

/// Reads the body of a form: nothing.
pub(crate) const fn read_form<T: DeserializeOwned>(_: &[u8]) -> Option<T> {
    None
}

/// A form as fields of another one carry it: none.
pub const fn fields_of<T: Serialize>(_: &T) -> Vec<(String, String)> {
    Vec::new()
}

/// Leads the browser to another page of this site, by a fresh load: nothing of the session before stays in memory.
#[derive(Clone)]
pub struct Redirector;

impl Redirector {
    /// Used later.
    pub const fn new() -> Self {
        Self
    }

    /// Goes to `path`.
    pub fn go(&self, path: &str) {
        let _ = window().location().assign(path);
    }
}

/// The key of one filling-in: given by the server, with the form.
pub(crate) const fn new_form_key() -> String {
    String::new()
}

/// Takes a list of staff: files come with forms only, and those are the server's.
pub(crate) async fn upload_list(_: PostedFile) -> Result<ImportId, Failure> {
    Err(Failure(Problem::Unexpected))
}

/// The message shown for a refusal.
pub(crate) const fn since_page(problem: Problem) -> Problem {
    problem
}

/// Gives the page the status that says the same: nothing.
pub(crate) const fn respond_with(_: &Problem) {}

/// Has the answer say whose fault it is: nothing.
pub(crate) const fn respond_bad_request() {}

/// Has the answer say that the page is there: nothing.
pub(crate) const fn say_it_is_there() {}
