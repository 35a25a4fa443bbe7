//! What runs in the browser besides the islands: following what changes in the school, and renewing those parts of a page
//! that the server draws and nobody fills in.

mod forms;
mod going;
mod regions;
mod stream;

use crate::live::Live;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

/// The element that says which of the school's changes the page knows, and who it was made for.
const MARK: &str = "live";

/// Begins, once for a page.
pub fn start() {
    forms::watch();
    going::watch();
    let Some(known) = document().get_element_by_id(MARK).and_then(|mark| number(&mark)) else { return };
    let live = Live::since(known);
    provide_context(live);
    stream::listen(known, move |number| {
        live.changes.set(number);
        leptos::task::spawn_local(regions::renew());
    });
}

fn number(mark: &Element) -> Option<i64> {
    mark.get_attribute("data-change-no")?.parse().ok()
}

/// The element that has the focus.
fn focused() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}
