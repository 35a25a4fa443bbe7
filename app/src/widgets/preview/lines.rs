//! Updates an area's lines, and the counts in its summary, where they differ. A product's summary counts the same way.

use super::{AreaState, ItemState};
use leptos::wasm_bindgen::{JsCast as _, intern};
use leptos::web_sys::{Element, Event, HtmlDetailsElement, HtmlElement, Node};

/// The current drawing of an area, and its elements.
pub(super) struct RenderedArea {
    stand: AreaState,
    /// The parts of the lines, found at the first redraw: finding them each time takes longer than drawing.
    parts: Vec<LineParts>,
}

/// The parts of a line that are redrawn.
struct LineParts {
    line: Element,
    /// The mark's text, which is read out.
    word: Node,
    /// The note beside the line.
    aside: Element,
}

impl RenderedArea {
    pub fn first(stand: AreaState) -> Self {
        Self { stand, parts: Vec::new() }
    }
}

/// Updates what differs from `drawn`, and returns the new drawing. Lines out of view are left alone, unless they are
/// about to be unfolded `by_hand`.
pub(super) fn redraw_area(
    area: &HtmlDetailsElement,
    drawn: RenderedArea,
    now: &AreaState,
    by_hand: bool,
) -> RenderedArea {
    let RenderedArea { stand: drawn, mut parts } = drawn;
    if (drawn.gains, drawn.loses) != (now.gains, now.loses) {
        area.set_open(now.changes());
    }
    if let Some(summary) = area.first_element_child() {
        count_changes(&summary, (drawn.gains, drawn.loses), (now.gains, now.loses));
        if let Some(note) = summary.last_element_child().filter(|_| drawn.note != now.note) {
            note.set_text_content(Some(&now.note));
        }
    }
    let seen = area.open() || by_hand;
    if seen && drawn.stands != now.stands {
        if parts.is_empty() {
            parts = area
                .last_element_child()
                .and_then(|list| children(&list).map(parts_of).collect::<Option<_>>())
                .unwrap_or_default();
        }
        redraw(&parts, &drawn.stands, &now.stands);
    }
    let stands = if seen { now.stands.clone() } else { drawn.stands };
    RenderedArea { stand: AreaState { stands, note: now.note.clone(), ..*now }, parts }
}

/// Shows the numbers gained and lost after the name in a summary.
pub(super) fn count_changes(summary: &Element, drawn: (u32, u32), now: (u32, u32)) {
    let counts = [(drawn.0, now.0), (drawn.1, now.1)];
    for ((_, now), part) in counts.into_iter().zip(children(summary).skip(1)).filter(|((drawn, now), _)| drawn != now) {
        count(&part, now);
    }
}

/// Shows a number, or hides it if it is zero.
fn count(part: &Element, count: u32) {
    if let Some(number) = part.last_element_child() {
        number.set_text_content(Some(&count.to_string()));
    }
    if let Some(part) = part.dyn_ref::<HtmlElement>() {
        part.set_hidden(count == 0);
    }
}

/// Updates what differs between two states of the same lines.
fn redraw(parts: &[LineParts], before: &[ItemState], now: &[ItemState]) {
    for (parts, (before, now)) in parts.iter().zip(before.iter().zip(now)) {
        let ((old_word, old_class), (word, class)) = (before.sign(), now.sign());
        if old_class != class {
            parts.line.set_class_name(intern(class));
        }
        if old_word != word {
            parts.word.set_node_value(Some(intern(word)));
        }
        if before.aside != now.aside {
            parts.aside.set_text_content(Some(intern(now.aside)));
        }
    }
}

/// Shows the reason for a line.
pub(super) fn tell(area: &Element, place: usize, why: &str) {
    let line = area.last_element_child().and_then(|list| children(&list).nth(place));
    let answer = line.and_then(|line| line.last_element_child()?.last_element_child());
    if let Some(answer) = answer {
        answer.set_text_content(Some(why));
    }
}

/// The place of the line whose reason was opened.
pub(super) fn place_of(event: &Event) -> Option<usize> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let line = target.closest(".reason-details").ok()??.parent_element()?;
    children(&line.parent_element()?).position(|other| other == line)
}

/// The child elements.
pub(super) fn children(list: &Element) -> impl Iterator<Item = Element> + use<> {
    std::iter::successors(list.first_element_child(), Element::next_element_sibling)
}

fn parts_of(line: Element) -> Option<LineParts> {
    let hidden = line.first_element_child()?.next_element_sibling()?.first_element_child()?;
    Some(LineParts { word: hidden.first_child()?, aside: hidden.next_element_sibling()?, line })
}
