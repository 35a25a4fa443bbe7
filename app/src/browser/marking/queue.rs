//! Marks on their way to the server: one request carries all that were entered since the last. While the server cannot be
//! reached they wait, also on disk, and are sent again.

use super::cells::{Cell, is_saved, set_saved, set_state, version};
use super::issues;
use crate::api;
use crate::browser::{marks_waiting, session};
use crate::failure::Failure;
use domain::assessment::{EditOutcome, MarkEdit};
use domain::id::EditKey;
use domain::problem::Problem;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::serde_json;
use leptos::task::spawn_local;
use std::cell::RefCell;
use web_sys::HtmlInputElement;

/// The pause in milliseconds before sending again, the first time and at most. Each failure doubles it.
const FIRST_PAUSE: u32 = 1_000;
const LONGEST_PAUSE: u32 = 30_000;

#[derive(Default)]
struct Queue {
    /// Entered and not sent, or not answered.
    waiting: Vec<MarkEdit>,
    /// How many of those, from the first, are on their way.
    sent: usize,
    pause: u32,
    again: Option<Timeout>,
}

thread_local! {
    static QUEUE: RefCell<Queue> = RefCell::default();
}

/// Takes up what the same person left to send, and sends it.
pub(super) fn begin() {
    let kept = marks_waiting::read().and_then(|text| serde_json::from_str::<Vec<MarkEdit>>(&text).ok());
    QUEUE.with_borrow_mut(|queue| {
        // What is on its way already is in the queue.
        if queue.waiting.is_empty() {
            queue.waiting = kept.unwrap_or_default();
        }
        for edit in &queue.waiting {
            if let Some(field) = Cell::field(edit.pupil, &edit.cell) {
                field.set_value(&edit.value);
                set_state(&field, "kept");
            }
        }
    });
    send();
}

/// Whether a cell has a value that is not saved.
pub(super) fn is_waiting(edit: impl Fn(&MarkEdit) -> bool) -> bool {
    QUEUE.with_borrow(|queue| queue.waiting.iter().any(edit))
}

/// Enters a value; the last one for a cell counts.
pub(super) fn enter(field: &HtmlInputElement, cell: &Cell, value: String) {
    let same = |edit: &MarkEdit| edit.pupil == cell.pupil && edit.cell == cell.key;
    let is_new = QUEUE.with_borrow_mut(|queue| {
        let sent = queue.sent;
        if let Some(edit) = queue.waiting.iter_mut().skip(sent).find(|edit| same(edit)) {
            edit.value = value;
            return true;
        }
        let under_way = queue.waiting.iter().any(same);
        if !under_way && value == field.default_value() {
            return false;
        }
        let last = queue.waiting.iter().rfind(|edit| same(edit));
        if last.is_some_and(|edit| edit.value == value) {
            return false;
        }
        let edit = MarkEdit { key: new_key(), pupil: cell.pupil, cell: cell.key.clone(), value, base: version(field) };
        queue.waiting.push(edit);
        true
    });
    issues::settle(field);
    if is_new {
        set_state(field, "saving");
        keep();
        send();
    } else if !is_waiting(same) && !is_saved(field) {
        set_state(field, "");
    }
}

/// Sends what waits, unless something is on its way.
pub(super) fn send() {
    let edits = QUEUE.with_borrow_mut(|queue| {
        if queue.sent > 0 || queue.waiting.is_empty() {
            return Vec::new();
        }
        queue.again = None;
        queue.sent = queue.waiting.len().min(MarkEdit::MOST);
        queue.waiting[..queue.sent].to_vec()
    });
    if edits.is_empty() {
        return;
    }
    spawn_local(async move {
        match api::save_marks(edits.clone()).await {
            Ok(outcomes) => answered(&edits, outcomes),
            Err(Failure(problem)) => failed(&problem).await,
        }
    });
}

fn answered(edits: &[MarkEdit], outcomes: Vec<EditOutcome>) {
    QUEUE.with_borrow_mut(|queue| {
        queue.waiting.drain(..queue.sent);
        (queue.sent, queue.pause) = (0, 0);
        // Later values for the same cells were entered over what is saved now.
        for (edit, outcome) in edits.iter().zip(&outcomes) {
            if let EditOutcome::Saved(saved) = outcome {
                let later = |one: &&mut MarkEdit| one.pupil == edit.pupil && one.cell == edit.cell;
                queue.waiting.iter_mut().filter(later).for_each(|one| one.base = saved.version);
            }
        }
    });
    keep();
    issues::reached();
    for (edit, outcome) in edits.iter().zip(outcomes) {
        let field = Cell::field(edit.pupil, &edit.cell);
        let is_later = is_waiting(|one| one.pupil == edit.pupil && one.cell == edit.cell);
        match (&outcome, field) {
            (EditOutcome::Saved(saved), Some(field)) => {
                set_saved(&field, &saved.value, saved.version);
                if !is_later {
                    if field.value().eq_ignore_ascii_case(&edit.value) {
                        field.set_value(&saved.value);
                    }
                    set_state(&field, "saved");
                }
            }
            (EditOutcome::Saved(_), None) => {}
            (_, field) => issues::refused(field, edit, outcome),
        }
    }
    send();
}

/// Keeps everything, and sends it again after a pause.
async fn failed(problem: &Problem) {
    let pause = QUEUE.with_borrow_mut(|queue| {
        queue.sent = 0;
        queue.pause = (queue.pause * 2).clamp(FIRST_PAUSE, LONGEST_PAUSE);
        for edit in &queue.waiting {
            if let Some(field) = Cell::field(edit.pupil, &edit.cell) {
                set_state(&field, "kept");
            }
        }
        queue.pause
    });
    let is_kept = keep();
    let is_away = *problem == Problem::Unreachable;
    issues::waits(is_away, is_kept);
    if !is_away {
        // Somebody else may be signed in, or nobody: the page says so itself.
        session::check().await;
    }
    let again = Timeout::new(pause, send);
    QUEUE.with_borrow_mut(|queue| queue.again = Some(again));
}

/// Writes what waits to the disk. Returns whether that succeeded.
fn keep() -> bool {
    QUEUE.with_borrow(|queue| {
        let text = (!queue.waiting.is_empty()).then(|| serde_json::to_string(&queue.waiting).ok()).flatten();
        marks_waiting::write(text.as_deref())
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
