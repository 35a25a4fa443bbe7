//! Presenting roles one at a time: arrow keys, a presenter remote and swipes follow the links to the roles above and
//! below.

use super::{listen_on_page, target};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use std::cell::Cell;
use std::rc::Rc;
use web_sys::{Element, HtmlElement, KeyboardEvent, PointerEvent};

pub(super) const PRESENTED: &str = "presentation";
const ABOVE: &str = "presented-above";
const BELOW: &str = "presented-below";
/// The distance in pixels that a finger moves before the gesture counts as a swipe.
const SWIPE: i32 = 60;

/// Adds the listeners, once per page. Loaded only on pages that present roles.
#[lazy]
pub(super) fn present() {
    listen_on_page("keydown", |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        if key.ctrl_key() || key.meta_key() || key.alt_key() || key.shift_key() || is_written_in(event) {
            return;
        }
        match key.key().as_str() {
            "ArrowRight" | "PageDown" => follow(ABOVE),
            "ArrowLeft" | "PageUp" => follow(BELOW),
            _ => return,
        }
        event.prevent_default();
    });
    let began = Rc::new(Cell::new(None));
    let from = Rc::clone(&began);
    listen_on_page("pointerdown", move |event| {
        let pointer = event.dyn_ref::<PointerEvent>().filter(|pointer| pointer.pointer_type() == "touch");
        from.set(pointer.map(|pointer| (pointer.client_x(), pointer.client_y())));
    });
    listen_on_page("pointerup", move |event| {
        let (Some((x, y)), Some(pointer)) = (began.take(), event.dyn_ref::<PointerEvent>()) else { return };
        let (across, along) = (pointer.client_x() - x, pointer.client_y() - y);
        if across.abs() > SWIPE && across.abs() > 2 * along.abs() {
            follow(if across < 0 { ABOVE } else { BELOW });
        }
    });
}

/// Whether the focused element uses the key itself: a menu or a field.
fn is_written_in(event: &web_sys::Event) -> bool {
    target::<Element>(event)
        .is_some_and(|element| element.closest("input, select, textarea, details").ok().flatten().is_some())
}

fn follow(link: &str) {
    if let Some(link) = document().get_element_by_id(link).and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        link.click();
    }
}
