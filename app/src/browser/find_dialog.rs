//! Finding from every page: the dialog that Ctrl-K, ⌘K and the link in the header open. It shows what the page for
//! finding draws, so that what is found is decided and worded in one place.

use super::words::NO_ANSWER;
use super::{elements, focused, hide, listen, navigation, parts, target};
use crate::limits;
use crate::part::{PAGE, PART};
use crate::routes;
use gloo_net::http::Request;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast as _, JsValue};
use std::cell::{Cell, RefCell};
use web_sys::{
    DomParser, Element, Event, HtmlDialogElement, HtmlElement, HtmlInputElement, KeyboardEvent, MouseEvent,
    SupportedType, js_sys,
};

/// Says on the document which key the shortcut takes: there is one only where scripts run.
const KEYS: &str = "data-keys";
const LINK: &str = "#find-open";
const DIALOG: &str = "find-dialog";
const TEXT: &str = "find-text";
const CLOSE: &str = "find-close";
const COUNT: &str = "find-count";
const RESULTS: &str = "find-results";
/// The regions of the page for finding.
const FOUND: [&str; 2] = ["[data-region=found]", "[data-region=found-count]"];

thread_local! {
    /// The search that waits for a pause in typing.
    static WAITING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
    /// The number of searches so far: only the answer to the latest is shown.
    static SEARCHES: Cell<u32> = const { Cell::new(0) };
    /// What the list shows the results of.
    static SHOWN: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Opens the dialog for the shortcut and the link. Called before links are followed.
pub(super) fn watch() {
    if let Some(page) = document().document_element() {
        // Fails only for an invalid attribute name.
        let _ = page.set_attribute(KEYS, if is_mac() { "cmd" } else { "ctrl" });
    }
    listen("keydown", |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        if (key.ctrl_key() || key.meta_key()) && !key.alt_key() && !key.shift_key() && key.key() == "k" {
            open_for(event);
        }
    });
    listen("click", |event| {
        let Some(mouse) = event.dyn_ref::<MouseEvent>() else { return };
        let keys = mouse.ctrl_key() || mouse.meta_key() || mouse.shift_key() || mouse.alt_key();
        if !keys && target::<Element>(event).is_some_and(|pressed| pressed.closest(LINK).ok().flatten().is_some()) {
            open_for(event);
        }
    });
}

/// Whether the keyboard is a Mac's.
fn is_mac() -> bool {
    let of = |object: &JsValue, name: &str| js_sys::Reflect::get(object, &name.into()).ok();
    let platform = of(&window(), "navigator").and_then(|navigator| of(&navigator, "platform")?.as_string());
    platform.is_some_and(|platform| platform.starts_with("Mac") || platform.starts_with("iP"))
}

fn open_for(event: &Event) {
    if dialog().is_none() {
        return;
    }
    event.prevent_default();
    spawn_local(async {
        if parts::are_there("open_find").await {
            open_find().await;
        } else {
            navigation::load(routes::FIND);
        }
    });
}

fn dialog() -> Option<HtmlDialogElement> {
    document().get_element_by_id(DIALOG)?.dyn_into().ok()
}

fn text() -> Option<HtmlInputElement> {
    document().get_element_by_id(TEXT)?.dyn_into().ok()
}

/// Opens the dialog, with what was typed before selected.
#[lazy]
fn open_find() {
    let (Some(dialog), Some(text)) = (dialog(), text()) else { return };
    if !dialog.open() {
        if !dialog.has_attribute("data-ready") {
            let _ = dialog.set_attribute("data-ready", "");
            listen_in(&dialog);
        }
        if dialog.show_modal().is_err() {
            return navigation::load(routes::FIND);
        }
        SHOWN.set(None);
        spawn_local(search(false));
    }
    let _ = text.focus();
    text.select();
}

