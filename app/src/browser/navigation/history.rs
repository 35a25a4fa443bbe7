//! The browser's history within one document: each entry has a number, under which this document remembers how far the
//! page was scrolled, what had the focus and what was typed.

use super::super::{elements, focused, regions};
use crate::limits;
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast as _, JsValue};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use web_sys::{Element, Event, EventInit, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// How an address enters the browser's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Push,
    Replace,
    /// The address is in the history already, under this number: the reader went back or forward.
    Known(u32),
}

/// What is remembered of a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Left {
    scrolled: f64,
    focus: Option<Vec<Option<String>>>,
    typed: Vec<Typed>,
    /// The folds that were open or closed by the reader, by id.
    folds: Vec<(String, bool)>,
}

/// A field whose value was not the one it was drawn with.
#[derive(Clone, Debug)]
struct Typed {
    /// The form's address, the field's name, and its place among those of the name.
    field: (String, String, usize),
    value: String,
    is_checked: bool,
}

thread_local! {
    static NUMBER: Cell<u32> = const { Cell::new(0) };
    static SHOWN: RefCell<String> = const { RefCell::new(String::new()) };
    static LEFT: RefCell<HashMap<u32, Left>> = RefCell::default();
    /// The last state of each list that was left: by the list's path its address, and the number of its entry.
    static LISTS: RefCell<HashMap<String, (String, u32)>> = RefCell::default();
}

/// Takes over the entry that the document was opened at.
pub(super) fn begin() {
    let Ok(history) = window().history() else { return };
    NUMBER.set(history.state().ok().and_then(|state| state.as_f64()).unwrap_or_default() as u32);
    // Fails only for another site's address.
    let _ = history.replace_state(&JsValue::from(NUMBER.get()), "");
    let _ = history.set_scroll_restoration(web_sys::ScrollRestoration::Manual);
    SHOWN.set(super::here().unwrap_or_default());
}

/// Leaves the scrolling to the browser while the document is not shown, as for a reload.
pub(super) fn end() {
    if let Ok(history) = window().history() {
        let _ = history.set_scroll_restoration(web_sys::ScrollRestoration::Auto);
    }
}

/// The number of the entry that is shown.
pub(super) fn number() -> u32 {
    NUMBER.get()
}

/// The address of the page that is shown, which differs from the browser's for a moment when going back.
pub(super) fn shown() -> String {
    SHOWN.with_borrow(Clone::clone)
}

/// The number that the browser's history has for the present entry, if this document gave it one.
pub(super) fn present() -> Option<u32> {
    window().history().ok()?.state().ok()?.as_f64().map(|number| number as u32)
}

/// Remembers how the page is left. What was typed is forgotten if it was sent.
pub(super) fn leave(is_sent: bool) {
    let typed = if is_sent { Vec::new() } else { typed() };
    let left = Left {
        scrolled: window().scroll_y().unwrap_or_default(),
        focus: focused().map(|element| regions::key(&element)),
        typed,
        folds: folds().map(|(id, fold)| (id, fold.has_attribute("open"))).collect(),
    };
    let shown = shown();
    if let Some(path) = shown.split('?').next().filter(|_| is_list()) {
        LISTS.with_borrow_mut(|lists| lists.insert(path.to_owned(), (shown.clone(), NUMBER.get())));
    }
    LEFT.with_borrow_mut(|all| {
        all.insert(NUMBER.get(), left);
        all.retain(|number, _| number.abs_diff(NUMBER.get()) < limits::HISTORY_ENTRIES);
    });
}

/// Enters an address into the history.
pub(super) fn enter(address: &str, place: Place) {
    let Ok(history) = window().history() else { return };
    // Fails only for another site's address, or for too many at once. The page is correct either way.
    let _ = match place {
        Place::Push => {
            NUMBER.set(NUMBER.get() + 1);
            LEFT.with_borrow_mut(|all| all.retain(|number, _| *number < NUMBER.get()));
            history.push_state_with_url(&JsValue::from(NUMBER.get()), "", Some(address))
        }
        Place::Replace => history.replace_state_with_url(&JsValue::from(NUMBER.get()), "", Some(address)),
        Place::Known(number) => {
            NUMBER.set(number);
            // A page may have led on to another address.
            history.replace_state_with_url(&JsValue::from(number), "", Some(address))
        }
    };
    SHOWN.set(address.split('#').next().unwrap_or_default().to_owned());
}

/// Enters what the browser itself has moved to within the page.
pub(super) fn note_fragment() {
    let number = present().unwrap_or_else(|| NUMBER.get() + 1);
    NUMBER.set(number);
    if let Ok(history) = window().history() {
        let _ = history.replace_state(&JsValue::from(number), "");
    }
}

