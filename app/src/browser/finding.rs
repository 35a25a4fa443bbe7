//! Searching the permissions: in a role's form, matches stay visible and the rest is hidden; in a field that takes one of
//! them, its list is narrowed down. No choice is changed.

use super::{elements, hide, listen_at};
use crate::limits;
use domain::search::finds;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement, KeyboardEvent};

pub(super) const FINDING: &str = "cell-search";
const SEARCH: &str = "find";
const ONLY_SET: &str = "only-set";
const COUNT: &str = "found-count";
const PRODUCT: &str = "form.role-cells details";
const AREA: &str = ".role-area";
const LINE: &str = ".role-line";

/// The search of a field that takes one permission. Its attribute has the id of the list.
pub(super) const NARROWS: &str = "[data-narrows]";
/// The other words for a permission, which the server adds.
const ALSO: &str = "data-also";

/// Offers the search, once per page. Loaded only where a page has such a form or field.
#[lazy]
pub(super) fn find() {
    if let Some(page) = document().document_element() {
        for search in elements(&page, NARROWS) {
            offer_to_narrow(&search);
        }
    }
    let Some(finding) = document().get_element_by_id(FINDING).and_then(|found| found.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    finding.set_hidden(false);
    listen_at(&finding, "input", |_| show());
    // A search that the browser restored on going back counts.
    show();
}

fn input(id: &str) -> Option<HtmlInputElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Hides everything that does not match the search.
fn show() {
    let (Some(search), Some(only_set)) = (input(SEARCH), input(ONLY_SET)) else { return };
    let (search, only_set) = (search.value(), only_set.checked());
    let looks = only_set || !search.trim().is_empty();
    let Some(page) = document().document_element() else { return };
    let (mut all, mut shown) = (0, 0);
    for product in elements(&page, PRODUCT) {
        let name = text(&product, "summary");
        let mut of_product = 0;
        for area in elements(&product, AREA) {
            let words = format!("{} {name}", text(&area, "legend"));
            let mut of_area = 0;
            for line in elements(&area, LINE) {
                let is_found = finds(&search, &format!("{} {words} {}", text(&line, "label"), also(&line)))
                    && (!only_set || is_set(&line));
                all += 1;
                of_area += u32::from(is_found);
                hide(&line, !is_found);
            }
            hide(&area, of_area == 0);
            of_product += of_area;
        }
        hide(&product, of_product == 0);
        if looks && of_product > 0 {
            // Fails only for an invalid attribute name.
            let _ = product.set_attribute("open", "");
        }
        shown += of_product;
    }
    if let Some(count) = document().get_element_by_id(COUNT) {
        count.set_text_content(Some(&if looks { format!("{shown} of {all} permissions") } else { String::new() }));
    }
}

/// Offers the search above a list: what does not match is taken out of the list, because not every browser can hide it.
fn offer_to_narrow(around: &Element) -> Option<()> {
    let id = around.get_attribute("data-narrows")?;
    let list: HtmlSelectElement = document().get_element_by_id(&id)?.dyn_into().ok()?;
    let search = input(&format!("{id}-search"))?;
    let count = document().get_element_by_id(&format!("{id}-count"))?;
    let whole = list.inner_html();
    hide(around, false);
    let (from, to) = (search.clone(), list.clone());
    listen_at(around, "input", move |_| {
        let said = narrow(&from.value(), &whole, &to);
        count.set_text_content(Some(&said));
    });
    let (from, to) = (search.clone(), list.clone());
    listen_at(&search, "keydown", move |event| {
        let key = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key);
        if let Some("ArrowDown" | "Enter") = key.as_deref() {
            // Enter would send the form.
            event.prevent_default();
            if !from.value().is_empty() && to.value().is_empty() {
                to.set_selected_index(1);
            }
            let _ = to.focus();
        }
    });
    let from = list.clone();
    listen_at(&list, "change", move |_| from.set_size(0));
    Some(())
}

/// Shows what of the list matches the search, and says how much that is.
fn narrow(search: &str, whole: &str, list: &HtmlSelectElement) -> String {
    let chosen = list.value();
    list.set_inner_html(whole);
    let is_searched = !search.trim().is_empty();
    let (mut all, mut shown) = (0, 0);
    for option in elements(list, "optgroup > option") {
        all += 1;
        let text = format!("{} {}", option.text_content().unwrap_or_default(), also(&option));
        if is_searched && !finds(search, &text) {
            option.remove();
        } else {
            shown += 1;
        }
    }
    for group in elements(list, "optgroup").filter(|group| group.first_element_child().is_none()) {
        group.remove();
    }
    list.set_value(&chosen);
    if list.selected_index() < 0 {
        list.set_value("");
    }
    // Shown as an open list while it is searched, so that what matches is in sight.
    list.set_size(if is_searched { (shown + 1).clamp(2, limits::NARROWED_LINES) } else { 0 });
    if is_searched { format!("{shown} of {all} permissions") } else { String::new() }
}

fn also(element: &Element) -> String {
    element.get_attribute(ALSO).unwrap_or_default()
}

/// The text of the first element that matches `selector`.
fn text(within: &Element, selector: &str) -> String {
    let found = within.query_selector(selector).ok().flatten();
    found.and_then(|found| found.text_content()).unwrap_or_default()
}

/// Whether a choice has been made for the permission.
fn is_set(line: &Element) -> bool {
    let list = line.query_selector("select").ok().flatten();
    let list = list.and_then(|list| list.dyn_into::<HtmlSelectElement>().ok());
    let is_ticked = || line.query_selector("input:checked").is_ok_and(|ticked| ticked.is_some());
    list.map_or_else(is_ticked, |list| !list.value().is_empty())
}
