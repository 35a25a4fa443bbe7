//! Moving between states of a page by redrawing only its regions: search, filters, sorting, paging, and opening a row.
//! The address holds the state, and without scripts the same links and forms load the page.
//!
//! `data-go` on an element enables this for the links inside it, or for the form itself: `push` adds an entry to the
//! browser's history, `replace` replaces the current one.

use super::regions::{self, FetchCause, FetchOutcome, differs};
use super::{here, listen, target};
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast as _, JsValue};
use std::cell::Cell;
use std::time::Duration;
use web_sys::{
    Element, HtmlAnchorElement, HtmlFormElement, HtmlInputElement, HtmlSelectElement, MouseEvent,
    ScrollIntoViewOptions, ScrollLogicalPosition,
};

/// How long typing must pause before the search runs.
const PAUSE: Duration = Duration::from_millis(300);

thread_local! {
    /// The search waiting for a pause in typing.
    static WAITING: Cell<Option<TimeoutHandle>> = const { Cell::new(None) };
}

/// How an address enters the browser's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Push,
    Replace,
    /// The address is in the history already: the reader went back or forward.
    Known,
}

/// Where the address to go to comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NavigationSource {
    /// The form itself, whose fields already match the address.
    Form,
    /// A link or the browser's history: the form's fields have to be filled in to match.
    Address,
}

/// Adds the listeners to the whole page, so that they cover whatever is drawn later.
pub(super) fn watch() {
    regions::note();
    listen("click", |event| {
        if let Some(event) = event.dyn_ref::<MouseEvent>() {
            follow(event);
        }
    });
    listen("input", |event| {
        if let Some(input) = target::<HtmlInputElement>(event).filter(|input| input.type_() == "search")
            && let Some(form) = going_form(&input)
        {
            wait(move || go(&address_of(&form), Place::Replace, NavigationSource::Form));
        }
    });
    listen("change", |event| {
        if let Some(form) = target::<HtmlSelectElement>(event).and_then(|select| going_form(&select)) {
            go(&address_of(&form), Place::Push, NavigationSource::Form);
        }
    });
    listen("submit", |event| {
        if let Some(form) = target::<HtmlFormElement>(event).filter(|form| form.has_attribute("data-go")) {
            event.prevent_default();
            go(&address_of(&form), Place::Push, NavigationSource::Form);
        }
    });
    listen("popstate", |_| {
        if let Some(here) = here() {
            go(&here, Place::Known, NavigationSource::Address);
        }
    });
    follow_what_came_before();
}

/// Input from before the scripts arrived counts.
fn follow_what_came_before() {
    let form = document().query_selector("form[data-go]").ok().flatten();
    let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) else { return };
    if fields(&form).iter().any(|(field, _)| differs(field)) {
        go(&address_of(&form), Place::Replace, NavigationSource::Form);
    }
}

fn follow(event: &MouseEvent) {
    if event.default_prevented() || event.button() != 0 {
        return;
    }
    if event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key() {
        return;
    }
    let link = target::<Element>(event).and_then(|target| target.closest("a[href]").ok()?);
    let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else { return };
    let Some(around) = link.closest("[data-go]").ok().flatten() else { return };
    // A link to another page loads as usual.
    if document().location().and_then(|location| location.pathname().ok()) != Some(link.pathname()) {
        return;
    }
    event.prevent_default();
    let place =
        if around.get_attribute("data-go").as_deref() == Some("replace") { Place::Replace } else { Place::Push };
    go(&(link.pathname() + &link.search()), place, NavigationSource::Address);
}

fn go(address: &str, place: Place, by: NavigationSource) {
    wait_no_more();
    if place == Place::Known || here().as_deref() != Some(address) {
        set_out(address, place, by, || ());
    }
}

fn set_out(address: &str, place: Place, by: NavigationSource, then: fn()) {
    let address = address.to_owned();
    leptos::task::spawn_local(async move {
        busy(true);
        let came = regions::show(&address, FetchCause::BySomebody).await;
        if came == FetchOutcome::Overtaken {
            return;
        }
        busy(false);
        if came != FetchOutcome::Shown {
            // Loading the page shows best what is wrong.
            load(&address);
            return;
        }
        enter(&address, place);
        bring_into_sight();
        if by == NavigationSource::Address {
            fill_in(&address);
        }
        then();
    });
}

