//! Marks that wait to be sent or were not saved, kept in the browser for the person who entered them: ids and codes,
//! never a name. Each has an item of its own in the browser's storage, so that two tabs never erase each other's. They
//! outlive the page, so signing out asks about them; where the browser has no room for them, so does leaving the page.

use super::{listen, session, target};
use crate::routes;
use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::BTreeSet;
use web_sys::{HtmlFormElement, Storage};

/// The beginning of the name under which a person's marks are kept.
const KEY: &str = "rolecall-marks-";

thread_local! {
    /// The marks that wait in this page alone, because the browser has no room for them.
    static IN_PAGE_ALONE: RefCell<BTreeSet<String>> = const { RefCell::new(BTreeSet::new()) };
}

/// Asks before marks are lost by signing out, or with the page where they could not be kept.
pub(super) fn watch() {
    listen("beforeunload", |event| {
        if is_in_page_alone() {
            event.prevent_default();
        }
    });
    listen("submit", |event| {
        let leaves = target::<HtmlFormElement>(event)
            .and_then(|form| form.get_attribute("action"))
            .is_some_and(|action| action == routes::SIGN_OUT);
        if !leaves || event.default_prevented() || !is_any() {
            return;
        }
        let question = "Some marks have not reached the server yet. Sign out and lose them?";
        if window().confirm_with_message(question).unwrap_or(true) {
            keys().iter().for_each(|key| remove(key));
        } else {
            event.prevent_default();
            event.stop_immediate_propagation();
        }
    });
}

/// Whether marks of the person whose page it is are kept.
pub(super) fn is_any() -> bool {
    is_in_page_alone() || !keys().is_empty()
}

/// Whether some marks are in this page alone.
pub(super) fn is_in_page_alone() -> bool {
    IN_PAGE_ALONE.with_borrow(|keys| !keys.is_empty())
}

/// The marks of the person whose page it is.
pub(super) fn read() -> Vec<String> {
    let Some((storage, prefix)) = storage().zip(prefix()) else { return Vec::new() };
    keys().iter().filter_map(|key| storage.get_item(&format!("{prefix}{key}")).ok().flatten()).collect()
}

/// Keeps a mark under the key of its edit. Returns whether that succeeded: storage may be full or switched off.
pub(super) fn put(key: &str, text: &str) -> bool {
    let done = storage()
        .zip(prefix())
        .is_some_and(|(storage, prefix)| storage.set_item(&format!("{prefix}{key}"), text).is_ok());
    IN_PAGE_ALONE.with_borrow_mut(|alone| if done { alone.remove(key) } else { alone.insert(key.to_owned()) });
    done
}

/// Forgets the mark with this key.
pub(super) fn remove(key: &str) {
    IN_PAGE_ALONE.with_borrow_mut(|alone| alone.remove(key));
    if let Some((storage, prefix)) = storage().zip(prefix()) {
        // What is not there cannot be sent again either.
        let _ = storage.remove_item(&format!("{prefix}{key}"));
    }
}

/// The key of the edit in the name of an item of storage.
pub(super) fn key_in(name: &str) -> Option<String> {
    name.strip_prefix(&prefix()?).map(str::to_owned)
}

fn keys() -> Vec<String> {
    let Some(storage) = storage() else { return Vec::new() };
    let names = (0..storage.length().unwrap_or_default()).filter_map(|place| storage.key(place).ok().flatten());
    names.filter_map(|name| key_in(&name)).collect()
}

fn prefix() -> Option<String> {
    Some(format!("{KEY}{}-", session::member()?))
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
