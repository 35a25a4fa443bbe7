//! Regions: parts of a page that the server draws, and that are replaced when it draws them differently. A region is an
//! element with `data-region="NAME"`. It contains no island and no other region.

use super::{MARK, elements, focused, here, hide, session, ticks};
use gloo_net::http::Request;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use std::cell::RefCell;
use std::collections::HashMap;
use web_sys::{
    AbortController, Document, DomParser, Element, HtmlElement, HtmlInputElement, HtmlSelectElement, SupportedType,
};

thread_local! {
    /// The server's last drawing of each region, so that opening a fold does not count as a difference.
    static DRAWN: RefCell<HashMap<String, String>> = RefCell::default();
    /// The controller that aborts the page being fetched, and who asked for that page.
    static UNDER_WAY: RefCell<Option<(AbortController, FetchCause)>> = RefCell::default();
}

/// The reason a page is being fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FetchCause {
    /// The reader asked for it. Only their next request overtakes it.
    BySomebody,
    /// Something at the school has changed.
    ByChange,
}

/// The outcome of fetching a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FetchOutcome {
    /// The regions are in place.
    Shown,
    /// Another page was asked for in the meantime.
    Overtaken,
    /// The page has to be loaded as a whole.
    Load,
    /// Nobody is signed in any more.
    SignedOut,
    /// The server does not answer, or answers with an error.
    Nothing,
}

/// Records what the server drew, before anything changes it.
pub(super) fn note() {
    let drawn = all(&document()).map(|(name, region)| (name, region.inner_html())).collect();
    DRAWN.with(|noted| noted.replace(drawn));
}

/// Redraws this page's regions quietly after a change. Does nothing while the reader is moving to another state of the
/// page, because that redraws the regions too.
pub(super) async fn renew() {
    if UNDER_WAY.with_borrow(|under_way| matches!(under_way, Some((_, FetchCause::BySomebody)))) {
        return;
    }
    let Some(address) = here() else { return };
    match show(&address, FetchCause::ByChange).await {
        FetchOutcome::Load if !is_half_filled_in(&document().into()) => reload(),
        FetchOutcome::Shown | FetchOutcome::Overtaken | FetchOutcome::Load => announce_stale(false),
        FetchOutcome::SignedOut => {
            session::check().await;
        }
        FetchOutcome::Nothing => announce_stale(true),
    }
}

/// Fetches the page at `address`, which has the same regions as this one, and replaces the regions that differ.
pub(super) async fn show(address: &str, asked: FetchCause) -> FetchOutcome {
    let Ok(controller) = AbortController::new() else { return FetchOutcome::Load };
    let signal = controller.signal();
    if let Some((before, _)) = UNDER_WAY.with(|under_way| under_way.replace(Some((controller, asked)))) {
        before.abort();
    }
    let answer = Request::get(address).abort_signal(Some(&signal)).send().await;
    let (status, redirected, text) = match answer {
        Ok(answer) => (answer.status(), answer.redirected(), answer.text().await.ok()),
        Err(_) => (0, false, None),
    };
    if signal.aborted() {
        return FetchOutcome::Overtaken;
    }
    UNDER_WAY.with(|under_way| under_way.take());
    match (status, redirected, text) {
        (200, true, _) | (401, ..) => FetchOutcome::SignedOut,
        (200, false, Some(text)) => put_in_place(&text),
        (403 | 404, ..) => FetchOutcome::Load,
        _ => FetchOutcome::Nothing,
    }
}

fn put_in_place(text: &str) -> FetchOutcome {
    let parsed = DomParser::new().and_then(|parser| parser.parse_from_string(text, SupportedType::TextHtml));
    let Ok(page) = parsed else { return FetchOutcome::Nothing };
    // A reader whose role has changed gets a different page.
    if session_holder(&page) != session_holder(&document()) || all(&page).count() != all(&document()).count() {
        return FetchOutcome::Load;
    }
    for (name, new) in all(&page) {
        let drawn = new.inner_html();
        let is_new = DRAWN.with_borrow_mut(|noted| noted.insert(name.clone(), drawn.clone()).as_ref() != Some(&drawn));
        if is_new && let Some((_, region)) = all(&document()).find(|(known, _)| *known == name) {
            redraw(&region, &drawn);
        }
    }
    document().set_title(&page.title());
    FetchOutcome::Shown
}

/// Redraws a region. The focus stays on the same element, or moves to the one the region names if that element is gone.
fn redraw(region: &Element, drawn: &str) {
    if is_half_filled_in(region) {
        return;
    }
    ticks::carry(region);
    let held = focused().filter(|element| region.contains(Some(element)));
    let kept = held.as_ref().map(key);
    region.set_inner_html(drawn);
    ticks::put_back(region);
    let Some(kept) = kept else { return };
    let same = elements(region, "[id], a, button, input, select, summary")
        .filter_map(|element| element.dyn_into::<HtmlElement>().ok())
        .find(|element| key(element) == kept);
    let instead = || {
        let id = region.get_attribute("data-focus")?;
        document().get_element_by_id(&id)?.dyn_into::<HtmlElement>().ok()
    };
    if let Some(element) = same.or_else(instead) {
        // Fails only for an element that has been removed.
        let _ = element.focus();
    }
}

/// What identifies an element within its region: its id, or else what it links to or sends.
fn key(element: &HtmlElement) -> Vec<Option<String>> {
    match element.get_attribute("id") {
        Some(id) => vec![Some(id)],
        None => ["href", "name", "value"].map(|name| element.get_attribute(name)).to_vec(),
    }
}

/// Whether a region has unsent input. Ticks do not count, because redrawing keeps them.
fn is_half_filled_in(region: &web_sys::Node) -> bool {
    let Some(region) = region.dyn_ref::<Element>().cloned().or_else(|| document().document_element()) else {
        return false;
    };
    let fields = "form[method=post] input:not([type=hidden]), form[method=post] select, input[form]:not([data-tick]), select[form]";
    elements(&region, "form[data-unsaved]").next().is_some() || elements(&region, fields).any(|field| differs(&field))
}

/// Whether a field's value differs from the one it was drawn with.
pub(super) fn differs(field: &Element) -> bool {
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        input.value() != input.default_value() || input.checked() != input.default_checked()
    } else if let Some(select) = field.dyn_ref::<HtmlSelectElement>() {
        let first = select.query_selector("option[selected]").ok().flatten();
        first.and_then(|option| option.get_attribute("value")).is_some_and(|value| value != select.value())
    } else {
        false
    }
}

fn session_holder(page: &Document) -> Option<String> {
    page.get_element_by_id(MARK)?.get_attribute("data-seat")
}

fn all(page: &Document) -> impl Iterator<Item = (String, Element)> + use<> {
    let regions = page.document_element().map(|root| elements(&root, "[data-region]"));
    regions.into_iter().flatten().filter_map(|region| Some((region.get_attribute("data-region")?, region)))
}

/// Shows or hides the notice that the page may be out of date.
fn announce_stale(is: bool) {
    if let Some(notice) = document().get_element_by_id("stale") {
        hide(&notice, !is);
    }
}

fn reload() {
    if let Some(location) = document().location() {
        // Fails only when the page may not be left.
        let _ = location.reload();
    }
}
