//! Ticks in a list that is redrawn: whoever was ticked stays ticked on other pages and under other filters.
//!
//! A tick is an input with `data-tick`. What is ticked and not shown moves into the element with `data-ticked`, where it is
//! out of sight and reach, and is sent and counted all the same. Buttons with `data-tick-all` tick what is shown, or untick everything.

use super::{elements, listen, target};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlInputElement};

const TICKS: &str = "input[data-tick]";
const BUTTONS: &str = "button[data-tick-all]";
const CARRIED: &str = "[data-ticked]";

/// Listens to the buttons.
pub(super) fn watch() {
    listen("click", |event| {
        let pressed = target::<Element>(event).and_then(|pressed| pressed.closest(BUTTONS).ok().flatten());
        if let (Some(button), Some(page)) = (pressed, document().document_element()) {
            let ticked = button.get_attribute("data-tick-all").is_some_and(|says| !says.is_empty());
            ticks(&page).for_each(|tick| tick.set_checked(ticked));
        }
    });
}

/// Takes what is ticked out of a region that is about to be drawn anew.
pub(super) fn carry(region: &Element) {
    if let Some(carried) = carried() {
        for tick in ticks(region).filter(HtmlInputElement::checked) {
            // Refused only for a node that holds the other.
            let _ = carried.append_child(&tick);
        }
    }
}

/// Ticks again what a region shows of that.
pub(super) fn put_back(region: &Element) {
    let Some(carried) = carried() else { return };
    for tick in ticks(region) {
        if let Some(kept) = ticks(&carried).find(|kept| kept.value() == tick.value()) {
            tick.set_checked(kept.checked());
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
