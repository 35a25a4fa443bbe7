//! Entering marks: each is saved as it is entered, and waits in the browser while the server cannot be reached. Keys move
//! between cells, a bar has a button for each code, and marks that others enter appear by themselves.
//!
//! The table is the server's form; its fields say which cell they are. Nothing here decides what may be entered.

mod bar;
mod cells;
mod issues;
mod live;
mod queue;

use super::{elements, focused, listen_at, listen_on_page, target};
use cells::{Cell, Move};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use web_sys::{Event, HtmlInputElement, KeyboardEvent};

pub(super) const MARKBOOK: &str = "markbook";

/// Listens to the table, once per page. Loaded only where there is something to edit.
#[lazy]
pub(super) fn mark() {
    let Some(section) = document().get_element_by_id(MARKBOOK) else { return };
    if section.query_selector(cells::FIELD).ok().flatten().is_none() {
        return;
    }
    listen_at(&section, "focusin", |event| match field(event) {
        Some(field) => {
            cells::spare_keyboard(&field);
            field.select();
            bar::show(&field);
        }
        None => bar::hide_unless_inside(event),
    });
    listen_at(&section, "input", |event| {
        if let Some(field) = field(event) {
            typed(&field);
        }
    });
    listen_at(&section, "change", |event| {
        if let Some(field) = field(event) {
            // The filters' form would ask for the page.
            event.stop_propagation();
            commit(&field);
        }
    });
    listen_at(&section, "keydown", pressed);
    listen_at(&section, "submit", |event| {
        if target::<web_sys::Element>(event).is_some_and(|form| form.id() == cells::TABLE) {
            event.prevent_default();
            event.stop_propagation();
            focused().and_then(|field| field.dyn_into().ok()).iter().for_each(commit);
            queue::send();
        }
    });
    listen_on_page("online", |_| queue::send());
    listen_on_page("rolecall-marks", live::heard);
    bar::make(&section);
    queue::begin();
    // What was typed before the scripts came.
    for field in elements(&section, cells::FIELD).filter_map(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        cells::spare_keyboard(&field);
        if field.value() != field.default_value() && !field.has_attribute(cells::STATE) {
            commit(&field);
        }
    }
    // Fails only for an invalid attribute name.
    let _ = section.set_attribute("data-ready", "");
}

fn field(event: &Event) -> Option<HtmlInputElement> {
    target::<HtmlInputElement>(event).filter(cells::is_field)
}

/// Saves at once where what was typed can be nothing else.
fn typed(field: &HtmlInputElement) {
    let Some(cell) = Cell::of(field) else { return };
    if cell.takes.is_complete(&field.value()) {
        commit(field);
    }
}

/// Saves a field's value, if it changed.
pub(super) fn commit(field: &HtmlInputElement) {
    let Some(cell) = Cell::of(field) else { return };
    let value = field.value().trim().to_owned();
    match cell.takes.read(&value) {
        // Leaving the field is no answer to the question.
        Some(value) if cells::is_asked(field, &value) => {}
        Some(value) => {
            field.set_value(&value);
            queue::enter(field, &cell, value);
        }
        None => issues::wrong(field, &cell, &value),
    }
}

/// Moves with the arrows and Enter, and fills down.
fn pressed(event: &Event) {
    let (Some(field), Some(key)) = (field(event), event.dyn_ref::<KeyboardEvent>()) else { return };
    if key.alt_key() || key.is_composing() {
        return;
    }
    let at_edge = |start: bool| {
        let (from, to) = (field.selection_start().ok().flatten(), field.selection_end().ok().flatten());
        let length = u32::try_from(field.value().encode_utf16().count()).unwrap_or_default();
        from != to && length > 0 || if start { from == Some(0) } else { to == Some(length) }
    };
    let control = key.ctrl_key() || key.meta_key();
    let to = match (key.key().as_str(), control) {
        ("Enter" | "ArrowDown", false) if !key.shift_key() => Move::Down,
        ("Enter", false) | ("ArrowUp", false) => Move::Up,
        ("ArrowLeft", false) if at_edge(true) => Move::Left,
        ("ArrowRight", false) if at_edge(false) => Move::Right,
        ("d" | "D", true) => {
            event.prevent_default();
            fill_down(&field);
            return;
        }
        _ => return,
    };
    event.prevent_default();
    commit(&field);
    if let Some(next) = cells::neighbour(&field, to) {
        // Fails only for an element that has been removed.
        let _ = next.focus();
    }
}

/// Enters a field's value in the empty fields below it.
pub(super) fn fill_down(field: &HtmlInputElement) {
    commit(field);
    let value = field.value();
    let mut next = cells::neighbour(field, Move::Down);
    while let Some(below) = next {
        if below.value().trim().is_empty() && !value.is_empty() {
            below.set_value(&value);
            commit(&below);
        }
        next = cells::neighbour(&below, Move::Down);
    }
}
