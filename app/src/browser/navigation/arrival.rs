//! Arriving: what came of a request is put in place, entered into the history, focused and announced.

use super::super::regions::{self, FetchOutcome};
use super::super::words::{PAGE_DID_NOT_COME, PART_DID_NOT_COME, SENT_IN_VAIN};
use super::super::{elements, islands, meta, page};
use super::answer::{Answer, Part};
use super::history::{self, Place};
use super::{FAILED, Journey, Reach, follows_everything, load, request, signs, transition};
use crate::scripts::PARTS_OF;
use domain::problem::Problem;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use web_sys::{
    Document, Element, FocusOptions, HtmlElement, HtmlFormElement, HtmlInputElement, HtmlSelectElement,
    ScrollIntoViewOptions, ScrollLogicalPosition,
};

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
    // A page that leads on may say where on the next one.
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
    if in_regions && regions::put_in_place(&part.page) == FetchOutcome::Shown {
        history::leave(false);
        history::enter(&address, journey.place);
        bring_into_sight();
        if journey.reach == (Reach::Regions { fills_in: true }) {
            fill_in(&address);
        }
        return (journey.then)();
    }
    if !follows_everything() {
        return load(&address);
    }
    take_styles(&part.page).await;
    history::leave(journey.form.is_some() && part.status == 200);
    let is_answer = part.is_notice || (journey.request.is_post() && part.status != 200);
    let title = part.page.query_selector("main h1").ok().flatten().and_then(|heading| heading.text_content());
    let is_same_build = part.is_same_build;
    let place = match journey.place {
        Place::Push if page_address == history::shown() => Place::Replace,
        place => place,
    };
    let left = history::left(place);
    let restored = left.clone();
    let change = move || {
        page::end();
        regions::replace_page(&part, is_answer);
        islands::drop_gone();
        history::enter(&address, place);
        page::start();
        let Some(main) = document().get_element_by_id("main") else { return };
        match restored {
            Some(left) if left.restore_place(&main) => {}
            Some(_) => focus_start(&main, "", false),
            None => focus_start(&main, &fragment, true),
        }
    };
    transition::make(journey.link.as_ref(), title.as_deref().map(str::trim), change).await;
    let Some(main) = document().get_element_by_id("main") else { return };
    signs::announce(&document().title());
    if is_same_build && !islands::wake(&main).await {
        signs::failed(PART_DID_NOT_COME, false);
    }
    if let Some(left) = left {
        left.restore_typed();
    }
}

/// Focuses what the page wants to be read first: what has to be corrected or was done, the place that the link leads to,
/// or its heading.
fn focus_start(main: &Element, fragment: &str, scrolls: bool) {
    let find = |selector: &str| main.query_selector(selector).ok().flatten();
    let place = fragment.strip_prefix('#').and_then(|id| document().get_element_by_id(id));
    let element = find("[autofocus]").or_else(|| place.clone()).or_else(|| find("h1"));
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

/// Adds the style sheets of a page that this document does not have, and waits for them; and the lists of the files that
/// its islands need, which are fetched when the islands wake.
async fn take_styles(page: &Document) {
    let (Some(new), Some(head)) = (page.head(), document().head()) else { return };
    for parts in elements(&new, &format!("meta[name^=\"{PARTS_OF}\"]")) {
        let name = parts.get_attribute("name").unwrap_or_default();
        if meta(&format!("\"{name}\"")).is_none() {
            // Fails only when a node would contain itself.
            let _ = head.append_child(&parts);
        }
    }
    for link in elements(&new, "link[href][rel=stylesheet]") {
        let href = link.get_attribute("href").unwrap_or_default();
        let is_there = elements(&head, "link[href]").any(|known| known.get_attribute("href").as_ref() == Some(&href));
        if is_there || head.append_child(&link).is_err() {
            continue;
        }
        let (loaded, done) = futures_util::future::abortable(gloo_timers::future::TimeoutFuture::new(3_000));
        let done = leptos::wasm_bindgen::closure::Closure::<dyn Fn()>::new(move || done.abort());
        for name in ["load", "error"] {
            let _ = link.add_event_listener_with_callback(name, done.as_ref().unchecked_ref());
        }
        let _ = loaded.await;
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
        let said = query.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name)?;
        Some(percent_encoding::percent_decode_str(&said.1.replace('+', " ")).decode_utf8_lossy().into_owned())
    };
    for field in request::fields(&form) {
        let Some(name) = field.get_attribute("name") else { continue };
        let value = asked(&name).unwrap_or_default();
        if let Some(select) = field.dyn_ref::<HtmlSelectElement>() {
            select.set_value(&value);
        } else if let Some(input) = field.dyn_ref::<HtmlInputElement>().filter(|input| input.type_() == "search") {
            input.set_value(&value);
        }
    }
}