/// Scrolls just far enough to show the opened row, or the start of the list.
fn bring_into_sight() {
    if let Ok(Some(element)) = document().query_selector("[data-in-sight]") {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

fn enter(address: &str, place: Place) {
    let Ok(history) = window().history() else { return };
    // Fails only for another site's address, or for too many at once. The page is correct either way.
    let _ = match place {
        Place::Push => history.push_state_with_url(&JsValue::NULL, "", Some(address)),
        Place::Replace => history.replace_state_with_url(&JsValue::NULL, "", Some(address)),
        Place::Known => Ok(()),
    };
}

/// Replaces the page's regions with those the server draws at `address`, then runs `then`. If the regions are already
/// the same and that is not enough, loads the page.
pub(super) fn draw_at(address: &str, then: fn()) {
    if here().as_deref() == Some(address) {
        load(address);
    } else {
        set_out(address, Place::Replace, NavigationSource::Form, then);
    }
}

/// Updates the address to match what the page shows, without drawing anything.
pub(super) fn set_address(address: &str) {
    enter(address, Place::Replace);
}

fn load(address: &str) {
    if let Some(location) = document().location() {
        // Fails only when the page may not be left.
        let _ = location.assign(address);
    }
}

fn busy(is: bool) {
    if let Some(main) = document().get_element_by_id("main") {
        // Fails only for an invalid attribute name.
        let _ = if is { main.set_attribute("aria-busy", "true") } else { main.remove_attribute("aria-busy") };
    }
}

/// The address that the form asks for: its fields that have a value, in the form's order.
fn address_of(form: &HtmlFormElement) -> String {
    let pairs: Vec<String> = fields(form)
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .filter_map(|(field, value)| {
            Some(format!("{}={}", field.get_attribute("name")?, crate::routes::escape(&value)))
        })
        .collect();
    let action = form.get_attribute("action").unwrap_or_default();
    if pairs.is_empty() { action } else { format!("{action}?{}", pairs.join("&")) }
}

fn fields(form: &HtmlFormElement) -> Vec<(Element, String)> {
    let elements = form.elements();
    let value = |field: &Element| {
        field
            .dyn_ref::<HtmlInputElement>()
            .map(|input| input.value().trim().to_owned())
            .or_else(|| field.dyn_ref::<HtmlSelectElement>().map(HtmlSelectElement::value))
    };
    (0..elements.length())
        .filter_map(|place| elements.item(place))
        .filter_map(|field| value(&field).map(|value| (field, value)))
        .collect()
}

/// Fills in the form's fields to match the address.
fn fill_in(address: &str) {
    let Ok(Some(form)) = document().query_selector("form[data-go]") else { return };
    let Ok(form) = form.dyn_into::<HtmlFormElement>() else { return };
    let query = address.split_once('?').map_or("", |(_, query)| query);
    let asked = |name: &str| {
        let said = query.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name)?;
        Some(percent_encoding::percent_decode_str(&said.1.replace('+', " ")).decode_utf8_lossy().into_owned())
    };
    for (field, _) in fields(&form) {
        let Some(name) = field.get_attribute("name") else { continue };
        let value = asked(&name).unwrap_or_default();
        if let Some(select) = field.dyn_ref::<HtmlSelectElement>() {
            select.set_value(&value);
        } else if let Some(input) = field.dyn_ref::<HtmlInputElement>().filter(|input| input.type_() == "search") {
            input.set_value(&value);
        }
    }
}

fn going_form(field: &Element) -> Option<HtmlFormElement> {
    field.closest("form[data-go]").ok()??.dyn_into().ok()
}

fn wait(then: impl FnOnce() + 'static) {
    wait_no_more();
    WAITING.set(set_timeout_with_handle(then, PAUSE).ok());
}

fn wait_no_more() {
    if let Some(waiting) = WAITING.take() {
        waiting.clear();
    }
}
