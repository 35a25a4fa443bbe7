//! Marks that others enter while the page is open.

use super::cells::{Cell, TABLE, listing, set_saved, set_state, version};
use super::queue;
use crate::api;
use crate::browser::elements;
use domain::assessment::{Column, Mark, RowId, Sheet};
use domain::id::PupilId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast as _;
use std::cell::{Cell as Flag, RefCell};
use std::collections::BTreeMap;
use web_sys::{CustomEvent, Element, Event, HtmlInputElement};

const CHANGES: &str = "data-changes";

thread_local! {
    /// Whether the page is being asked for.
    static ASKING: Flag<bool> = const { Flag::new(false) };
    /// The latest change number that the stream told of each class.
    static TOLD: RefCell<BTreeMap<i64, i64>> = const { RefCell::new(BTreeMap::new()) };
}

/// The stream tells which classes' marks changed: "number:changes", several with spaces between them.
pub(super) fn heard(event: &Event) {
    let told = event.dyn_ref::<CustomEvent>().and_then(|event| event.detail().as_string()).unwrap_or_default();
    TOLD.with_borrow_mut(|latest| latest.extend(numbers(&told)));
    if is_behind() && !ASKING.replace(true) {
        spawn_local(async {
            // What is told while the page is asked for may be newer than the answer: only then is it asked for again.
            loop {
                let told = TOLD.with_borrow(BTreeMap::clone);
                let Ok(sheet) = api::mark_sheet(listing()).await else { break };
                take(&sheet);
                if TOLD.with_borrow(|now| *now == told) || !is_behind() {
                    break;
                }
            }
            ASKING.set(false);
        });
    }
}

/// Whether the stream told of a later change of a class on the page than the page shows.
fn is_behind() -> bool {
    let Some(known) = document().get_element_by_id(TABLE).and_then(|table| table.get_attribute(CHANGES)) else {
        return false;
    };
    let known = numbers(&known);
    let is_later = |(class, changes): (&i64, &i64)| match known.get(class) {
        Some(known) => changes > known,
        // A class without a number had no marks when the page was drawn.
        None => known.is_empty(),
    };
    TOLD.with_borrow(|told| told.iter().any(is_later))
}

/// The change number of each class.
fn numbers(text: &str) -> BTreeMap<i64, i64> {
    let number = |one: &str| {
        let (class, changes) = one.split_once(':')?;
        Some((class.parse().ok()?, changes.parse().ok()?))
    };
    text.split_ascii_whitespace().filter_map(number).collect()
}

/// Shows what the server has, but for what is being entered here.
fn take(sheet: &Sheet) {
    let Some(table) = document().get_element_by_id(TABLE) else { return };
    let numbers: Vec<_> = sheet.changes.iter().map(|one| format!("{}:{}", one.class, one.changes)).collect();
    // Fails only for an invalid attribute name.
    let _ = table.set_attribute(CHANGES, &numbers.join(" "));
    let lines: Vec<_> = elements(&table, "tbody tr").collect();
    for (place, row) in sheet.rows.iter().enumerate() {
        // A table with other rows is another page's, or will be drawn anew.
        let line = lines.get(place).filter(|_| lines.len() == sheet.rows.len());
        let cells: Vec<_> = line.into_iter().flat_map(|line| elements(line, "td")).collect();
        for (place, (column, mark)) in sheet.columns.iter().zip(&row.marks).enumerate() {
            let Some(mark) = mark else { continue };
            let field = match &row.id {
                RowId::Pupil(pupil) => Cell::field_here(*pupil, &column.cell).map(|field| (*pupil, field)),
                RowId::Alias(_) => None,
            };
            match field {
                Some((pupil, field)) => take_into_field(pupil, column, mark, &field),
                None => show_in(cells.get(place).filter(|_| cells.len() == row.marks.len()), column, mark),
            }
        }
    }
}

fn take_into_field(pupil: PupilId, column: &Column, mark: &Mark, field: &HtmlInputElement) {
    let is_own = queue::is_any(|entry| entry.is_of(pupil, &column.cell));
    let is_typed = field.value() != field.default_value();
    // An answer may be older than what was saved here since. What is being typed is compared when it is sent.
    if is_own || is_typed || mark.version <= version(field) {
        return;
    }
    set_saved(field, &mark.value, mark.version);
    field.set_value(&mark.value);
    set_state(field, "new");
    if !mark.by.is_empty() {
        field.set_title(&format!("{}, {}", mark.by, mark.at));
    }
}

/// Shows a mark in a cell that cannot be edited here.
fn show_in(cell: Option<&Element>, column: &Column, mark: &Mark) {
    let Some(cell) = cell.filter(|cell| cell.text_content().unwrap_or_default().trim() != mark.value) else { return };
    // The button that says why stays.
    let button = cell.query_selector("button").ok().flatten();
    let shown = button.as_ref().unwrap_or(cell);
    shown.set_text_content(Some(&mark.value));
    // Of a mark that was cleared, the button has no text to be called by.
    let _ = match (&button, mark.value.is_empty()) {
        (Some(button), true) => button.set_attribute("aria-label", "No mark"),
        (Some(button), false) => button.remove_attribute("aria-label"),
        (None, _) => Ok(()),
    };
    // Fails only for an invalid attribute name.
    let _ = match column.scale.label(&mark.value) {
        Some(means) => cell.set_attribute("title", means),
        None => cell.remove_attribute("title"),
    };
}
