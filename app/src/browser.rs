//! What runs in the browser besides the islands: following changes at the school, redrawing the regions of a page that
//! the server draws, and small behaviours of forms and menus. Islands live in `views`; nothing here holds data of its
//! own.

mod comparing;
mod find_dialog;
mod finding;
mod forms;
mod islands;
mod kept_view;
mod marking;
mod marks_waiting;
mod navigation;
mod page;
mod parts;
mod presenting;
mod regions;
mod session;
mod stream;
mod styles;
mod ticks;
mod withdrawing;
mod words;

pub(crate) use kept_view::KeptView;

use crate::live::Live;
use leptos::leptos_dom::helpers::WindowListenerHandle;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use leptos::wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, HtmlElement};

/// The element that holds the change number the page was drawn at, and the member it was drawn for.
const MARK: &str = "live";

/// Starts everything, once per document. `wake` calls the function of an island's name with the island's element.
pub fn start(wake: js_sys::Function) {
    islands::begin(wake);
    // Asks before the form counts as sent.
    marks_waiting::watch();
    forms::watch();
    find_dialog::watch();
    navigation::watch();
    ticks::watch();
    if let Some(known) = change_number() {
        session::watch();
        let live = Live { page: StoredValue::new(known), changes: RwSignal::new(known) };
        provide_context(live);
        stream::listen(known, move |number| {
            // The page that answered the change shows it already.
            if change_number().is_some_and(|drawn| number <= drawn) {
                return;
            }
            navigation::forget_ahead();
            live.changes.set(number);
            leptos::task::spawn_local(regions::renew());
        });
    }
    page::start();
    styles::load_ahead();
    islands::say_scripts_run();
    leptos::task::spawn_local(async {
        if let Some(body) = document().body() {
            islands::wake(&body).await;
        }
    });
}

/// The school's change number that the page was drawn at.
fn change_number() -> Option<i64> {
    document().get_element_by_id(MARK)?.get_attribute("data-change-no")?.parse().ok()
}

/// The content of a `meta` element.
pub(crate) fn meta(name: &str) -> Option<String> {
    document().query_selector(&format!("meta[name={name}]")).ok()??.get_attribute("content")
}

/// Adds a listener that stays for the life of the document.
fn listen(name: &'static str, heard: impl Fn(&Event) + 'static) {
    std::mem::forget(window_event_listener_untyped(name, move |event| heard(&event)));
}

/// Adds a listener that ends with the page.
fn listen_on_page(name: &'static str, heard: impl Fn(&Event) + 'static) {
    let handle = window_event_listener_untyped(name, move |event| heard(&event));
    page::hold(ListenerGuard(Some(handle)));
}

/// Removes its listener when it is dropped.
struct ListenerGuard(Option<WindowListenerHandle>);

impl Drop for ListenerGuard {
    fn drop(&mut self) {
        if let Some(handle) = self.0.take() {
            handle.remove();
        }
    }
}

/// Tells those who listen to an event of the application's own.
fn tell(name: &str) {
    if let Ok(event) = Event::new(name) {
        // Fails only for an event that is being dispatched.
        let _ = window().dispatch_event(&event);
    }
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

/// Adds a listener to an element, until the page ends.
fn listen_at(element: &Element, name: &str, heard: impl Fn(&Event) + 'static) {
    let heard = Closure::<dyn Fn(Event)>::new(move |event| heard(&event));
    // Adding a listener cannot fail with these arguments.
    let _ = element.add_event_listener_with_callback(name, heard.as_ref().unchecked_ref());
    page::hold(heard);
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
