//! What was not saved, above the table: why, and what can be done.

use super::cells::{Cell, about, by_id, element, set_asked, set_saved, set_state};
use super::commit;
use crate::browser::{elements, hide, page};
use domain::assessment::{EditOutcome, EditRefused, Mark, MarkEdit};
use leptos::wasm_bindgen::JsCast as _;
use leptos::wasm_bindgen::closure::Closure;
use web_sys::{Event, HtmlElement, HtmlInputElement};

const BOX: &str = "marks-live";
const AWAY: &str = "marks-away";

/// What was typed cannot be entered here.
pub(super) fn wrong(field: &HtmlInputElement, cell: &Cell, typed: &str) {
    let why = EditRefused::WrongValue {
        typed: typed.chars().take(EditRefused::REPEATED).collect(),
        takes: cell.takes.0.in_words(),
    };
    set_state(field, "refused");
    say(&id(field), &about(field), &why.sentence(), Vec::new());
}

/// An edit was refused by the server, or meets somebody else's mark.
pub(super) fn refused(field: Option<HtmlInputElement>, edit: &MarkEdit, outcome: EditOutcome) {
    let Some(field) = field else {
        // Entered on another page, or before the table changed.
        let sentence = match outcome {
            EditOutcome::Refused(why) => why.sentence(),
            _ => "Somebody else changed it meanwhile.".to_owned(),
        };
        let typed = if edit.value.is_empty() { "A cleared mark" } else { &*edit.value };
        say(&format!("elsewhere-{}", edit.key), typed, &format!("was not saved. {sentence}"), Vec::new());
        return;
    };
    match outcome {
        EditOutcome::Conflict(now) => conflict(&field, edit, now),
        EditOutcome::Refused(why) => {
            set_state(&field, "refused");
            say(
                &id(&field),
                &about(&field),
                &format!("{} was not saved. {}", named(&edit.value), why.sentence()),
                Vec::new(),
            );
        }
        EditOutcome::Saved(_) => {}
    }
}

/// Shows both values and asks.
fn conflict(field: &HtmlInputElement, edit: &MarkEdit, now: Mark) {
    set_asked(field, &edit.value);
    set_saved(field, &now.value, now.version);
    let sentence =
        format!("{} entered {} ({}). You entered {}.", now.by, named(&now.value), now.at, named(&edit.value));
    let (mine, theirs, value) = (field.clone(), field.clone(), now.value.clone());
    let keep = (
        format!("Keep mine: {}", named(&edit.value)),
        Box::new(move || {
            set_state(&mine, "");
            commit(&mine);
        }) as Box<dyn Fn()>,
    );
    let take = move || {
        theirs.set_value(&value);
        commit(&theirs);
    };
    let take = (format!("Take theirs: {}", named(&now.value)), Box::new(take) as Box<dyn Fn()>);
    say(&id(field), &about(field), &sentence, vec![keep, take]);
}

fn named(value: &str) -> &str {
    if value.is_empty() { "nothing" } else { value }
}

/// Nothing is wrong with a field any more.
pub(super) fn settle(field: &HtmlInputElement) {
    if let Some(line) = by_id(&id(field)) {
        line.remove();
    }
    fold();
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
    } else if let (Some(around), Some(line)) = (by_id(BOX), element("p", "marks-away", sentence)) {
        line.set_id(AWAY);
        // Screen readers hear of it once.
        let _ = line.set_attribute("role", "status");
        let _ = around.prepend_with_node_1(&line);
        hide(&around, false);
    }
}

/// The server was reached.
pub(super) fn reached() {
    if let Some(line) = by_id(AWAY) {
        line.remove();
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

/// The id of the line about a field.
fn id(field: &HtmlInputElement) -> String {
    let name = field.name();
    let cell: Vec<_> = name.split('.').skip(1).take(3).collect();
    format!("issue-{}", cell.join("-"))
}

/// Adds a line, or replaces it.
fn say(id: &str, about: &str, sentence: &str, buttons: Vec<(String, Box<dyn Fn()>)>) {
    if let Some(line) = by_id(id) {
        line.remove();
    }
    let made = || {
        let (around, line) = (by_id(BOX)?, element("div", "marks-issue", "")?);
        line.set_id(id);
        line.set_attribute("role", "alert").ok()?;
        let (about, sentence) = (element("strong", "", about)?, element("span", "", &format!(": {sentence} "))?);
        line.append_with_node_2(&about, &sentence).ok()?;
        Some((around, line))
    };
    let Some((around, line)) = made() else { return };
    for (label, does) in buttons {
        if let Some(button) = element("button", "button button-secondary", &label) {
            press(&button, does);
            // Fails only when a node would contain itself.
            let _ = line.append_child(&button);
        }
    }
    let _ = around.append_child(&line);
    hide(&around, false);
}

/// Makes a button do something.
pub(super) fn press(button: &HtmlElement, does: impl Fn() + 'static) {
    // Fails only for an invalid attribute name.
    let _ = button.set_attribute("type", "button");
    let pressed = Closure::<dyn Fn(Event)>::new(move |_| does());
    let _ = button.add_event_listener_with_callback("click", pressed.as_ref().unchecked_ref());
    page::hold(pressed);
}
