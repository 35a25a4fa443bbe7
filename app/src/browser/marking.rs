//! Entering marks: each is saved as it is entered, and waits in the browser while the server cannot be reached. Keys move
//! between cells, a bar has a button for each code, and marks that others enter appear by themselves.
//!
//! The table is the server's form; its fields say which cell they are. Nothing here decides what may be entered.

mod bar;
mod cells;
mod entry;
mod issues;
mod live;
mod notice;
mod queue;
mod sending;

use super::{elements, focused, listen_at, listen_on_page, marks_waiting, target};
use cells::{Cell, Move};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use web_sys::{Event, HtmlInputElement, KeyboardEvent, StorageEvent};

pub(super) const MARKBOOK: &str = "markbook";
pub(super) use cells::TABLE;
/// The event after regions of the page were redrawn.
pub(super) const REDRAWN: &str = "rolecall-redrawn";
/// The event before the page is replaced because its reader may not see it any more.
pub(super) const LEAVING: &str = "rolecall-leaving";

/// Takes up the marks that are not saved, and listens to the table, once per page. Loaded only on the markbook, and where
/// something is not saved. A table without fields may be replaced by one that has some.
#[lazy]
pub(super) fn mark() {
    listen_on_page("online", |_| {
        // Until something is not saved again.
        notice::reached();
        sending::send();
    });
    // Said before the first mark fails, as soon as the browser knows.
    listen_on_page("offline", |_| notice::offline());
    if !window().navigator().on_line() {
        notice::offline();
    }
    listen_on_page("storage", |event| {
        let gone = event.dyn_ref::<StorageEvent>().filter(|event| event.new_value().is_none());
        if let Some(key) = gone.and_then(StorageEvent::key).and_then(|name| marks_waiting::key_in(&name)) {
            queue::gone_elsewhere(&key);
        }
    });
    listen_on_page(REDRAWN, |_| queue::show());
    queue::begin();
    let Some(section) = document().get_element_by_id(MARKBOOK) else { return };
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
            sending::send();
        }
    });
    listen_on_page("rolecall-marks", live::heard);
    listen_on_page(LEAVING, |_| enter_what_is_typed());
    bar::make(&section);
    fields(&section).for_each(|field| cells::spare_keyboard(&field));
    // What was typed before the scripts came.
    enter_what_is_typed();
    // Fails only for an invalid attribute name.
    let _ = section.set_attribute("data-ready", "");
}

fn fields(section: &web_sys::Element) -> impl Iterator<Item = HtmlInputElement> + use<> {
    elements(section, cells::FIELD).filter_map(|field| field.dyn_into().ok())
}

/// Enters what was typed and not entered yet.
fn enter_what_is_typed() {
    let Some(section) = document().get_element_by_id(MARKBOOK) else { return };
    for field in fields(&section) {
        let is_entered =
            field.get_attribute(cells::STATE).is_some_and(|state| !["", "saved", "new"].contains(&&*state));
        if field.value() != field.default_value() && !is_entered {
            commit(&field);
        }
    }
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
