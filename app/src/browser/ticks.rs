//! Ticks in a list that is redrawn: whoever was ticked stays ticked on other pages and under other filters.
//!
//! A tick is an input with `data-tick`. What is ticked and not shown is carried by its form, in the element with
//! `data-ticked`, as a hidden field each. Buttons with `data-tick-all` tick what is shown, or untick everything.

use super::{elements, listen, target};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, HtmlInputElement};

const TICKS: &str = "input[data-tick]";
const BUTTONS: &str = "button[data-tick-all]";
const CARRIED: &str = "[data-ticked]";

/// Shows the buttons, which do nothing without scripts, and listens to them.
pub(super) fn watch() {
    let Some(page) = document().document_element() else { return };
    for button in elements(&page, BUTTONS).filter_map(|button| button.dyn_into::<HtmlElement>().ok()) {
        button.set_hidden(false);
    }
    listen("click", |event| {
        let pressed = target::<Element>(event).and_then(|pressed| pressed.closest(BUTTONS).ok().flatten());
        if let (Some(button), Some(page)) = (pressed, document().document_element()) {
            let ticked = button.get_attribute("data-tick-all").is_some_and(|says| !says.is_empty());
            ticks(&page).for_each(|tick| tick.set_checked(ticked));
            if let Some(carried) = carried().filter(|_| !ticked) {
                carried.set_inner_html("");
            }
        }
    });
}

/// Notes what is ticked in a region that is about to be drawn anew.
pub(super) fn carry(region: &Element) {
    let Some(carried) = carried() else { return };
    for tick in ticks(region).filter(HtmlInputElement::checked) {
        if let Ok(Some(kept)) = document().create_element("span").map(|kept| kept.dyn_into::<HtmlElement>().ok()) {
            kept.set_class_name("carried");
            if let Some(field) =
                document().create_element("input").ok().and_then(|field| field.dyn_into::<HtmlInputElement>().ok())
            {
                field.set_type("hidden");
                field.set_name(&tick.name());
                field.set_value(&tick.value());
                // Refused only for a node that holds the other.
                let _ = kept.append_child(&field);
            }
            let _ = carried.append_child(&kept);
        }
    }
}

/// Ticks again what a region shows of that.
pub(super) fn put_back(region: &Element) {
    let Some(carried) = carried() else { return };
    for tick in ticks(region) {
        let mine = elements(&carried, "input")
            .filter_map(|field| field.dyn_into::<HtmlInputElement>().ok())
            .find(|field| field.value() == tick.value());
        if let Some(kept) = mine.and_then(|field| field.parent_element()) {
            tick.set_checked(true);
            kept.remove();
        }
    }
}

fn ticks(within: &Element) -> impl Iterator<Item = HtmlInputElement> + use<> {
    elements(within, TICKS).filter_map(|tick| tick.dyn_into().ok())
}

fn carried() -> Option<Element> {
    document().query_selector(CARRIED).ok().flatten()
}
