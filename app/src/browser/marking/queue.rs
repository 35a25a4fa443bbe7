//! Marks that were entered and are not saved: shown in their fields and above the table, kept on disk, and given to
//! [`sending`]. What the server does not save stays, until the reader has answered.

use super::cells::{Cell, is_saved, set_state, version};
use super::entry::{Entry, key};
use super::{issues, sending};
use domain::assessment::MarkEdit;
use domain::id::EditKey;
use leptos::prelude::*;
use std::cell::RefCell;
use web_sys::HtmlInputElement;

thread_local! {
    /// Entered and not saved, in the order in which they were entered.
    static ENTRIES: RefCell<Vec<Entry>> = const { RefCell::new(Vec::new()) };
}

/// Takes up what the same person left, shows it, and sends what waits.
pub(super) fn begin() {
    ENTRIES.with_borrow_mut(|entries| {
        for entry in Entry::kept() {
            if !entries.iter().any(|known| known.edit.key == entry.edit.key) {
                entries.push(entry);
            }
        }
    });
    show();
    sending::send();
}

/// Shows what is not saved: in the fields of the page, and above it what has none there.
pub(super) fn show() {
    // A mark that is saved already has nothing left to ask.
    give_up(|entry| {
        let field = Cell::field(entry.edit.pupil, &entry.edit.cell);
        entry.answer.is_some() && field.is_some_and(|field| field.default_value() == entry.edit.value)
    });
    let entries = ENTRIES.with_borrow(Clone::clone);
    for entry in &entries {
        if let Some(field) = Cell::field(entry.edit.pupil, &entry.edit.cell) {
            field.set_value(&entry.edit.value);
            match &entry.answer {
                None => {
                    issues::settle(&field);
                    set_state(&field, "kept");
                }
                Some(why) => issues::unsaved(&field, entry, why),
            }
        }
    }
    issues::elsewhere(&entries);
}

/// What was answered or forgotten in another tab is not shown here any more.
pub(super) fn gone_elsewhere(gone: &str) {
    if !sending::is_under_way(gone) && give_up(|entry| key(entry.edit.key) == gone) {
        show();
    }
}

/// Forgets entries, and shows what is saved in their fields. Returns whether there were any.
fn give_up(which: impl Fn(&Entry) -> bool) -> bool {
    let given_up: Vec<_> =
        ENTRIES.with_borrow(|entries| entries.iter().filter(|entry| which(entry)).cloned().collect());
    for entry in &given_up {
        if let Some(field) = Cell::field(entry.edit.pupil, &entry.edit.cell) {
            field.set_value(&field.default_value());
            issues::settle(&field);
            set_state(&field, "");
        }
    }
    drop_where(|entry| given_up.iter().any(|one| one.edit.key == entry.edit.key))
}

/// Whether there is such an entry.
pub(super) fn is_any(which: impl Fn(&Entry) -> bool) -> bool {
    ENTRIES.with_borrow(|entries| entries.iter().any(which))
}

/// Enters a value; the last one for a cell counts.
pub(super) fn enter(field: &HtmlInputElement, cell: &Cell, value: String) {
    let edit = MarkEdit { key: new_key(), pupil: cell.pupil, cell: cell.key.clone(), value, base: version(field) };
    let last = ENTRIES.with_borrow(|entries| {
        let waiting = entries.iter().rev().find(|entry| entry.is_of(edit.pupil, &edit.cell) && entry.answer.is_none());
        waiting.map(|entry| entry.edit.value.clone())
    });
    issues::settle(field);
    if last.as_ref() == Some(&edit.value) {
        return;
    }
    // Answered by the new value, or never sent. What may have reached the server is sent again before it.
    drop_where(|entry| entry.is_of(edit.pupil, &edit.cell) && (entry.answer.is_some() || !entry.is_tried));
    let is_under_way = is_any(|entry| entry.is_of(edit.pupil, &edit.cell));
    if is_under_way || edit.value != field.default_value() {
        set_state(field, "saving");
        let entry = Entry::new(edit);
        entry.keep();
        ENTRIES.with_borrow_mut(|entries| entries.push(entry));
        sending::send();
    } else if !is_saved(field) {
        set_state(field, "");
    }
}

/// Sends what was not saved once more.
pub(super) fn again(keys: &[EditKey]) {
    change(|entry| keys.contains(&entry.edit.key), |entry| entry.answer = None);
    show();
    sending::send();
}

/// Gives up what was not saved.
pub(super) fn discard(keys: &[EditKey]) {
    give_up(|entry| keys.contains(&entry.edit.key));
    show();
}

/// Changes entries, also on disk.
pub(super) fn change(which: impl Fn(&Entry) -> bool, how: impl Fn(&mut Entry)) {
    ENTRIES.with_borrow_mut(|entries| {
        for entry in entries.iter_mut().filter(|entry| which(entry)) {
            how(entry);
            entry.keep();
        }
    });
}

/// The edits to send next, at most one for each cell: a later value is entered over what the earlier one gave.
pub(super) fn next() -> Vec<MarkEdit> {
    ENTRIES.with_borrow_mut(|entries| {
        let mut edits: Vec<MarkEdit> = Vec::new();
        for entry in entries.iter_mut().filter(|entry| entry.answer.is_none()) {
            if edits.len() < MarkEdit::MOST && !edits.iter().any(|edit| entry.is_of(edit.pupil, &edit.cell)) {
                entry.is_tried = true;
                edits.push(entry.edit.clone());
            }
        }
        edits
    })
}

/// Shows in its field that each mark that waits is kept.
pub(super) fn show_kept() {
    ENTRIES.with_borrow(|entries| {
        for entry in entries.iter().filter(|entry| entry.answer.is_none()) {
            if let Some(field) = Cell::field(entry.edit.pupil, &entry.edit.cell) {
                set_state(&field, "kept");
            }
        }
    });
}

/// Shows what was answered and not saved, and leaves the other fields as they are.
pub(super) fn show_unsaved() {
    let entries = ENTRIES.with_borrow(Clone::clone);
    for entry in &entries {
        if let (Some(why), Some(field)) = (&entry.answer, Cell::field(entry.edit.pupil, &entry.edit.cell)) {
            issues::unsaved(&field, entry, why);
        }
    }
    issues::elsewhere(&entries);
}

/// Forgets entries. Returns whether there were any.
pub(super) fn drop_where(which: impl Fn(&Entry) -> bool) -> bool {
    ENTRIES.with_borrow_mut(|entries| {
        let before = entries.len();
        entries.retain(|entry| {
            let stays = !which(entry);
            if !stays {
                entry.forget();
            }
            stays
        });
        entries.len() < before
    })
}

/// A new idempotency key.
fn new_key() -> EditKey {
    let mut bits = [0_u8; 16];
    let crypto = window().crypto().ok();
    let drawn = crypto.is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bits).is_ok());
    if !drawn {
        bits.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    EditKey::of_bits(u128::from_le_bytes(bits))
}
