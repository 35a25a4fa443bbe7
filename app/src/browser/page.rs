//! What begins and ends with a page within the one document: listeners, and the behaviours of single pages.

use super::{comparing, finding, forms, marking, marks_waiting, navigation, parts, presenting, regions};
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
        let told = live.changes.get_untracked();
        if told < number {
            live.changes.set(number);
        } else if told > number {
            // A change that was told while the page was on its way is not on it.
            spawn_local(regions::renew());
        }
    }
    forms::offer_to_reveal();
    navigation::follow_what_came_before();
    let is_there = |id: &str| document().get_element_by_id(id).is_some();
    if is_there(comparing::FORM) {
        start_part("compare", comparing::compare);
    }
    if is_there(finding::FINDING) || document().query_selector(finding::NARROWS).is_ok_and(|found| found.is_some()) {
        start_part("find", finding::find);
    }
    // What is not saved is sent, or shown, on every page.
    if is_there(marking::MARKBOOK) || marks_waiting::is_any() {
        start_part("mark", marking::mark);
    }
    if is_there(presenting::PRESENTED) {
        start_part("present", presenting::present);
    }
}

/// Starts what has its code in a part of its own. Without it the page works as without scripts.
fn start_part<Started: Future<Output = ()> + 'static>(name: &'static str, start: fn() -> Started) {
    spawn_local(async move {
        if parts::are_there(name).await {
            start().await;
        }
    });
}

/// Ends what belongs to the page that was shown.
pub(super) fn end() {
    let held = HELD.take();
    drop(held);
    super::parts::go_on();
    crate::platform::forget_choosing();
}
