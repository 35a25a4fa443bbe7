//! What is shown while a page is on its way and when it does not come, and what is announced when it has come. The
//! elements are drawn by `views::frame`.

use super::super::hide;
use crate::limits;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use std::cell::{Cell, RefCell};
use web_sys::HtmlElement;

const PROGRESS: &str = "progress";
const FAILED: &str = "failed";
const SENTENCE: &str = "failed-sentence";
pub(super) const AGAIN: &str = "failed-again";
pub(super) const CLOSE: &str = "failed-close";
const ANNOUNCEMENT: &str = "announcement";

thread_local! {
    static TIMER: RefCell<Option<Timeout>> = const { RefCell::new(None) };
    static IS_BUSY: Cell<bool> = const { Cell::new(false) };
}

/// Shows whether a page is on its way: at once to assistive software, and to the eye if it takes long.
pub(super) fn under_way(is: bool) {
    IS_BUSY.set(is);
    if let Some(main) = document().get_element_by_id("main") {
        // Fails only for an invalid attribute name.
        let _ = if is { main.set_attribute("aria-busy", "true") } else { main.remove_attribute("aria-busy") };
    }
    let show = || {
        if let Some(bar) = document().get_element_by_id(PROGRESS).filter(|_| IS_BUSY.get()) {
            hide(&bar, false);
        }
    };
    TIMER.set(is.then(|| Timeout::new(limits::PAGE_UNNOTICED, show)));
    if !is && let Some(bar) = document().get_element_by_id(PROGRESS) {
        hide(&bar, true);
        let _ = bar.remove_attribute("data-sent");
    }
}

/// Shows how much of a file is sent, in percent. A whole number: writing fractions would add a twelfth to the main part.
pub(super) fn sent(percent: u32) {
    if let Some(bar) = document().get_element_by_id(PROGRESS).and_then(|bar| bar.dyn_into::<HtmlElement>().ok()) {
        let _ = bar.set_attribute("data-sent", "");
        let _ = bar.style().set_property("--sent", &percent.to_string());
    }
}

/// Says why the page did not come; `can_repeat` offers to ask for it again.
pub(super) fn failed(sentence: &str, can_repeat: bool) {
    if let Some(text) = document().get_element_by_id(SENTENCE) {
        text.set_text_content(Some(sentence));
    }
    if let Some(again) = document().get_element_by_id(AGAIN) {
        hide(&again, !can_repeat);
    }
    if let Some(notice) = document().get_element_by_id(FAILED) {
        hide(&notice, false);
    }
}

/// Takes the notice away.
pub(super) fn close() {
    if let Some(notice) = document().get_element_by_id(FAILED) {
        hide(&notice, true);
    }
}

/// Tells screen readers which page has come.
pub(super) fn announce(title: &str) {
    if let Some(announcement) = document().get_element_by_id(ANNOUNCEMENT) {
        announcement.set_text_content(Some(title));
    }
}
