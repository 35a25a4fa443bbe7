//! Whether the page is still for the person it was made for. Once it is not, it says so and shows nothing else: it is emptied,
//! or covered where what was typed may be wanted again. A page out of sight is covered until the server has answered.

use super::{MARK, elements, here, listen};
use crate::routes;
use gloo_net::http::Request;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use std::cell::Cell;
use web_sys::{HtmlElement, PageTransitionEvent, VisibilityState};

/// The ids of the cover, its texts and its link (`views::cover` draws them).
const COVER: &str = "cover";
const HEADING: &str = "cover-heading";
const SENTENCE: &str = "cover-sentence";
const LINK: &str = "cover-link";
/// Between two questions that were not answered.
const PAUSE_MILLISECONDS: u32 = 3_000;

thread_local! {
    /// The page has said that it is over.
    static OVER: Cell<bool> = const { Cell::new(false) };
}

/// What came of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Still {
    /// The person is signed in as before.
    Here,
    /// They are not, and the page says so.
    Over,
    /// The server does not answer.
    Unknown,
}

/// Covers the page whenever it goes out of sight, and asks when it comes back.
pub(super) fn watch() {
    listen("visibilitychange", |_| {
        if document().visibility_state() == VisibilityState::Visible {
            leptos::task::spawn_local(uncover());
        } else {
            cover(true);
        }
    });
    // A page that the browser kept whole and shows again has not seen its visibility change.
    listen("pagehide", |_| cover(true));
    listen("pageshow", |event| {
        if event.dyn_ref::<PageTransitionEvent>().is_some_and(PageTransitionEvent::persisted) {
            leptos::task::spawn_local(uncover());
        }
    });
}

/// Asks until the server has answered; the cover goes when the page is still theirs.
async fn uncover() {
    while check().await == Still::Unknown {
        TimeoutFuture::new(PAUSE_MILLISECONDS).await;
        if document().visibility_state() != VisibilityState::Visible {
            return;
        }
    }
    if !OVER.get() && document().visibility_state() == VisibilityState::Visible {
        cover(false);
    }
}

/// Asks whether the page is still theirs, and shows what it is told when it is not.
pub(super) async fn check() -> Still {
    if OVER.get() {
        return Still::Over;
    }
    let Some(member) = member() else { return Still::Here };
    let answer = Request::get(&format!("{}?member={member}", routes::SESSION)).send().await;
    let (status, text) = match answer {
        Ok(answer) => (answer.status(), answer.text().await.unwrap_or_default()),
        Err(_) => (0, String::new()),
    };
    match status {
        204 => Still::Here,
        401 | 409 => {
            end(&text);
            Still::Over
        }
        _ => Still::Unknown,
    }
}

/// Whom the page was made for.
fn member() -> Option<String> {
    let seat = document().get_element_by_id(MARK)?.get_attribute("data-seat")?;
    seat.split(' ').next().map(str::to_owned)
}

/// Shows that the page is over, as the server says it, a line each: whether to `keep` or `empty` the page, a heading, a
/// sentence, and the link's words and address. An address that ends with `next=` leads back here.
fn end(text: &str) {
    if OVER.replace(true) {
        return;
    }
    let [keeps, heading, sentence, label, to] = {
        let mut lines = text.lines().map(str::trim);
        std::array::from_fn(|_| lines.next().unwrap_or_default())
    };
    for (id, text) in [(HEADING, heading), (SENTENCE, sentence), (LINK, label)] {
        if let Some(element) = document().get_element_by_id(id) {
            element.set_text_content(Some(text));
        }
    }
    let back = if to.ends_with('=') { here().map(|here| routes::escape(&here).to_string()) } else { None };
    set(LINK, "href", &(to.to_owned() + &back.unwrap_or_default()));
    let Some(body) = document().body() else { return };
    for beside in elements(&body, ":scope > :not(#cover, script)") {
        if keeps == "keep" {
            let _ = beside.set_attribute("inert", "");
        } else {
            beside.remove();
        }
    }
    document().set_title(heading);
    cover(true);
    set(HEADING, "role", "heading");
    set(HEADING, "aria-level", "1");
    set(COVER, "role", "alertdialog");
    set(COVER, "data-over", "");
    if let Some(element) = element() {
        // Refused only for an element that is gone.
        let _ = element.focus();
    }
}

fn set(id: &str, name: &str, value: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        // Refused only for a name that is no attribute's.
        let _ = element.set_attribute(name, value);
    }
}

/// Puts the cover over the page, or takes it away.
fn cover(covers: bool) {
    if let Some(element) = element() {
        element.set_hidden(!covers);
    }
}

fn element() -> Option<HtmlElement> {
    document().get_element_by_id(COVER)?.dyn_into().ok()
}
