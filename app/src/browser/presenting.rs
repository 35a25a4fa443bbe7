//! Presenting roles: keys, a presenter's remote and swipes follow the links to the next slide and back, the whole screen
//! is taken and given back, and the stage and the presenter's notes follow each other.

use super::{here, hide, listen_at, listen_on_page, page, target};
use crate::routes;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use leptos::wasm_bindgen::closure::Closure;
use std::cell::Cell;
use std::rc::Rc;
use web_sys::{BroadcastChannel, Element, HtmlElement, KeyboardEvent, MessageEvent, PointerEvent};

pub(super) const PRESENTED: &str = "presentation";
const NEXT: &str = "presented-next";
const BACK: &str = "presented-back";
const ABOVE: &str = "presented-above";
const BELOW: &str = "presented-below";
/// Takes the whole screen; drawn hidden, because it needs scripts and not every browser can.
const FULL: &str = "presented-full";
/// The link, not shown, that leads where the other window has gone.
const FOLLOW: &str = "presented-follow";
/// What the stage and the notes hear each other by.
const CHANNEL: &str = "rolecall-presented";
/// The distance in pixels that a finger moves before the gesture counts as a swipe.
const SWIPE: i32 = 60;

/// Adds the listeners, once per page. Loaded only on pages that present roles.
#[lazy]
pub(super) fn present() {
    listen_on_page("keydown", |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        if key.ctrl_key() || key.meta_key() || key.alt_key() || key.shift_key() || is_used_itself(event) {
            return;
        }
        match key.key().as_str() {
            "ArrowRight" | "PageDown" => follow(NEXT),
            "ArrowLeft" | "PageUp" => follow(BACK),
            "ArrowUp" => follow(ABOVE),
            "ArrowDown" => follow(BELOW),
            "f" | "F" => fill_screen(),
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
            follow(if across < 0 { NEXT } else { BACK });
        }
    });
    if let Some(full) = document().get_element_by_id(FULL).filter(|_| document().fullscreen_enabled()) {
        hide(&full, false);
        listen_at(&full, "click", |_| fill_screen());
    }
    go_together();
}

/// Whether the focused element uses the key itself: a menu or a field.
fn is_used_itself(event: &web_sys::Event) -> bool {
    target::<Element>(event)
        .is_some_and(|element| element.closest("input, select, textarea, details").ok().flatten().is_some())
}

fn follow(link: &str) {
    if let Some(link) = document().get_element_by_id(link).and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        link.click();
    }
}

/// Takes the whole screen, or gives it back. It is the document that is shown, so that the next page stays there too.
fn fill_screen() {
    if document().fullscreen_element().is_some() {
        document().exit_fullscreen();
    } else if let Some(root) = document().document_element() {
        // Fails where the browser does not allow it; Escape gives the screen back.
        let _ = root.request_fullscreen();
    }
}

/// Says to the other window where this one goes, and follows it.
fn go_together() {
    let Ok(channel) = BroadcastChannel::new(CHANNEL) else { return };
    let follows = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| {
        if let (Some(slide), Some(link)) = (event.data().as_string(), document().get_element_by_id(FOLLOW)) {
            let view = link.get_attribute("href").and_then(|href| view_of(&href));
            // Fails only for an invalid attribute name.
            let _ = link.set_attribute("href", &format!("{}?{slide}{}", routes::PRESENT, view.unwrap_or_default()));
            follow(FOLLOW);
        }
    });
    channel.set_onmessage(Some(follows.as_ref().unchecked_ref()));
    page::hold(follows);
    let channel = Rc::new(ChannelGuard(channel));
    let back = Rc::clone(&channel);
    listen_on_page("click", move |event| {
        let link = target::<Element>(event).and_then(|pressed| pressed.closest("[data-go] a[href]").ok().flatten());
        if let Some(link) = link.filter(|link| link.id() != FOLLOW && !link.has_attribute("target")) {
            channel.say(&link.get_attribute("href").unwrap_or_default());
        }
    });
    listen_on_page("popstate", move |_| back.say(&here().unwrap_or_default()));
}

/// The part of an address's query that says which window it is for.
fn view_of(address: &str) -> Option<String> {
    let pair = address.split(['?', '&']).find(|pair| pair.starts_with("view="))?;
    Some(format!("&{pair}"))
}

/// Closes its channel when the page ends.
struct ChannelGuard(BroadcastChannel);

impl ChannelGuard {
    /// Says which slide an address shows.
    fn say(&self, address: &str) {
        let Some((_, query)) = address.split_once('?').filter(|(path, _)| *path == routes::PRESENT) else { return };
        let slide: Vec<_> = query.split('&').filter(|pair| !pair.starts_with("view=")).collect();
        // Fails only for what cannot be copied, which text can.
        let _ = self.0.post_message(&slide.join("&").into());
    }
}

impl Drop for ChannelGuard {
    fn drop(&mut self) {
        self.0.close();
    }
}