/// Adds the dialog's listeners, which live as long as the document, as the dialog does.
fn listen_in(dialog: &HtmlDialogElement) {
    let add = |name: &str, heard: fn(&Event)| {
        let heard = Closure::<dyn Fn(Event)>::new(move |event: Event| heard(&event));
        // Adding a listener cannot fail with these arguments.
        let _ = dialog.add_event_listener_with_callback(name, heard.as_ref().unchecked_ref());
        heard.forget();
    };
    add("input", |_| WAITING.set(Some(Timeout::new(limits::FIND_PAUSE, || spawn_local(search(false))))));
    add("keydown", |event| {
        if let Some(key) = event.dyn_ref::<KeyboardEvent>() {
            pressed(key);
        }
    });
    add("submit", |event| {
        event.prevent_default();
        spawn_local(search(true));
    });
    add("click", |event| {
        let Some(pressed) = target::<Element>(event) else { return };
        let keys = event.dyn_ref::<MouseEvent>().is_some_and(|mouse| mouse.ctrl_key() || mouse.meta_key());
        let is_link = pressed.closest("a").ok().flatten().is_some();
        // What is outside the box belongs to the dialog itself.
        if (is_link && !keys) || [CLOSE, DIALOG].contains(&pressed.id().as_str()) {
            close();
        }
    });
}

fn close() {
    WAITING.set(None);
    if let Some(dialog) = dialog() {
        dialog.close();
    }
}

/// Walks through what was found; what is typed meanwhile goes into the field.
fn pressed(key: &KeyboardEvent) {
    let (Some(results), Some(text)) = (document().get_element_by_id(RESULTS), text()) else { return };
    let links: Vec<_> = elements(&results, "a").filter_map(|link| link.dyn_into::<HtmlElement>().ok()).collect();
    let at = focused().and_then(|element| links.iter().position(|link| *link == element));
    let to = match (key.key().as_str(), at) {
        ("ArrowDown", at) => links.get(at.map_or(0, |at| at + 1)),
        ("ArrowUp", Some(at)) if at > 0 => links.get(at - 1),
        ("ArrowUp", Some(_)) => Some(text.as_ref()),
        ("ArrowUp", None) => links.last(),
        ("Backspace", Some(_)) => Some(text.as_ref()),
        (typed, Some(_)) if typed.chars().count() == 1 && typed != " " && !key.ctrl_key() && !key.meta_key() => {
            Some(text.as_ref())
        }
        _ => return,
    };
    if key.key().starts_with("Arrow") {
        key.prevent_default();
    }
    if let Some(to) = to {
        // Fails only for an element that has been removed.
        let _ = to.focus();
    }
}

/// Shows what the field's text finds, and follows the first result if that is wanted.
async fn search(follows: bool) {
    WAITING.set(None);
    let (Some(text), Some(results)) = (text(), document().get_element_by_id(RESULTS)) else { return };
    let asked = text.value().trim().to_owned();
    let number = SEARCHES.get() + 1;
    SEARCHES.set(number);
    if SHOWN.with_borrow(|shown| shown.as_ref() != Some(&asked)) {
        let address = format!("{}?{}={}", routes::FIND, routes::SEARCH, routes::escape(&asked));
        let answer = Request::get(&address).header(PART, PAGE).header("accept", "text/html").send().await;
        let page = match answer {
            Ok(answer) => answer.text().await.ok(),
            Err(_) => None,
        };
        if SEARCHES.get() != number {
            return;
        }
        let Some(page) = page else { return say(NO_ANSWER) };
        let page = DomParser::new().and_then(|parser| parser.parse_from_string(&page, SupportedType::TextHtml)).ok();
        let [found, count] = FOUND.map(|region| page.as_ref()?.query_selector(region).ok().flatten());
        // Another page: the session is over, or the server has something else to say.
        let Some(found) = found else { return navigation::load(&address) };
        results.set_inner_html(&found.inner_html());
        results.set_scroll_top(0);
        say(&count.and_then(|count| count.text_content()).unwrap_or_default());
        SHOWN.set(Some(asked));
    }
    if follows && let Some(first) = elements(&results, "a").next() {
        first.unchecked_into::<HtmlElement>().click();
    }
}

/// Says it to screen readers too.
fn say(sentence: &str) {
    if let Some(count) = document().get_element_by_id(COUNT) {
        hide(&count, sentence.is_empty());
        count.set_text_content(Some(sentence.trim()));
    }
}
