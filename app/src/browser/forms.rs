//! Small things every page does: a form is sent once, and a menu folds when one is done with it.

use super::focused;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, HtmlFormElement, KeyboardEvent, SubmitEvent};

/// Says that a form is on its way.
const SENT: &str = "data-sent";
const OPEN_MENU: &str = "details.menu[open]";

/// Listens to the whole page.
pub(super) fn watch() {
    listen("submit", |event| {
        let form = event.target().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        let Some(form) = form.filter(|form| form.method() == "post" && !event.default_prevented()) else { return };
        if form.has_attribute(SENT) {
            event.prevent_default();
            return;
        }
        let button = event.dyn_ref::<SubmitEvent>().and_then(SubmitEvent::submitter);
        // Refused only for names that are no attributes'.
        let _ = form.set_attribute(SENT, "");
        let _ = button.map(|button| button.set_attribute("aria-busy", "true"));
    });
    listen("keydown", |event| {
        if event.dyn_ref::<KeyboardEvent>().is_some_and(|key| key.key() == "Escape") {
            fold(None);
        }
    });
    listen("click", |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        fold(target.as_ref());
    });
}

fn listen(name: &'static str, heard: impl Fn(&web_sys::Event) + 'static) {
    // For as long as the page is there.
    std::mem::forget(window_event_listener_untyped(name, move |event| heard(&event)));
}

/// Folds an open menu, unless `pressed` lies in it. The focus goes back to what opens it.
fn fold(pressed: Option<&Element>) {
    let Ok(Some(menu)) = document().query_selector(OPEN_MENU) else { return };
    if pressed.is_some_and(|pressed| menu.contains(Some(pressed))) {
        return;
    }
    let inside = focused().is_some_and(|element| menu.contains(Some(&element)));
    // Refused only for a name that is no attribute's.
    let _ = menu.remove_attribute("open");
    let summary = menu.query_selector("summary").ok().flatten().and_then(|summary| summary.dyn_into::<HtmlElement>().ok());
    if let Some(summary) = summary.filter(|_| inside) {
        // Refused only for an element that is gone.
        let _ = summary.focus();
    }
}
