//! Ticks in a list that is redrawn: a ticked person stays ticked on other pages and under other filters.
//!
//! A tick is an input with `data-tick`. Ticked inputs that are not shown move to the element with `data-ticked`, where
//! they are hidden but still sent and counted. Buttons with `data-tick-all` tick everything shown, or untick
//! everything.

use super::{elements, listen, target};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlInputElement};

const TICKS: &str = "input[data-tick]";
const BUTTONS: &str = "button[data-tick-all]";
const CARRIED: &str = "[data-ticked]";

/// Adds the listeners to the buttons.
pub(super) fn watch() {
    listen("click", |event| {
        let pressed = target::<Element>(event).and_then(|pressed| pressed.closest(BUTTONS).ok().flatten());
        if let (Some(button), Some(page)) = (pressed, document().document_element()) {
            let ticked = button.get_attribute("data-tick-all").is_some_and(|says| !says.is_empty());
            ticks(&page).for_each(|tick| tick.set_checked(ticked));
        }
    });
}

/// Moves the ticked inputs out of a region that is about to be redrawn.
pub(super) fn carry(region: &Element) {
    if let Some(carried) = carried() {
        for tick in ticks(region).filter(HtmlInputElement::checked) {
            // Fails only when a node would contain itself.
            let _ = carried.append_child(&tick);
        }
    }
}

/// Restores the carried ticks that a redrawn region shows.
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
