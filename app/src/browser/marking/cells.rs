//! The fields of the table: which cell each is, what it takes, and its neighbours.

pub(super) use super::MARKBOOK;

use super::super::elements;
use domain::assessment::{CellKey, HalfTerm, MarkCode, Scale, SheetListing};
use domain::id::PupilId;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTableCellElement, UrlSearchParams};

pub(in crate::browser) const TABLE: &str = "marks";
pub(super) const FIELD: &str = "input.mark";
/// How a field's mark is being saved.
pub(super) const STATE: &str = "data-state";
const VERSION: &str = "data-version";
/// What was entered and answered otherwise than saved: it is not sent again until the reader has chosen.
const ASKED: &str = "data-asked";

/// The cell of a field.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub pupil: PupilId,
    pub key: CellKey,
    pub takes: Takes,
}

/// What a cell takes.
#[derive(Clone, Debug)]
pub(super) struct Takes(pub Scale);

impl Takes {
    /// The value of what was typed: empty, a code or a score.
    pub fn read(&self, typed: &str) -> Option<String> {
        if typed.is_empty() { Some(String::new()) } else { self.0.read(typed) }
    }

    /// Whether what was typed is a code that begins no longer one.
    pub fn is_complete(&self, typed: &str) -> bool {
        let typed = typed.trim().to_uppercase();
        let begins = self.0.codes.iter().filter(|known| known.code.starts_with(&typed)).count();
        !typed.is_empty() && begins == 1 && self.0.codes.iter().any(|known| known.code == typed)
    }
}

/// What the page shows.
pub(super) fn listing() -> SheetListing {
    let search = document().location().and_then(|location| location.search().ok()).unwrap_or_default();
    let action = document().get_element_by_id(TABLE).and_then(|form| form.get_attribute("action"));
    // The form's address has every choice that was made.
    let query = action.and_then(|action| action.split_once('?').map(|(_, query)| query.to_owned())).unwrap_or(search);
    let query = UrlSearchParams::new_with_str(&query).ok();
    SheetListing::read(|key| query.as_ref().and_then(|query| query.get(key)))
}

impl Cell {
    /// The cell of a field.
    pub fn of(field: &HtmlInputElement) -> Option<Self> {
        let listing = listing();
        let name = field.name();
        let mut parts = name.strip_prefix("mark.")?.splitn(4, '.');
        let pupil = PupilId::parse(parts.next()?)?;
        let item = parts.next()?.to_owned();
        let half_term = HalfTerm::from_number(parts.next()?.parse().ok()?);
        let key = CellKey { year: listing.year?, kind: listing.kind?, item, half_term };
        Some(Self { pupil, key, takes: takes(&head(field)?) })
    }

    /// The field of a cell, if the page shows it.
    pub fn field(pupil: PupilId, key: &CellKey) -> Option<HtmlInputElement> {
        let listing = listing();
        if listing.year != Some(key.year) || listing.kind != Some(key.kind) {
            return None;
        }
        Self::field_here(pupil, key)
    }

    /// The field of a cell of the page's own year and kind.
    pub fn field_here(pupil: PupilId, key: &CellKey) -> Option<HtmlInputElement> {
        let half_term = key.half_term.map_or(0, HalfTerm::number);
        let selector = format!("{FIELD}[name^=\"mark.{pupil}.{}.{half_term}.\"]", key.item);
        document().query_selector(&selector).ok()??.dyn_into().ok()
    }
}

fn takes(head: &Element) -> Takes {
    let codes = head.get_attribute("data-takes").unwrap_or_default();
    let code = |pair: &str| pair.split_once('=').and_then(|(code, label)| MarkCode::own(code, label));
    let up_to = head.get_attribute("data-up-to").and_then(|most| most.parse().ok());
    Takes(Scale { codes: codes.split('|').filter_map(code).collect(), up_to })
}

/// The heading of a field's column.
fn head(field: &HtmlInputElement) -> Option<Element> {
    let place = place(field)?;
    let head = field.closest("table").ok()??.query_selector("thead tr").ok()??;
    elements(&head, "th").nth(usize::try_from(place).ok()?)
}

