//! The bar below the table: a button for each code of the field that has the focus, for fingers.

use super::cells::{Cell, Move, by_id, element, is_field, neighbour};
use super::notice::press;
use super::{commit, fill_down};
use crate::browser::hide;
use leptos::wasm_bindgen::JsCast as _;
use std::cell::RefCell;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement};

const BAR: &str = "marks-bar";

thread_local! {
    /// The field that the buttons enter into.
    static FIELD: RefCell<Option<HtmlInputElement>> = const { RefCell::new(None) };
}

/// Adds the empty bar to the page.
pub(super) fn make(section: &Element) {
    if let Some(bar) = element("div", "marks-bar", "").filter(|_| by_id(BAR).is_none()) {
        bar.set_id(BAR);
        bar.set_hidden(true);
        for (name, value) in [("role", "toolbar"), ("aria-label", "Codes")] {
            // Fails only for an invalid attribute name.
            let _ = bar.set_attribute(name, value);
        }
        // Pressing a button leaves the focus in the field, so that a tablet's keyboard stays as it is.
        let keep = leptos::wasm_bindgen::closure::Closure::<dyn Fn(Event)>::new(|event: Event| event.prevent_default());
        let _ = bar.add_event_listener_with_callback("pointerdown", keep.as_ref().unchecked_ref());
        let _ = bar.add_event_listener_with_callback("mousedown", keep.as_ref().unchecked_ref());
        crate::browser::page::hold(keep);
        let _ = section.append_child(&bar);
    }
}

/// Shows the codes of a field.
pub(super) fn show(field: &HtmlInputElement) {
    let (Some(bar), Some(cell)) = (by_id(BAR), Cell::of(field)) else { return };
    FIELD.set(Some(field.clone()));
    bar.set_text_content(None);
    for code in &cell.takes.0.codes {
        let value = code.code.to_string();
        if let Some(button) = button(&bar, &value, &code.label) {
            press(&button, move || enter(&value));
        }
    }
    if let Some(clear) = button(&bar, "Clear", "Clear this mark") {
        press(&clear, || enter(""));
    }
    if let Some(fill) = button(&bar, "Fill down", "Enter the same in the empty cells below") {
        press(&fill, || {
            if let Some(field) = FIELD.with_borrow(Clone::clone) {
                fill_down(&field);
            }
        });
    }
    hide(&bar, false);
}

fn button(bar: &HtmlElement, label: &str, means: &str) -> Option<HtmlElement> {
    let button = element("button", "button button-secondary", label)?;
    // Fails only for an invalid attribute name.
    let _ = button.set_attribute("title", means);
    let _ = button.set_attribute("tabindex", "-1");
    bar.append_child(&button).ok()?;
    Some(button)
}

/// Enters a value, and goes to the next pupil.
fn enter(value: &str) {
    let Some(field) = FIELD.with_borrow(Clone::clone).filter(|field| field.is_connected()) else { return };
    field.set_value(value);
    commit(&field);
    let next = neighbour(&field, Move::Down).filter(|_| !value.is_empty()).unwrap_or(field);
    // Fails only for an element that has been removed.
    let _ = next.focus();
}

/// Hides the bar when the focus goes elsewhere.
pub(super) fn hide_unless_inside(event: &Event) {
    let to = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let stays = to.as_ref().is_some_and(|to| {
        to.closest("#marks-bar").ok().flatten().is_some() || to.dyn_ref::<HtmlInputElement>().is_some_and(is_field)
    });
    if let Some(bar) = by_id(BAR).filter(|_| !stays) {
        hide(&bar, true);
    }
}
