//! What runs in the browser besides the islands: following what changes in the school, and renewing those parts of a page
//! that the server draws and nobody fills in.

mod comparing;
mod finding;
mod forms;
mod going;
mod presenting;
mod regions;
mod session;
mod stream;
mod ticks;

use crate::live::Live;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use leptos::wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, HtmlElement};

/// The element that says which of the school's changes the page knows, and who it was made for.
const MARK: &str = "live";

/// Begins, once for a page.
pub fn start() {
    forms::watch();
    going::watch();
    ticks::watch();
    if document().get_element_by_id(comparing::FORM).is_some() {
        leptos::task::spawn_local(comparing::compare());
    }
    if document().get_element_by_id(finding::FINDING).is_some() {
        leptos::task::spawn_local(finding::find());
    }
    if document().get_element_by_id(presenting::PRESENTED).is_some() {
        leptos::task::spawn_local(presenting::present());
    }
    let Some(known) = document().get_element_by_id(MARK).and_then(|mark| number(&mark)) else { return };
    session::watch();
    let live = Live { page: known, changes: RwSignal::new(known) };
    provide_context(live);
    stream::listen(known, move |number| {
        live.changes.set(number);
        leptos::task::spawn_local(regions::renew());
    });
}

fn number(mark: &Element) -> Option<i64> {
    mark.get_attribute("data-change-no")?.parse().ok()
}

/// A listener that stays as long as the page.
fn listen(name: &'static str, heard: impl Fn(&Event) + 'static) {
    std::mem::forget(window_event_listener_untyped(name, move |event| heard(&event)));
}

/// What an event happened to, if it is such an element.
fn target<T: leptos::wasm_bindgen::JsCast>(event: &Event) -> Option<T> {
    event.target()?.dyn_into().ok()
}

/// The elements in `within` that a selector finds.
fn elements(within: &Element, selector: &str) -> impl Iterator<Item = Element> + use<> {
    let found = within.query_selector_all(selector).ok();
    let length = found.as_ref().map_or(0, web_sys::NodeList::length);
    (0..length).filter_map(move |place| found.as_ref()?.get(place)?.dyn_into().ok())
}

/// Puts an element out of sight, or back into it.
fn hide(element: &Element, hidden: bool) {
    if let Some(element) = element.dyn_ref::<HtmlElement>().filter(|element| element.hidden() != hidden) {
        element.set_hidden(hidden);
    }
}

/// A listener on an element, for as long as the page lasts.
fn listen_at(element: &Element, name: &str, heard: impl Fn(&Event) + 'static) {
    let heard = Closure::<dyn Fn(Event)>::new(move |event| heard(&event));
    // Refused for nothing that is written here.
    let _ = element.add_event_listener_with_callback(name, heard.as_ref().unchecked_ref());
    heard.forget();
}

/// Where the browser is: path and query.
fn here() -> Option<String> {
    let location = document().location()?;
    Some(location.pathname().ok()? + &location.search().ok()?)
}

/// The element that has the focus.
fn focused() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}
