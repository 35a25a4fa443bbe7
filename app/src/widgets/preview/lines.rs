//! Touches what is drawn of an area, its lines and the counts in its summary, where it differs. A product's summary counts
//! the same way.

use super::{AreaStand, Stand};
use leptos::wasm_bindgen::{JsCast as _, intern};
use leptos::web_sys::{Element, Event, HtmlDetailsElement, HtmlElement, Node};

/// What is drawn of an area, and where.
pub(super) struct Drawn {
    stand: AreaStand,
    /// The parts of its lines, found when they are first drawn anew: looking for them each time takes longer than drawing.
    parts: Vec<Parts>,
}

/// What of a line is drawn anew.
struct Parts {
    line: Element,
    /// The word for the mark, which is read out.
    word: Node,
    /// The note beside it.
    aside: Element,
}

impl Drawn {
    pub fn first(stand: AreaStand) -> Self {
        Self { stand, parts: Vec::new() }
    }
}

/// Draws what differs from what is `drawn`, and gives what is drawn then: lines that nobody sees are left as they are,
/// unless they are about to be unfolded `by_hand`.
pub(super) fn redraw_area(area: &HtmlDetailsElement, drawn: Drawn, now: &AreaStand, by_hand: bool) -> Drawn {
    let Drawn { stand: drawn, mut parts } = drawn;
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
    Drawn { stand: AreaStand { stands, note: now.note.clone(), ..*now }, parts }
}

/// Says in a summary, after the name, how many come and go.
pub(super) fn count_changes(summary: &Element, drawn: (u32, u32), now: (u32, u32)) {
    let counts = [(drawn.0, now.0), (drawn.1, now.1)];
    for ((_, now), part) in counts.into_iter().zip(children(summary).skip(1)).filter(|((drawn, now), _)| drawn != now) {
        count(&part, now);
    }
}

/// Says how many there are, or puts it out of sight.
fn count(part: &Element, count: u32) {
    if let Some(number) = part.last_element_child() {
        number.set_text_content(Some(&count.to_string()));
    }
    if let Some(part) = part.dyn_ref::<HtmlElement>() {
        part.set_hidden(count == 0);
    }
}

/// Draws what differs between two pictures of the same lines.
fn redraw(parts: &[Parts], before: &[Stand], now: &[Stand]) {
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

/// Says why a line is as it is.
pub(super) fn tell(area: &Element, place: usize, why: &str) {
    let line = area.last_element_child().and_then(|list| children(&list).nth(place));
    let answer = line.and_then(|line| line.last_element_child()?.last_element_child());
    if let Some(answer) = answer {
        answer.set_text_content(Some(why));
    }
}

/// The place of the line whose reason an event asks for.
pub(super) fn place_of(event: &Event) -> Option<usize> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let line = target.closest(".why").ok()??.parent_element()?;
    children(&line.parent_element()?).position(|other| other == line)
}

/// What stands in it.
pub(super) fn children(list: &Element) -> impl Iterator<Item = Element> + use<> {
    std::iter::successors(list.first_element_child(), Element::next_element_sibling)
}

fn parts_of(line: Element) -> Option<Parts> {
    let hidden = line.first_element_child()?.next_element_sibling()?.first_element_child()?;
    Some(Parts { word: hidden.first_child()?, aside: hidden.next_element_sibling()?, line })
}
