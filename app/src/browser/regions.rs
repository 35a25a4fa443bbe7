//! Regions: parts of a page that the server draws, and that are replaced when it draws them differently. A region is an
//! element with `data-region="NAME"`. It contains no island and no other region.

use super::navigation::{self, Part};
use super::session::{self, SessionCheck};
use super::{MARK, elements, focused, here, hide, marking, ticks, withdrawing};
use crate::stamp::STAMP;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use web_sys::{Document, Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// The id of the notice that the page may be out of date.
const STALE: &str = "stale";

thread_local! {
    /// The server's last drawing of each region, so that opening a fold does not count as a difference.
    static DRAWN: RefCell<HashMap<String, String>> = RefCell::default();
    /// Whether the page that is shown answers a form, and is at no address.
    static IS_ANSWER: Cell<bool> = const { Cell::new(false) };
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
    /// The page is not for this reader any more, or is drawn differently for them.
    Withdrawn {
        /// Whether the reader may not open it.
        is_refused: bool,
    },
    /// The server does not answer, or answers with an error.
    Nothing,
}

/// Records what the server drew, before anything changes it.
pub(super) fn note() {
    let drawn = all(&document()).map(|(name, region)| (name, region.inner_html())).collect();
    DRAWN.with(|noted| noted.replace(drawn));
}

/// Forgets what the server drew of a region that was changed here, so that its next drawing is put in place.
pub(super) fn forget(name: &str) {
    DRAWN.with_borrow_mut(|noted| noted.remove(name));
}

/// Redraws this page's regions quietly after a change. Does nothing while the reader is moving to another page, because
/// that redraws the regions too, nor while the page answers what was sent: no address has it.
pub(super) async fn renew() {
    if navigation::is_asked_for() || IS_ANSWER.get() {
        return;
    }
    let Some(address) = here() else { return };
    let outcome = match navigation::fetch_again(&address).await {
        Ok(part) if part.status == 403 || is_of_another(&part) => {
            FetchOutcome::Withdrawn { is_refused: part.status != 200 }
        }
        Ok(Part { status: 404, .. }) => FetchOutcome::Load,
        Ok(part) if part.status != 200 => FetchOutcome::Nothing,
        Ok(part) if part.address != address || !part.is_same_build => FetchOutcome::Load,
        Ok(part) if !has_the_same(&part.page) => FetchOutcome::Load,
        Ok(part) => {
            put_in_place(&part.page);
            FetchOutcome::Shown
        }
        Err(outcome) => outcome,
    };
    match outcome {
        FetchOutcome::Load | FetchOutcome::Withdrawn { .. } if session::check().await == SessionCheck::Over => {}
        FetchOutcome::Load | FetchOutcome::Withdrawn { .. } if !is_half_filled_in(&document().into()) => reload(),
        FetchOutcome::Withdrawn { is_refused } => withdrawing::withdraw(is_refused).await,
        FetchOutcome::Shown | FetchOutcome::Overtaken | FetchOutcome::Load => announce_stale(false),
        FetchOutcome::Nothing => {
            if session::check().await != SessionCheck::Over {
                announce_stale(true);
            }
        }
    }
}

/// Whether a page was drawn for the same school's reader with another role, or with names where there were none.
fn is_of_another(part: &Part) -> bool {
    let theirs = holder(&part.page);
    theirs.is_some() && theirs != holder(&document())
}

/// Whether a page has the same regions as the one that is shown, for the same reader. One whose role has changed gets a
/// different page.
pub(super) fn has_the_same(page: &Document) -> bool {
    let names = |page: &Document| all(page).map(|(name, _)| name).collect::<Vec<_>>();
    holder(page) == holder(&document()) && names(page) == names(&document())
}

/// Replaces the regions that the server has drawn differently on a page that [`has_the_same`].
pub(super) fn put_in_place(page: &Document) {
    for (name, new) in all(page) {
        put_region(&name, &new);
    }
    document().set_title(&page.title());
    super::tell(marking::REDRAWN);
}

/// Replaces a region if the server has drawn it differently.
fn put_region(name: &str, new: &Element) {
    let drawn = new.inner_html();
    let is_new = DRAWN.with_borrow_mut(|noted| noted.insert(name.to_owned(), drawn.clone()).as_ref() != Some(&drawn));
    if is_new && let Some((_, region)) = all(&document()).find(|(known, _)| known == name) {
        redraw(&region, &drawn);
    }
}

/// Replaces the page inside the frame, and in the frame what differs. A notice is put inside the frame of the page that
/// is open. `is_answer` says that the page can be had only by sending the same again.
pub(super) fn replace_page(part: &Part, is_answer: bool) {
    IS_ANSWER.set(is_answer);
    let find = |page: &Document, selector: &str| page.query_selector(selector).ok().flatten();
    let (Some(old), Some(new)) = (find(&document(), "main"), find(&part.page, "main")) else { return };
    if part.is_notice {
        unmark_place();
        let card = find(&part.page, ".auth-card").unwrap_or(new);
        for child in elements(&old, ":scope > *").filter(|child| ![MARK, STALE].contains(&child.id().as_str())) {
            child.remove();
        }
        let _ = old.append_child(&card);
    } else {
        for (name, region) in all(&part.page).filter(|(_, region)| region.closest("main").ok().flatten().is_none()) {
            put_region(&name, &region);
        }
        let _ = old.replace_with_with_node_1(&new);
        let stamp = |page: &Document| find(page, &format!("meta[name={STAMP}]"));
        if let (Some(old), Some(new)) = (stamp(&document()), stamp(&part.page)) {
            let _ = old.set_attribute("content", &new.get_attribute("content").unwrap_or_default());
        }
    }
    document().set_title(&part.page.title());
}

/// Removes the frame's marks of where the reader is, because a card has no place in the menu. The next page draws those
/// regions again.
fn unmark_place() {
    for (name, region) in all(&document()) {
        let marked: Vec<_> = elements(&region, "[aria-current=page]").collect();
        if region.closest("main").ok().flatten().is_some() || marked.is_empty() {
            continue;
        }
        for link in marked {
            // Fails only for an invalid attribute name.
            let _ = link.remove_attribute("aria-current");
        }
        DRAWN.with_borrow_mut(|drawn| drawn.remove(&name));
    }
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
    let same = with_key(region, &kept);
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
pub(super) fn key(element: &HtmlElement) -> Vec<Option<String>> {
    match element.get_attribute("id") {
        Some(id) => vec![Some(id)],
        None => ["href", "name", "value"].map(|name| element.get_attribute(name)).to_vec(),
    }
}

/// The element inside `within` that a key identifies.
pub(super) fn with_key(within: &Element, wanted: &[Option<String>]) -> Option<HtmlElement> {
    elements(within, "[id], a, button, input, select, summary, textarea")
        .filter_map(|element| element.dyn_into::<HtmlElement>().ok())
        .find(|element| key(element) == wanted)
}

/// Whether a region has unsent input. Ticks do not count, because redrawing keeps them.
fn is_half_filled_in(region: &web_sys::Node) -> bool {
    let Some(region) = region.dyn_ref::<Element>().cloned().or_else(|| document().document_element()) else {
        return false;
    };
    let fields = "form[method=post] input:not([type=hidden]), form[method=post] select, form[method=post] textarea, input[form]:not([data-tick]), select[form]";
    elements(&region, "form[data-unsaved]").next().is_some() || elements(&region, fields).any(|field| differs(&field))
}

/// Whether the page has marks that are not saved. A table with some is replaced only as a whole page.
pub(super) fn has_unsaved_marks() -> bool {
    let table = document().get_element_by_id(marking::MARKBOOK);
    table.is_some_and(|table| is_half_filled_in(&table))
}

/// Whether a field's value differs from the one it was drawn with.
pub(super) fn differs(field: &Element) -> bool {
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        input.value() != input.default_value() || input.checked() != input.default_checked()
    } else if let Some(select) = field.dyn_ref::<HtmlSelectElement>() {
        let first = select.query_selector("option[selected]").ok().flatten();
        first.and_then(|option| option.get_attribute("value")).is_some_and(|value| value != select.value())
    } else if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        area.default_value().is_ok_and(|drawn| area.value() != drawn)
    } else {
        false
    }
}

/// Whom the page was drawn for: member and role, and whether they may know pupils' names.
pub(super) fn holder(page: &Document) -> Option<String> {
    page.get_element_by_id(MARK)?.get_attribute("data-seat")
}

fn all(page: &Document) -> impl Iterator<Item = (String, Element)> + use<> {
    let regions = page.document_element().map(|root| elements(&root, "[data-region]"));
    regions.into_iter().flatten().filter_map(|region| Some((region.get_attribute("data-region")?, region)))
}

/// Shows or hides the notice that the page may be out of date.
fn announce_stale(is: bool) {
    if let Some(notice) = document().get_element_by_id(STALE) {
        hide(&notice, !is);
    }
}

/// Loads the page as a new document.
pub(super) fn reload() {
    if let Some(location) = document().location() {
        // Fails only when the page may not be left.
        let _ = location.reload();
    }
}
