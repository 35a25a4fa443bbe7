//! Arriving: what came of a request is put in place, entered into the history, focused and announced.

use super::super::regions;
use super::super::words::{PAGE_DID_NOT_COME, PART_DID_NOT_COME, SENT_IN_VAIN};
use super::super::{elements, islands, meta, page, styles};
use super::answer::{Answer, Part};
use super::history::{self, Place};
use super::{FAILED, Journey, Reach, follows_everything, load, request, signs, transition};
use crate::scripts::PARTS_OF;
use domain::problem::Problem;
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast as _, JsValue};
use std::cell::Cell;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Document, Element, FocusOptions, HtmlElement, HtmlFormElement, HtmlInputElement, HtmlSelectElement,
    ScrollIntoViewOptions, ScrollLogicalPosition, js_sys,
};

/// The message that says what was done.
const DONE: &str = ".notice-success";

thread_local! {
    /// How many pages were put in place.
    static PLACED: Cell<u32> = const { Cell::new(0) };
}

/// Worked out by the compiler, so that the browser does not load the headings of all other problems.
const UNREACHABLE: &str = Problem::Unreachable.heading();

/// Shows what came of a journey.
pub(super) async fn arrive(journey: Journey, answer: Answer) {
    match answer {
        Answer::Overtaken => {}
        Answer::Part(part) => show(journey, part).await,
        // The browser knows best what to do with it.
        Answer::File if !journey.request.is_post() => load(&journey.request.address),
        Answer::File | Answer::Nothing => {
            let is_post = journey.request.is_post();
            let what_now = if is_post { SENT_IN_VAIN } else { PAGE_DID_NOT_COME };
            let sentence = format!("{UNREACHABLE}. {what_now}");
            if let Place::Known(number) = journey.place {
                history::stay(number);
            }
            FAILED.set((!is_post).then_some(journey));
            signs::failed(&sentence, !is_post);
        }
    }
}

/// Shows the page that came.
async fn show(journey: Journey, mut part: Part) {
    // A problem that is shown alone, such as an address that does not exist, is a card as well.
    part.is_notice |= part.status >= 400 && regions::holder(&part.page).is_none();
    // A page that redirects may name a place on the next page.
    let (page_address, fragment) = match part.address.split_once('#') {
        Some((page, id)) => (page.to_owned(), format!("#{id}")),
        None => (part.address.clone(), journey.request.fragment.clone()),
    };
    let address = format!("{page_address}{fragment}");
    let is_of_another = !part.is_notice && regions::holder(&part.page) != regions::holder(&document());
    // What was refused or has to be corrected is shown in any case, because it would be lost.
    let is_newer = !part.is_same_build && part.status == 200;
    if (follows_everything() && is_of_another) || is_newer {
        return load(&address);
    }
    let in_regions = matches!(journey.reach, Reach::Regions { .. }) && part.status == 200 && !part.is_notice;
    if in_regions && regions::has_the_same(&part.page) && !regions::has_unsaved_marks() {
        let change = move || {
            regions::put_in_place(&part.page);
            history::leave(false);
            history::enter(&address, journey.place);
            bring_into_sight();
            if journey.reach == (Reach::Regions { fills_in: true }) {
                fill_in(&address);
            }
        };
        return transition::make(transition::stepping(), change).await;
    }
    if !follows_everything() {
        return load(&address);
    }
    take_lists_of_parts(&part.page);
    styles::take(&part.page).await;
    history::leave(journey.form.is_some() && part.status == 200);
    let is_answer = part.is_notice || (journey.request.is_post() && part.status != 200);
    let title = part.page.query_selector("main h1").ok().flatten().and_then(|heading| heading.text_content());
    let is_same_build = part.is_same_build;
    let place = match journey.place {
        Place::Push if page_address == history::shown() => Place::Replace,
        place => place,
    };
    let left = history::left(place, journey.list);
    let number = PLACED.get() + 1;
    PLACED.set(number);
    // A transition begins with the next frame: a page that came meanwhile has taken this one's place.
    let is_latest = move || PLACED.get() == number;
    let change = move || {
        if is_latest() {
            page::end();
            regions::replace_page(&part, is_answer);
            history::enter(&address, place);
        }
    };
    let from = transition::naming(journey.link.as_ref(), title.as_deref().map(str::trim));
    transition::make(from, change).await;
    // The page is in place. Whatever makes the browser lay it out comes after that, and still before it is painted.
    next_microtask().await;
    if !is_latest() {
        return;
    }
    islands::drop_gone();
    page::start();
    let Some(main) = document().get_element_by_id("main") else { return };
    match &left {
        Some(left) if left.restore_place(&main) => {}
        Some(_) => focus_start(&main, "", false),
        None => focus_start(&main, &fragment, true),
    }
    signs::announce(&document().title());
    if is_same_build && !islands::wake(&main).await {
        signs::failed(PART_DID_NOT_COME, false);
    }
    if let Some(left) = left {
        left.restore_typed();
    }
}

