//! A pause, after which an island does something. It ends with the island, so nothing happens for a page that was left.

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use std::time::Duration;

/// At most one pause at a time, for as long as its owner stays on the page.
#[derive(Clone, Copy)]
pub(crate) struct Pause(StoredValue<Option<TimeoutHandle>>);

impl Pause {
    /// No pause yet.
    pub fn new() -> Self {
        let pause = Self(StoredValue::new(None));
        on_cleanup(move || pause.end());
        pause
    }

    /// Calls `then` after a pause of this length, in place of an earlier one.
    pub fn begin(self, length: Duration, then: impl FnOnce() + 'static) {
        self.end();
        // Fails only without a window.
        self.0.set_value(set_timeout_with_handle(then, length).ok());
    }

    /// Ends the pause: nothing is called.
    pub fn end(self) {
        if let Some(timer) = self.0.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }
}
