//! The style sheets of a document that stays open: those of later pages are loaded before a page waits for them.

use super::elements;
use crate::limits;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use leptos::wasm_bindgen::closure::Closure;
use web_sys::{Document, HtmlLinkElement};

/// Loads the style sheets that later pages need.
pub(super) fn load_ahead() {
    for link in links(&document(), "link[rel=prefetch][as=style]") {
        if links(&document(), "link[rel=stylesheet]").any(|known| known.href() == link.href()) {
            link.remove();
        } else {
            link.set_rel("stylesheet");
        }
    }
}

/// Adds the style sheets of a page that this document does not have, and waits for those that are not loaded yet.
pub(super) async fn take(page: &Document) {
    for new in links(page, "link[rel=stylesheet]") {
        let known = links(&document(), "link[rel=stylesheet]").find(|known| known.href() == new.href());
        let is_known = known.is_some();
        let link = known.unwrap_or(new);
        if link.sheet().is_some() {
            continue;
        }
        let (patience, loaded) = futures_util::future::abortable(TimeoutFuture::new(limits::STYLES_PATIENCE));
        let loaded = Closure::<dyn Fn()>::new(move || loaded.abort());
        for name in ["load", "error"] {
            // Adding a listener cannot fail with these arguments.
            let _ = link.add_event_listener_with_callback(name, loaded.as_ref().unchecked_ref());
        }
        if is_known || document().head().is_some_and(|head| head.append_child(&link).is_ok()) {
            let _ = patience.await;
        }
        for name in ["load", "error"] {
            let _ = link.remove_event_listener_with_callback(name, loaded.as_ref().unchecked_ref());
        }
    }
}

fn links(page: &Document, selector: &str) -> impl Iterator<Item = HtmlLinkElement> + use<> {
    let found = page.document_element().map(|root| elements(&root, selector));
    found.into_iter().flatten().filter_map(|link| link.dyn_into().ok())
}
