//! Marks that others enter while the page is open.

use super::cells::{Cell, TABLE, listing, set_saved, set_state, version};
use super::queue;
use crate::api;
use domain::assessment::{RowId, Sheet};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast as _;
use std::cell::Cell as Flag;
use web_sys::{CustomEvent, Event};

const CHANGES: &str = "data-changes";

thread_local! {
    /// Whether the page is being asked for.
    static ASKING: Flag<bool> = const { Flag::new(false) };
}

/// The stream tells which classes' marks changed: "number:changes", several with spaces between them.
pub(super) fn heard(event: &Event) {
    let told = event.dyn_ref::<CustomEvent>().and_then(|event| event.detail().as_string()).unwrap_or_default();
    let Some(known) = document().get_element_by_id(TABLE).and_then(|table| table.get_attribute(CHANGES)) else {
        return;
    };
    let number = |one: &str| one.split(':').next().unwrap_or_default().to_owned();
    let classes: Vec<_> = known.split_ascii_whitespace().map(number).collect();
    // A class without a number had no marks when the page was drawn.
    let concerns = |one: &str| {
        !known.split_ascii_whitespace().any(|known| known == one)
            && (classes.is_empty() || classes.contains(&number(one)))
    };
    if told.split_ascii_whitespace().any(concerns) && !ASKING.replace(true) {
        spawn_local(async {
            let sheet = api::mark_sheet(listing()).await;
            ASKING.set(false);
            if let Ok(sheet) = sheet {
                take(&sheet);
            }
        });
    }
}

/// Shows what the server has, but for what is being entered here.
fn take(sheet: &Sheet) {
    let Some(table) = document().get_element_by_id(TABLE) else { return };
    let numbers: Vec<_> = sheet.changes.iter().map(|one| format!("{}:{}", one.class, one.changes)).collect();
    // Fails only for an invalid attribute name.
    let _ = table.set_attribute(CHANGES, &numbers.join(" "));
    for row in &sheet.rows {
        let RowId::Pupil(pupil) = &row.id else { continue };
        for (column, mark) in sheet.columns.iter().zip(&row.marks) {
            let (Some(mark), Some(field)) = (mark, Cell::field_here(*pupil, &column.cell)) else { continue };
            let is_own = queue::is_waiting(|edit| edit.pupil == *pupil && edit.cell == column.cell);
            let is_typed = field.value() != field.default_value();
            // An answer may be older than what was saved here since. What is being typed is compared when it is sent.
            if is_own || is_typed || mark.version <= version(&field) {
                continue;
            }
            set_saved(&field, &mark.value, mark.version);
            field.set_value(&mark.value);
            set_state(&field, "new");
        }
    }
}
