//! Searching the permissions in a role's form: matches stay visible and the rest is hidden. No choice is changed.

use super::{elements, hide, listen_at};
use domain::search::finds;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement};

pub(super) const FINDING: &str = "cell-search";
const SEARCH: &str = "find";
const ONLY_SET: &str = "only-set";
const COUNT: &str = "found-count";
const PRODUCT: &str = "form.role-cells details";
const AREA: &str = ".role-area";
const LINE: &str = ".role-line";

/// Offers the search, once per page. Loaded only where a page has such a form.
#[lazy]
pub(super) fn find() {
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
                let is_found =
                    finds(&search, &format!("{} {words}", text(&line, "label"))) && (!only_set || is_set(&line));
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

/// The text of the first element that matches `selector`.
fn text(within: &Element, selector: &str) -> String {
    let found = within.query_selector(selector).ok().flatten();
    found.and_then(|found| found.text_content()).unwrap_or_default()
}

/// Whether a choice has been made for the permission.
fn is_set(line: &Element) -> bool {
    let list = line.query_selector("select").ok().flatten();
    list.and_then(|list| list.dyn_into::<HtmlSelectElement>().ok()).is_some_and(|list| !list.value().is_empty())
}
