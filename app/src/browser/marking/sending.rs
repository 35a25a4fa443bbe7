//! Sending marks: one request carries all that were entered since the last. While the server cannot be reached they wait,
//! and are sent again.

use super::cells::{Cell, set_saved, set_state};
use super::entry::{Entry, Unsaved, key};
use super::{notice, queue};
use crate::api;
use crate::browser::marks_waiting;
use crate::browser::session::{self, SessionCheck};
use crate::failure::Failure;
use crate::limits;
use domain::assessment::{EditOutcome, MarkEdit, SavedMark};
use domain::id::EditKey;
use domain::problem::Problem;
use gloo_timers::callback::Timeout;
use leptos::task::spawn_local;
use std::cell::RefCell;

#[derive(Default)]
struct Sending {
    /// Those that are on their way.
    sent: Vec<EditKey>,
    pause: u32,
    again: Option<Timeout>,
}

thread_local! {
    static SENDING: RefCell<Sending> = RefCell::default();
}

/// Whether the edit with this key is on its way.
pub(super) fn is_under_way(edit: &str) -> bool {
    SENDING.with_borrow(|sending| sending.sent.iter().any(|sent| key(*sent) == edit))
}

/// Sends what waits, unless something is on its way or the page is over.
pub(super) fn send() {
    if session::is_over() {
        return;
    }
    let edits = SENDING.with_borrow_mut(|sending| {
        if !sending.sent.is_empty() {
            return Vec::new();
        }
        let edits = queue::next();
        sending.again = None;
        sending.sent = edits.iter().map(|edit| edit.key).collect();
        edits
    });
    if edits.is_empty() {
        return;
    }
    spawn_local(async move {
        match api::save_marks(edits.clone()).await {
            Ok(outcomes) => answered(&edits, outcomes),
            Err(Failure(problem)) => failed(problem).await,
        }
    });
}

fn answered(edits: &[MarkEdit], outcomes: Vec<EditOutcome>) {
    SENDING.with_borrow_mut(|sending| {
        sending.sent.clear();
        sending.pause = 0;
    });
    notice::reached();
    for (edit, outcome) in edits.iter().zip(outcomes) {
        let is_later = queue::is_any(|entry| is_later(entry, edit));
        let why = match outcome {
            EditOutcome::Saved(saved) => {
                rebase(edit, saved.version);
                show_saved(edit, &saved, is_later);
                None
            }
            EditOutcome::Conflict(now) => Some(Unsaved::Conflict(now)),
            EditOutcome::Refused(why) => Some(Unsaved::Refused(why)),
        };
        // A later value is asked about in its place.
        if let Some(why) = why.filter(|_| !is_later) {
            not_saved(&why, |entry| entry.edit.key == edit.key);
        } else {
            queue::drop_where(|entry| entry.edit.key == edit.key);
        }
    }
    queue::show_unsaved();
    send();
}

/// Shows in its cell what is saved now; with a later value entered, beside it.
fn show_saved(edit: &MarkEdit, saved: &SavedMark, is_later: bool) {
    let Some(field) = Cell::field(edit.pupil, &edit.cell) else { return };
    set_saved(&field, &saved.value, saved.version);
    let now = js_sys::Date::new_0();
    field.set_title(&format!("You, Today at {:02}:{:02}", now.get_hours(), now.get_minutes()));
    if is_later {
        return;
    }
    if field.value().eq_ignore_ascii_case(&edit.value) {
        field.set_value(&saved.value);
    }
    set_state(&field, "saved");
}

/// Later values for the same cell were entered over what is saved now.
fn rebase(saved: &MarkEdit, version: i64) {
    queue::change(|entry| is_later(entry, saved), |entry| entry.edit.base = version);
}

/// Whether an entry is another one for the cell of an edit that was sent.
fn is_later(entry: &Entry, sent: &MarkEdit) -> bool {
    entry.edit.key != sent.key && entry.is_of(sent.pupil, &sent.cell)
}

/// Keeps everything, and sends it again after a pause, unless the reader may not enter it.
async fn failed(problem: Problem) {
    let pause = SENDING.with_borrow_mut(|sending| {
        sending.sent.clear();
        sending.pause = (sending.pause * 2).clamp(limits::MARKS_RETRY, limits::MARKS_RETRY_LONGEST);
        sending.pause
    });
    let refused = match &problem {
        Problem::RoleChanged { role } => Some(role.label()),
        Problem::Denied(_) => Some(String::new()),
        _ => None,
    };
    if let Some(role) = refused {
        not_saved(&Unsaved::NotAllowed { role }, |entry| entry.answer.is_none());
        notice::reached();
        return queue::show_unsaved();
    }
    queue::show_kept();
    let is_away = problem == Problem::Unreachable;
    notice::waits(is_away, !marks_waiting::is_in_page_alone());
    // Somebody else may be signed in, or nobody: the page says so itself, and what is kept waits for the same person.
    if !is_away && session::check().await == SessionCheck::Over {
        return;
    }
    let again = Timeout::new(pause, send);
    SENDING.with_borrow_mut(|sending| sending.again = Some(again));
}

/// Notes why entries are not saved.
fn not_saved(why: &Unsaved, which: impl Fn(&Entry) -> bool) {
    queue::change(which, |entry| entry.answer = Some(why.clone()));
}