async fn next_microtask() {
    // A promise that is kept already never fails.
    let _ = JsFuture::from(js_sys::Promise::resolve(&JsValue::UNDEFINED)).await;
}

/// Focuses what the page wants to be read first: what has to be corrected or was done, the place that the link leads to,
/// or its heading.
fn focus_start(main: &Element, fragment: &str, scrolls: bool) {
    let find = |selector: &str| main.query_selector(selector).ok().flatten();
    let place = fragment.strip_prefix('#').and_then(|id| document().get_element_by_id(id));
    let element = find("[autofocus]").or_else(|| find(DONE)).or_else(|| place.clone()).or_else(|| find("h1"));
    if scrolls {
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }
    let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) else { return };
    if element.tab_index() < 0 {
        // Fails only for an invalid attribute name.
        let _ = element.set_attribute("tabindex", "-1");
    }
    focus_quietly(&element);
    if let Some(place) = place {
        place.scroll_into_view();
    } else if scrolls && element.tag_name() != "H1" {
        bring(&element);
    }
}

/// Focuses an element without scrolling to it. Returns whether it has the focus.
pub(super) fn focus_quietly(element: &HtmlElement) -> bool {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    element.focus_with_options(&options).is_ok() && document().active_element().as_ref() == Some(element.as_ref())
}

/// Adds the lists of the files that the page's islands need, which are fetched when the islands wake.
fn take_lists_of_parts(page: &Document) {
    let (Some(new), Some(head)) = (page.head(), document().head()) else { return };
    for parts in elements(&new, &format!("meta[name^=\"{PARTS_OF}\"]")) {
        let name = parts.get_attribute("name").unwrap_or_default();
        if meta(&format!("\"{name}\"")).is_none() {
            // Fails only when a node would contain itself.
            let _ = head.append_child(&parts);
        }
    }
}

/// Scrolls just far enough to show the opened row, or the start of the list.
fn bring_into_sight() {
    if let Ok(Some(element)) = document().query_selector("[data-in-sight]") {
        bring(&element);
    }
}

fn bring(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Fills in the form's fields to match the address.
pub(super) fn fill_in(address: &str) {
    let Ok(Some(form)) = document().query_selector("form[data-go]") else { return };
    let Ok(form) = form.dyn_into::<HtmlFormElement>() else { return };
    let query = address.split_once('?').map_or("", |(_, query)| query);
    let asked = |name: &str| {
        let said = query.split('&').filter_map(|pair| pair.split_once('=')).filter(|(key, _)| *key == name);
        said.map(|(_, value)| {
            percent_encoding::percent_decode_str(&value.replace('+', " ")).decode_utf8_lossy().into_owned()
        })
        .collect::<Vec<_>>()
    };
    for field in request::fields(&form) {
        let Some(name) = field.get_attribute("name") else { continue };
        let asked = asked(&name);
        let value = asked.first().map_or("", String::as_str);
        if let Some(select) = field.dyn_ref::<HtmlSelectElement>() {
            select.set_value(value);
        } else if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
            match input.type_().as_str() {
                "search" => input.set_value(value),
                "checkbox" => input.set_checked(asked.contains(&input.value())),
                _ => {}
            }
        }
    }
}
