//! A change of page that explains itself: where the browser has view transitions, a link that names the new page, such as
//! a person's row, grows into its heading, and a role that is presented becomes the next one. Nothing moves for those who
//! asked for less motion.

use leptos::prelude::*;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement, js_sys};

/// The property that makes an element move by itself, and the name of the one that does.
const NAME: &str = "view-transition-name";
const SUBJECT: &str = "subject";

/// The link that was followed, if it is on the page and names the next one, whose heading is `title`. Other pages are there
/// at once: nothing would be explained, and what is pressed meanwhile would wait.
pub(super) fn naming(link: Option<&Element>, title: Option<&str>) -> Option<HtmlElement> {
    let is_on_page = |link: &&Element| link.is_connected() && link.closest("main").ok().flatten().is_some();
    let link = link.filter(is_on_page).filter(|link| link.text_content().as_deref().map(str::trim) == title)?;
    link.clone().dyn_into().ok()
}

/// The heading, on a page whose steps lead from one subject to the next.
pub(super) fn stepping() -> Option<HtmlElement> {
    document().query_selector("main [data-steps]").ok()??;
    heading()
}

/// Makes a change of page, and returns once it is made. `from` is what becomes the new page's heading.
pub(super) async fn make(from: Option<HtmlElement>, change: impl FnOnce() + 'static) {
    let (Some(from), Some(start)) = (from, start_function().filter(|_| !wants_less_motion())) else { return change() };
    name(&from, true);
    let change = Closure::once_into_js(move || {
        change();
        if let Some(heading) = heading() {
            name(&heading, true);
        }
    });
    let begun = start.call1(&document(), &change).ok();
    let promise = |name: &str| {
        let promise = js_sys::Reflect::get(begun.as_ref()?, &JsValue::from_str(name)).ok()?;
        promise.dyn_into::<js_sys::Promise>().ok()
    };
    if let Some(made) = promise("updateCallbackDone") {
        // Fails only if the change does.
        let _ = JsFuture::from(made).await;
    }
    if let Some(finished) = promise("finished") {
        leptos::task::spawn_local(async move {
            let _ = JsFuture::from(finished).await;
            if let Some(heading) = heading() {
                name(&heading, false);
            }
        });
    }
    // Skipped where the next page comes too soon, which is no error.
    if let Some(ready) = promise("ready") {
        leptos::task::spawn_local(async move {
            let _ = JsFuture::from(ready).await;
        });
    }
}

fn start_function() -> Option<js_sys::Function> {
    js_sys::Reflect::get(&document(), &JsValue::from_str("startViewTransition")).ok()?.dyn_into().ok()
}

fn wants_less_motion() -> bool {
    window().match_media("(prefers-reduced-motion: reduce)").ok().flatten().is_some_and(|query| query.matches())
}

fn heading() -> Option<HtmlElement> {
    document().query_selector("main h1").ok().flatten()?.dyn_into().ok()
}

fn name(element: &HtmlElement, is_named: bool) {
    // Fails only for an invalid property.
    let _ = if is_named {
        element.style().set_property(NAME, SUBJECT)
    } else {
        element.style().remove_property(NAME).map(|_| ())
    };
}
