//! Marks that wait to be sent, kept in the browser for the person who entered them: ids and codes, never a name. They
//! outlive the page, so signing out asks about them; where the browser has no room for them, so does leaving the page.

use super::{listen, session, target};
use crate::routes;
use leptos::prelude::*;
use std::cell::Cell;
use web_sys::{HtmlFormElement, Storage};

/// The beginning of the name under which a person's marks are kept.
const KEY: &str = "rolecall-marks-";

thread_local! {
    /// Whether marks wait in this page alone, because the browser has no room for them.
    static IN_PAGE_ALONE: Cell<bool> = const { Cell::new(false) };
}

/// Asks before marks are lost by signing out, or with the page where they could not be kept.
pub(super) fn watch() {
    listen("beforeunload", |event| {
        if IN_PAGE_ALONE.get() {
            event.prevent_default();
        }
    });
    listen("submit", |event| {
        let leaves = target::<HtmlFormElement>(event)
            .and_then(|form| form.get_attribute("action"))
            .is_some_and(|action| action == routes::SIGN_OUT);
        if !leaves || event.default_prevented() || read().is_none() {
            return;
        }
        let question = "Some marks have not reached the server yet. Sign out and lose them?";
        if window().confirm_with_message(question).unwrap_or(true) {
            write(None);
        } else {
            event.prevent_default();
            event.stop_immediate_propagation();
        }
    });
}

/// What the person whose page it is has left to send.
pub(super) fn read() -> Option<String> {
    storage()?.get_item(&key()?).ok().flatten()
}

/// Keeps what is left to send, or forgets it. Returns whether that succeeded: storage may be full or switched off.
pub(super) fn write(text: Option<&str>) -> bool {
    let done = storage().zip(key()).is_some_and(|(storage, key)| match text {
        Some(text) => storage.set_item(&key, text).is_ok(),
        None => storage.remove_item(&key).is_ok(),
    });
    IN_PAGE_ALONE.set(text.is_some() && !done);
    done
}

fn key() -> Option<String> {
    Some(format!("{KEY}{}", session::member()?))
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
