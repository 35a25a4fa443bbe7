//! What runs in the browser besides the islands: following changes at the school, redrawing the regions of a page that
//! the server draws, and small behaviours of forms and menus. Islands live in `views`; nothing here holds data of its
//! own.

mod comparing;
mod finding;
mod forms;
mod navigation;
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

/// The element that holds the change number the page was drawn at, and the member it was drawn for.
const MARK: &str = "live";

/// Starts everything, once per page.
pub fn start() {
    forms::watch();
    navigation::watch();
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

/// Adds a listener that stays for the life of the page.
fn listen(name: &'static str, heard: impl Fn(&Event) + 'static) {
    std::mem::forget(window_event_listener_untyped(name, move |event| heard(&event)));
}

/// The target of an event, if it is an element of type `T`.
fn target<T: leptos::wasm_bindgen::JsCast>(event: &Event) -> Option<T> {
    event.target()?.dyn_into().ok()
}

/// The elements inside `within` that match a selector.
fn elements(within: &Element, selector: &str) -> impl Iterator<Item = Element> + use<> {
    let found = within.query_selector_all(selector).ok();
    let length = found.as_ref().map_or(0, web_sys::NodeList::length);
    (0..length).filter_map(move |place| found.as_ref()?.get(place)?.dyn_into().ok())
}

/// Hides an element, or shows it again.
fn hide(element: &Element, hidden: bool) {
    if let Some(element) = element.dyn_ref::<HtmlElement>().filter(|element| element.hidden() != hidden) {
        element.set_hidden(hidden);
    }
}

/// Adds a listener to an element, for the life of the page.
fn listen_at(element: &Element, name: &str, heard: impl Fn(&Event) + 'static) {
    let heard = Closure::<dyn Fn(Event)>::new(move |event| heard(&event));
    // Adding a listener cannot fail with these arguments.
    let _ = element.add_event_listener_with_callback(name, heard.as_ref().unchecked_ref());
    heard.forget();
}

/// The browser's address: path and query.
fn here() -> Option<String> {
    let location = document().location()?;
    Some(location.pathname().ok()? + &location.search().ok()?)
}

/// The element that has the focus.
fn focused() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}
