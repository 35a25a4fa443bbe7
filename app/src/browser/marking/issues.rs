//! What was not saved: why, and what can be done. What has a field on the page is asked about there; the rest is named by
//! its cell, with the page that it belongs to.

use super::cells::{Cell, MARKBOOK, about, by_id, set_asked, set_saved, set_state, version};
use super::entry::{Entry, Unsaved, here};
use super::notice::{Button, say, take_away, take_away_all};
use super::{commit, queue};
use domain::assessment::{EditRefused, Mark};
use domain::id::EditKey;
use std::collections::BTreeMap;
use web_sys::{HtmlElement, HtmlInputElement};

/// The beginning of the ids of lines about cells that the page does not show.
const ELSEWHERE: &str = "elsewhere-";

/// What was typed cannot be entered here.
pub(super) fn wrong(field: &HtmlInputElement, cell: &Cell, typed: &str) {
    let why = EditRefused::WrongValue {
        typed: typed.chars().take(EditRefused::REPEATED).collect(),
        takes: cell.takes.0.in_words(),
    };
    set_state(field, "refused");
    say(&id(field), &about(field), &why.sentence(), Vec::new());
}

/// A field's mark was refused by the server, or meets somebody else's.
pub(super) fn unsaved(field: &HtmlInputElement, entry: &Entry, why: &Unsaved) {
    if let Unsaved::Conflict(now) = why {
        return conflict(field, entry, now);
    }
    set_asked(field, &entry.edit.value, "refused");
    let sentence = format!("{} was not saved. {}", named(&entry.edit.value), why.sentence());
    say(&id(field), &about(field), &sentence, vec![try_again(vec![entry.edit.key]), put_back(field)]);
}

/// Shows both values and asks.
fn conflict(field: &HtmlInputElement, entry: &Entry, now: &Mark) {
    let value = &entry.edit.value;
    set_asked(field, value, "conflict");
    // The page may have been drawn later than the answer came.
    let theirs = if now.version < version(field) { field.default_value() } else { now.value.clone() };
    set_saved(field, &theirs, now.version.max(version(field)));
    let (by, at) = match now.by.is_empty() || theirs != now.value {
        true => ("Somebody else", String::new()),
        false => (&*now.by, format!(" ({})", now.at)),
    };
    let sentence = format!("{by} entered {}{at}. You entered {}.", named(&theirs), named(value));
    let mine = field.clone();
    let keep: Button = (
        format!("Keep mine: {}", named(value)),
        Box::new(move || {
            set_state(&mine, "");
            commit(&mine);
        }),
    );
    let take = (format!("Take theirs: {}", named(&theirs)), put_back(field).1);
    say(&id(field), &about(field), &sentence, vec![keep, take]);
}

/// Names the cells that the page does not show, each with its page: once for each reason, however many pupils it is about.
pub(super) fn elsewhere(entries: &[Entry]) {
    take_away_all(&format!("[id^={ELSEWHERE}]"));
    let mut lines: BTreeMap<_, Vec<&Entry>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| Cell::field(entry.edit.pupil, &entry.edit.cell).is_none()) {
        if let Some(why) = &entry.answer {
            let is_conflict = matches!(why, Unsaved::Conflict(_));
            let line = (entry.edit.cell.label(), entry.page.clone(), why.sentence(), is_conflict);
            lines.entry(line).or_default().push(entry);
        }
    }
    let open = by_id(MARKBOOK).map(|_| here()).unwrap_or_default();
    for (number, ((label, page, why, is_conflict), entries)) in lines.into_iter().enumerate() {
        let values: Vec<_> = entries.iter().map(|entry| named(&entry.edit.value)).collect();
        let was = if values.len() == 1 { "was" } else { "were" };
        let sentence = format!("{} {was} not saved, and {was} kept on this device. {why}", values.join(", "));
        let keys: Vec<_> = entries.iter().map(|entry| entry.edit.key).collect();
        let discarded = keys.clone();
        let discard: Button = ("Discard".to_owned(), Box::new(move || queue::discard(&discarded)));
        // Both values are compared where the mark is.
        let buttons = if is_conflict { vec![discard] } else { vec![try_again(keys), discard] };
        let line = say(&format!("{ELSEWHERE}{number}"), &label, &sentence, buttons);
        if let Some(line) = line.filter(|_| page != open) {
            add_link(&line, &page, &entries[0].group());
        }
    }
}

fn add_link(line: &HtmlElement, page: &str, group: &str) {
    if let Some(link) = super::cells::element("a", "", &format!("Open the markbook: {group}")) {
        // Fails only for an invalid attribute name, or when a node would contain itself.
        let _ = link.set_attribute("href", page);
        let _ = line.append_child(&link);
    }
}

fn try_again(keys: Vec<EditKey>) -> Button {
    ("Try again".to_owned(), Box::new(move || queue::again(&keys)))
}

/// Gives a field the value that is saved.
fn put_back(field: &HtmlInputElement) -> Button {
    let field = field.clone();
    let back = move || {
        field.set_value(&field.default_value());
        commit(&field);
    };
    ("Discard".to_owned(), Box::new(back))
}

fn named(value: &str) -> &str {
    if value.is_empty() { "nothing" } else { value }
}

/// Nothing is wrong with a field any more.
pub(super) fn settle(field: &HtmlInputElement) {
    take_away(&id(field));
}

/// The id of the line about a field.
fn id(field: &HtmlInputElement) -> String {
    let name = field.name();
    let cell: Vec<_> = name.split('.').skip(1).take(3).collect();
    format!("issue-{}", cell.join("-"))
}
