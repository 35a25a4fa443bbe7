//! What begins and ends with a page within the one document: listeners, and the behaviours of single pages.

use super::{comparing, finding, forms, navigation, presenting, regions};
use crate::live::Live;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::any::Any;
use std::cell::RefCell;

thread_local! {
    /// What is dropped when the page ends.
    static HELD: RefCell<Vec<Box<dyn Any>>> = const { RefCell::new(Vec::new()) };
}

/// Holds something until the page ends.
pub(super) fn hold(what: impl Any) {
    HELD.with_borrow_mut(|held| held.push(Box::new(what)));
}

/// Starts what the page that is shown now needs.
pub(super) fn start() {
    regions::note();
    if let (Some(live), Some(number)) = (use_context::<Live>(), super::change_number()) {
        live.page.set_value(number);
    }
    forms::offer_to_reveal();
    navigation::follow_what_came_before();
    let is_there = |id: &str| document().get_element_by_id(id).is_some();
    if is_there(comparing::FORM) {
        spawn_local(comparing::compare());
    }
    if is_there(finding::FINDING) {
        spawn_local(finding::find());
    }
    if is_there(presenting::PRESENTED) {
        spawn_local(presenting::present());
    }
}

/// Ends what belongs to the page that was shown.
pub(super) fn end() {
    let held = HELD.take();
    drop(held);
    crate::platform::forget_choosing();
}
