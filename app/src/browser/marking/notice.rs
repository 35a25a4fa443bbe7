//! The box with what the reader should know about marks that are not saved: above the table, or at the top of any other
//! page.

use super::cells::{by_id, element};
use crate::browser::{elements, hide, marks_waiting, page};
use leptos::wasm_bindgen::JsCast as _;
use leptos::wasm_bindgen::closure::Closure;
use web_sys::{Event, HtmlElement};

const BOX: &str = "marks-live";
const AWAY: &str = "marks-away";
/// The notice that the page may be out of date, which every page begins with.
const STALE: &str = "stale";

/// A button's label, and what it does.
pub(super) type Button = (String, Box<dyn Fn()>);

/// The box, which is added to a page that was drawn without one.
fn around() -> Option<HtmlElement> {
    by_id(BOX).or_else(|| {
        let (stale, made) = (by_id(STALE)?, element("div", "marks-live", "")?);
        made.set_id(BOX);
        made.set_hidden(true);
        stale.after_with_node_1(&made).ok()?;
        Some(made)
    })
}

/// The server could not be reached, or did not take the marks.
pub(super) fn waits(is_away: bool, is_kept: bool) {
    let sentence = match (is_away, is_kept) {
        (true, true) => "No connection. Your marks are kept on this device and sent as soon as there is one.",
        (true, false) => "No connection. Leave this page open: your marks are sent as soon as there is one.",
        (false, _) => "Some marks are not saved yet. Rolecall tries again; open the page again if this stays.",
    };
    if let Some(line) = by_id(AWAY) {
        line.set_text_content(Some(sentence));
    } else if let (Some(around), Some(line)) = (around(), element("p", "marks-away", sentence)) {
        line.set_id(AWAY);
        // Screen readers hear of it once.
        let _ = line.set_attribute("role", "status");
        let _ = around.prepend_with_node_1(&line);
        hide(&around, false);
    }
}

/// The browser says that there is no connection. Nothing has been lost yet.
pub(super) fn offline() {
    waits(true, !marks_waiting::is_in_page_alone());
}

/// The server was reached.
pub(super) fn reached() {
    take_away(AWAY);
}

/// Removes a line.
pub(super) fn take_away(id: &str) {
    if let Some(line) = by_id(id) {
        line.remove();
    }
    fold();
}

/// Removes the lines that a selector finds.
pub(super) fn take_away_all(selector: &str) {
    if let Some(around) = by_id(BOX) {
        elements(&around, selector).for_each(|line| line.remove());
    }
    fold();
}

/// Hides the box when nothing is left in it.
fn fold() {
    if let Some(around) = by_id(BOX) {
        let is_empty = elements(&around, ":scope > *").next().is_none();
        hide(&around, is_empty);
    }
}

/// Adds a line, or replaces it, and returns it.
pub(super) fn say(id: &str, about: &str, sentence: &str, buttons: Vec<Button>) -> Option<HtmlElement> {
    if let Some(line) = by_id(id) {
        line.remove();
    }
    let (around, line) = (around()?, element("div", "marks-issue", "")?);
    line.set_id(id);
    line.set_attribute("role", "alert").ok()?;
    let (about, sentence) = (element("strong", "", about)?, element("span", "", &format!(": {sentence} "))?);
    line.append_with_node_2(&about, &sentence).ok()?;
    for (label, does) in buttons {
        if let Some(button) = element("button", "button button-secondary", &label) {
            press(&button, does);
            // Fails only when a node would contain itself.
            let _ = line.append_child(&button);
        }
    }
    let _ = around.append_child(&line);
    hide(&around, false);
    Some(line)
}

/// Makes a button do something.
pub(super) fn press(button: &HtmlElement, does: impl Fn() + 'static) {
    // Fails only for an invalid attribute name.
    let _ = button.set_attribute("type", "button");
    let pressed = Closure::<dyn Fn(Event)>::new(move |_| does());
    let _ = button.add_event_listener_with_callback("click", pressed.as_ref().unchecked_ref());
    page::hold(pressed);
}
