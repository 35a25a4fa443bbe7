//! Small behaviours of every page: a form is sent once and not left half filled in without a warning, a button reveals
//! a password, and a menu closes after use.

use super::regions::differs;
use super::{elements, focused, listen, target};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use std::cell::Cell;
use web_sys::{Element, HtmlElement, HtmlFormElement, HtmlInputElement, KeyboardEvent, SubmitEvent};

/// Marks a form that is being sent.
const SENT: &str = "data-sent";
/// Marks a form that changes nothing and may be sent again, for example because its answer is a file and the page
/// stays.
const AGAIN: &str = "data-again";
/// Forms that warn before they are left with unsent input.
const GUARDED: &str = "form[data-guard]";
/// Marks a form that differs from what is saved although nothing was typed since the page was drawn.
const UNSAVED: &str = "data-unsaved";
/// Marks that were typed and are not saved until the reader has answered.
const UNANSWERED_MARKS: &str = "[data-state=conflict], [data-state=refused]";
const OPEN_MENU: &str = "details.menu[open]";

/// A button that shows and hides the password beside it; `data-says` holds its other label.
const REVEAL: &str = "button[data-reveal]";

thread_local! {
    /// Whether the reader has agreed to leave the document.
    static LET_GO: Cell<bool> = const { Cell::new(false) };
}

/// Adds the listeners for the whole document.
pub(super) fn watch() {
    listen("submit", |event| {
        let Some(form) = target::<HtmlFormElement>(event)
            .filter(|form| form.method() == "post" && !event.default_prevented() && !form.has_attribute(AGAIN))
        else {
            return;
        };
        if form.has_attribute(SENT) {
            event.prevent_default();
            return;
        }
        let button = event.dyn_ref::<SubmitEvent>().and_then(SubmitEvent::submitter);
        // Fails only for an invalid attribute name.
        let _ = form.set_attribute(SENT, "");
        let _ = button.map(|button| button.set_attribute("aria-busy", "true"));
    });
    listen("beforeunload", |event| {
        if !LET_GO.take() && is_any_unsaved(None) {
            event.prevent_default();
        }
    });
    listen("keydown", |event| {
        if event.dyn_ref::<KeyboardEvent>().is_some_and(|key| key.key() == "Escape") {
            fold(None);
        }
    });
    listen("click", |event| {
        let pressed = target::<Element>(event);
        if let Some(button) = pressed.as_ref().and_then(|pressed| pressed.closest(REVEAL).ok().flatten()) {
            reveal(&button);
        }
        fold(pressed.as_ref());
    });
}

/// Whether the reader may leave the page, or send `form`: asked if another form has unsent input.
pub(super) fn may_leave(form: Option<&HtmlFormElement>, question: &str) -> bool {
    !is_any_unsaved(form) || window().confirm_with_message(question).unwrap_or(true)
}

/// Whether the reader may replace the table of marks: asked if one of them is not saved and waits for an answer.
pub(super) fn may_leave_marks(question: &str) -> bool {
    !is_any_mark_unanswered() || window().confirm_with_message(question).unwrap_or(true)
}

/// Lets the document be left without asking once more.
pub(super) fn let_go() {
    LET_GO.set(true);
}

/// Lets a form be sent again.
pub(super) fn release(form: &HtmlFormElement) {
    // Fails only for an invalid attribute name.
    let _ = form.remove_attribute(SENT);
    for button in elements(form, "[aria-busy]") {
        let _ = button.remove_attribute("aria-busy");
    }
}

fn is_any_mark_unanswered() -> bool {
    document().query_selector(UNANSWERED_MARKS).ok().flatten().is_some()
}

/// Whether a mark waits for an answer, or a guarded form other than `sent` has unsent input, unless one of them is being
/// sent.
fn is_any_unsaved(sent: Option<&HtmlFormElement>) -> bool {
    let Some(page) = document().document_element() else { return false };
    if is_any_mark_unanswered() {
        return true;
    }
    let forms = || elements(&page, GUARDED).filter_map(|form| form.dyn_into::<HtmlFormElement>().ok());
    !forms().any(|form| form.has_attribute(SENT) || sent == Some(&form)) && forms().any(|form| is_unsaved(&form))
}

/// The forms of the page that change something and have unsent input.
pub(super) fn unsaved() -> impl Iterator<Item = HtmlFormElement> {
    let page = document().document_element();
    let forms = page.into_iter().flat_map(|page| elements(&page, "form[method=post]"));
    forms.filter_map(|form| form.dyn_into().ok()).filter(is_unsaved)
}

/// Whether a form has unsent input, wherever its fields are on the page.
fn is_unsaved(form: &HtmlFormElement) -> bool {
    let fields = form.elements();
    form.has_attribute(UNSAVED)
        || (0..fields.length()).filter_map(|place| fields.item(place)).any(|field| differs(&field))
}

/// Shows the reveal buttons, which do nothing without scripts.
pub(super) fn offer_to_reveal() {
    let Some(page) = document().document_element() else { return };
    for button in elements(&page, REVEAL).filter_map(|button| button.dyn_into::<HtmlElement>().ok()) {
        button.set_hidden(false);
        if let Some(around) = button.parent_element() {
            // Fails only for an invalid class name.
            let _ = around.class_list().add_1("reveal-ready");
        }
    }
}

fn reveal(button: &Element) -> Option<()> {
    let input: HtmlInputElement =
        document().get_element_by_id(&button.get_attribute("aria-controls")?)?.dyn_into().ok()?;
    let words = button.first_element_child()?;
    let (said, says) = (words.text_content()?, button.get_attribute("data-says")?);
    input.set_type(if input.type_() == "password" { "text" } else { "password" });
    words.set_text_content(Some(&says));
    // Fails only for an invalid attribute name.
    button.set_attribute("data-says", &said).ok()
}

/// Closes an open menu, unless `pressed` is inside it, and returns the focus to the menu's button.
fn fold(pressed: Option<&Element>) {
    let Ok(Some(menu)) = document().query_selector(OPEN_MENU) else { return };
    if pressed.is_some_and(|pressed| menu.contains(Some(pressed))) {
        return;
    }
    let inside = focused().is_some_and(|element| menu.contains(Some(&element)));
    // Fails only for an invalid attribute name.
    let _ = menu.remove_attribute("open");
    let summary =
        menu.query_selector("summary").ok().flatten().and_then(|summary| summary.dyn_into::<HtmlElement>().ok());
    if let Some(summary) = summary.filter(|_| inside) {
        // Fails only for an element that has been removed.
        let _ = summary.focus();
    }
}