/// Goes back to the entry whose page is still shown.
pub(super) fn stay(asked: u32) {
    if let Ok(history) = window().history() {
        let _ = history.go_with_delta(number().cast_signed() - asked.cast_signed());
    }
}

/// How the page of an entry that is returned to was left; for a list that a link leads back to, `list` is its entry.
pub(super) fn left(place: Place, list: Option<u32>) -> Option<Left> {
    let number = if let Place::Known(number) = place { Some(number) } else { list };
    LEFT.with_borrow(|all| number.and_then(|number| all.get(&number).cloned()))
}

/// The state in which the list at `path` was left, if the page that is shown lies below it: its address, and the number
/// of its entry. `None` on every other page, from which a list opens from its beginning.
pub(super) fn list_as_left(path: &str) -> Option<(String, u32)> {
    let is_below = shown().strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
    LISTS.with_borrow(|lists| lists.get(path).filter(|_| is_below).cloned())
}

/// Whether the page that is shown is a list with a search, filters or pages.
fn is_list() -> bool {
    document().query_selector("main [data-go]").ok().flatten().is_some()
}

impl Left {
    /// Scrolls to where the page was left, and focuses what had the focus. Returns whether it could be focused.
    pub fn restore_place(&self, page: &Element) -> bool {
        let same = self.focus.as_ref().and_then(|key| regions::with_key(page, key));
        let focused = same.is_some_and(|element| super::arrival::focus_quietly(&element));
        window().scroll_to_with_x_and_y(0.0, self.scrolled);
        focused
    }

    /// Types again what was typed, and opens and closes the folds as they were.
    pub fn restore_typed(&self) {
        for (id, fold) in folds() {
            if let Some((_, is_open)) = self.folds.iter().find(|(known, _)| *known == id) {
                // Fails only for an invalid attribute name.
                let _ = fold.toggle_attribute_with_force("open", *is_open);
            }
        }
        for Typed { field, value, is_checked } in &self.typed {
            let Some(element) = fields().find(|(known, _)| known == field).map(|(_, element)| element) else {
                continue;
            };
            if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
                if is_ticked(input) { input.set_checked(*is_checked) } else { input.set_value(value) }
            } else if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
                select.set_value(value);
            } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
                area.set_value(value);
            }
            let bubbling = EventInit::new();
            bubbling.set_bubbles(true);
            for name in ["input", "change"] {
                if let Ok(event) = Event::new_with_event_init_dict(name, &bubbling) {
                    let _ = element.dispatch_event(&event);
                }
            }
        }
    }
}

fn folds() -> impl Iterator<Item = (String, Element)> {
    let main = document().get_element_by_id("main");
    main.into_iter().flat_map(|main| elements(&main, "details[id]")).map(|fold| (fold.id(), fold))
}

/// The fields that a reader types into, with what identifies them. What is asked for with *Search* is in the address.
fn fields() -> impl Iterator<Item = ((String, String, usize), Element)> {
    let main = document().get_element_by_id("main");
    let all = main.into_iter().flat_map(|main| elements(&main, "input, select, textarea"));
    let mut seen: HashMap<(String, String), usize> = HashMap::new();
    all.filter(|field| {
        field
            .dyn_ref::<HtmlInputElement>()
            .is_none_or(|input| !matches!(input.type_().as_str(), "password" | "file" | "hidden"))
            && field.closest("form[method=get], form[data-go]").is_ok_and(|asking| asking.is_none())
    })
    .map(move |field| {
        let form = field.closest("form").ok().flatten().and_then(|form| form.get_attribute("action"));
        let form = form.or_else(|| field.get_attribute("form")).unwrap_or_default();
        let name = field.get_attribute("name").unwrap_or_else(|| field.id());
        let place = seen.entry((form.clone(), name.clone())).or_default();
        *place += 1;
        ((form, name, *place), field)
    })
}

fn typed() -> Vec<Typed> {
    let differing = fields().filter(|(_, element)| regions::differs(element));
    differing
        .filter_map(|(field, element)| {
            let (value, is_checked) = if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
                (input.value(), input.checked())
            } else if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
                (select.value(), false)
            } else {
                (element.dyn_ref::<HtmlTextAreaElement>()?.value(), false)
            };
            Some(Typed { field, value, is_checked })
        })
        .collect()
}

fn is_ticked(input: &HtmlInputElement) -> bool {
    matches!(input.type_().as_str(), "checkbox" | "radio")
}
