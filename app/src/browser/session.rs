//! Checks that the page still belongs to the person who is signed in. When it does not, the page is emptied, or covered
//! if unsent input may be wanted again. A hidden page is covered until the server has answered.

use super::{MARK, elements, here, listen};
use crate::limits;
use crate::routes;
use gloo_net::http::Request;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use std::cell::Cell;
use web_sys::{HtmlElement, PageTransitionEvent, VisibilityState};

/// The id of the cover, which `views::cover` draws with its texts and its link.
const COVER: &str = "cover";
const HEADING: &str = "cover-heading";
const SENTENCE: &str = "cover-sentence";
const LINK: &str = "cover-link";

thread_local! {
    /// Whether the page has been shown as ended.
    static OVER: Cell<bool> = const { Cell::new(false) };
}

/// The outcome of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SessionCheck {
    /// The person for whom the page was drawn is still signed in.
    Here,
    /// The person is no longer signed in, and the page shows this.
    Over,
    /// The server does not answer.
    Unknown,
}

/// Covers the page whenever it is hidden, and checks when it is visible again.
pub(super) fn watch() {
    listen("visibilitychange", |_| {
        if document().visibility_state() == VisibilityState::Visible {
            leptos::task::spawn_local(uncover());
        } else {
            cover(true);
        }
    });
    // A page restored from the back/forward cache gets no visibilitychange event.
    listen("pagehide", |_| cover(true));
    listen("pageshow", |event| {
        if event.dyn_ref::<PageTransitionEvent>().is_some_and(PageTransitionEvent::persisted) {
            leptos::task::spawn_local(uncover());
        }
    });
}

/// Checks until the server answers, and removes the cover if the page still belongs to the reader.
async fn uncover() {
    while check().await == SessionCheck::Unknown {
        TimeoutFuture::new(limits::SESSION_RETRY).await;
        if document().visibility_state() != VisibilityState::Visible {
            return;
        }
    }
    if !OVER.get() && document().visibility_state() == VisibilityState::Visible {
        cover(false);
    }
}

/// Checks whether the page still belongs to the reader, and ends it if not.
pub(super) async fn check() -> SessionCheck {
    if OVER.get() {
        return SessionCheck::Over;
    }
    let Some(member) = member() else { return SessionCheck::Here };
    let answer = Request::get(&format!("{}?member={member}", routes::SESSION)).send().await;
    let (status, text) = match answer {
        Ok(answer) => (answer.status(), answer.text().await.unwrap_or_default()),
        Err(_) => (0, String::new()),
    };
    match status {
        204 => SessionCheck::Here,
        401 | 409 => {
            end(&text);
            SessionCheck::Over
        }
        _ => SessionCheck::Unknown,
    }
}

/// Whether the page has been shown as ended.
pub(super) fn is_over() -> bool {
    OVER.get()
}

/// The member that the page was drawn for.
pub(super) fn member() -> Option<String> {
    let seat = document().get_element_by_id(MARK)?.get_attribute("data-seat")?;
    seat.split(' ').next().map(str::to_owned)
}

/// Ends the page as the server describes it, one line each: `keep` or `empty`, a heading, a sentence, and the link's
/// text and address. An address that ends with `next=` leads back here.
fn end(text: &str) {
    if OVER.replace(true) {
        return;
    }
    let [keeps, heading, sentence, label, to] = {
        let mut lines = text.lines().map(str::trim);
        std::array::from_fn(|_| lines.next().unwrap_or_default())
    };
    show_end(keeps == "keep", heading, sentence, (label, to));
}

/// Ends a page whose reader is here and may not see it any more: nothing of it is left.
pub(super) fn withdraw(heading: &str, sentence: &str, link: (&str, &str)) {
    if !OVER.replace(true) {
        show_end(false, heading, sentence, link);
    }
}

fn show_end(keeps: bool, heading: &str, sentence: &str, (label, to): (&str, &str)) {
    for (id, text) in [(HEADING, heading), (SENTENCE, sentence), (LINK, label)] {
        if let Some(element) = document().get_element_by_id(id) {
            element.set_text_content(Some(text));
        }
    }
    let back = if to.ends_with('=') { here().map(|here| routes::escape(&here).to_string()) } else { None };
    set(LINK, "href", &(to.to_owned() + &back.unwrap_or_default()));
    let Some(body) = document().body() else { return };
    for beside in elements(&body, ":scope > :not(#cover, script)") {
        // What was found may name people, and a dialog is shown above everything.
        if keeps && beside.tag_name() != "DIALOG" {
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
        // Fails only for an element that has been removed.
        let _ = element.focus();
    }
}

fn set(id: &str, name: &str, value: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        // Fails only for an invalid attribute name.
        let _ = element.set_attribute(name, value);
    }
}

/// Puts the cover over the page, or removes it.
fn cover(covers: bool) {
    if let Some(element) = element() {
        element.set_hidden(!covers);
    }
}

fn element() -> Option<HtmlElement> {
    document().get_element_by_id(COVER)?.dyn_into().ok()
}