fn place(field: &HtmlInputElement) -> Option<i32> {
    let cell: HtmlTableCellElement = field.closest("td").ok()??.dyn_into().ok()?;
    Some(cell.cell_index())
}

pub(super) fn is_field(field: &HtmlInputElement) -> bool {
    field.class_list().contains("mark")
}

/// Keeps the keyboard of a tablet folded where the bar has a button for everything that can be entered.
pub(super) fn spare_keyboard(field: &HtmlInputElement) {
    let is_touched = window().match_media("(pointer: coarse)").ok().flatten().is_some_and(|list| list.matches());
    if is_touched && head(field).is_some_and(|head| !head.has_attribute("data-up-to")) {
        // Fails only for an invalid attribute name.
        let _ = field.set_attribute("inputmode", "none");
    }
}

/// What the field is called: "Amy Webb, Autumn 1".
pub(super) fn about(field: &HtmlInputElement) -> String {
    field.get_attribute("aria-label").unwrap_or_default()
}

/// Where to go from a field.
#[derive(Clone, Copy, Debug)]
pub(super) enum Move {
    Up,
    Down,
    Left,
    Right,
}

/// The next field in a direction, if there is one.
pub(super) fn neighbour(field: &HtmlInputElement, to: Move) -> Option<HtmlInputElement> {
    let row = field.closest("tr").ok()??;
    let found = match to {
        Move::Left | Move::Right => {
            let fields: Vec<_> = elements(&row, FIELD).collect();
            let at = fields.iter().position(|one| one.is_same_node(Some(field)))?;
            let next = if matches!(to, Move::Left) { at.checked_sub(1)? } else { at + 1 };
            fields.get(next).cloned()
        }
        Move::Up | Move::Down => {
            let place = usize::try_from(place(field)?).ok()?;
            let mut row = row;
            loop {
                row = match to {
                    Move::Up => row.previous_element_sibling()?,
                    _ => row.next_element_sibling()?,
                };
                let cell = elements(&row, "th, td").nth(place)?;
                if let Some(field) = cell.query_selector(FIELD).ok().flatten() {
                    break Some(field);
                }
            }
        }
    };
    found?.dyn_into().ok()
}

/// The version that a field was drawn with, or saved at since.
pub(super) fn version(field: &HtmlInputElement) -> i64 {
    field.get_attribute(VERSION).and_then(|version| version.parse().ok()).unwrap_or_default()
}

/// Notes what the server has, without touching what is being typed.
pub(super) fn set_saved(field: &HtmlInputElement, value: &str, version: i64) {
    field.set_default_value(value);
    // Fails only for an invalid attribute name.
    let _ = field.set_attribute(VERSION, &version.to_string());
}

/// Shows how a field's mark is being saved: "saving", "saved", "kept", "refused", "conflict".
pub(super) fn set_state(field: &HtmlInputElement, state: &str) {
    // Fails only for an invalid attribute name.
    let _ = field.set_attribute(STATE, state);
    let _ = field.remove_attribute(ASKED);
    let wrong = matches!(state, "refused" | "conflict");
    let _ = if wrong { field.set_attribute("aria-invalid", "true") } else { field.remove_attribute("aria-invalid") };
}

/// Shows that a field's value is not saved, and asks.
pub(super) fn set_asked(field: &HtmlInputElement, value: &str, state: &str) {
    set_state(field, state);
    // Fails only for an invalid attribute name.
    let _ = field.set_attribute(ASKED, value);
}

/// Whether the reader is being asked about this value.
pub(super) fn is_asked(field: &HtmlInputElement, value: &str) -> bool {
    field.get_attribute(ASKED).as_deref() == Some(value)
}

/// Whether the field says that its mark is saved.
pub(super) fn is_saved(field: &HtmlInputElement) -> bool {
    field.get_attribute(STATE).as_deref() == Some("saved")
}

/// The element with this id, to write in.
pub(super) fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// A new element with a class and a text.
pub(super) fn element(tag: &str, class: &str, text: &str) -> Option<HtmlElement> {
    let element: HtmlElement = document().create_element(tag).ok()?.dyn_into().ok()?;
    element.set_class_name(class);
    element.set_text_content(Some(text));
    Some(element)
}
