//! Comparing roles side by side. The form and the links lead to addresses, which `navigation` follows. Only hiding what
//! is the same for all roles needs no request: the table says which rows those are.

use super::{elements, here, listen_at, navigation, regions, target};
use crate::routes;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use std::time::Duration;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement};

const SECTION: &str = "permissions";
pub(super) const FORM: &str = "comparison-form";
const TABLE: &str = "comparison";
const COUNT: &str = "compared-count";
const ONLY: &str = "only";
/// The regions that change here.
const CHANGED: [&str; 3] = [TABLE, COUNT, "compared-exports"];
/// The class of a table that hides the rows in which no role differs.
const ONLY_DIFFERENCES: &str = "only-differences";

/// Listens to the form and the table, once per page. Loaded only where a page has the form.
#[lazy]
pub(super) fn compare() {
    let Some(section) = document().get_element_by_id(SECTION) else { return };
    listen_at(&section, "change", |event| {
        if let Some(only) = target::<HtmlInputElement>(event).filter(|field| field.id() == ONLY) {
            // The form would ask for the page.
            event.stop_propagation();
            show_only_differences(only.checked());
        }
    });
    listen_at(&section, "click", clicked);
}

/// Hides the rows that are the same for all roles, or shows them again, with the counts; the address and the links follow
/// once that is seen.
fn show_only_differences(only: bool) {
    let Some(table) = document().get_element_by_id(TABLE) else { return };
    // Fails only for an invalid class name.
    let _ = table.class_list().toggle_with_force(ONLY_DIFFERENCES, only);
    let counted = if only { "data-differing" } else { "data-all" };
    for count in elements(&table, &format!("b[{counted}]")) {
        count.set_text_content(count.get_attribute(counted).as_deref());
    }
    if let Some(count) = document().get_element_by_id(COUNT) {
        let [shown, of] = [counted, "data-of"].map(|name| table.get_attribute(name).unwrap_or_default());
        count.set_text_content(Some(&format!("{shown} of {of} permissions")));
    }
    CHANGED.into_iter().for_each(regions::forget);
    let address = move || {
        // Another page may have come, or another tick.
        let is_shown = table.is_connected() && table.class_list().contains(ONLY_DIFFERENCES) == only;
        if let Some(here) = here().filter(|_| is_shown) {
            navigation::set_address(&routes::with_only_differences(&here, only));
            point_links(only);
        }
    };
    set_timeout(address, Duration::ZERO);
}

/// Makes the links in the table and to files show only differences, or everything.
fn point_links(only: bool) {
    let links = document().get_element_by_id(SECTION).map(|section| elements(&section, "[data-go]:not(form) a[href]"));
    for link in links.into_iter().flatten() {
        let href = link.get_attribute("href").unwrap_or_default();
        // Fails only for an invalid attribute name.
        let _ = link.set_attribute("href", &routes::with_only_differences(&href, only));
    }
}

/// Opens a row from any of its cells.
fn clicked(event: &Event) {
    let cell = target::<Element>(event).and_then(|pressed| pressed.closest("tr.permission > td").ok().flatten());
    let row = cell.and_then(|cell| cell.parent_element());
    let link = row.and_then(|row| row.query_selector("a.row-link").ok().flatten());
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        link.click();
    }
}
