//! Touches the lines of an area where they differ from what is drawn.

use super::Stand;
use leptos::wasm_bindgen::{JsCast as _, intern};
use leptos::web_sys::{Element, Event};

/// Draws what differs between two pictures of the same lines.
pub(super) fn redraw(list: &Element, before: &[Stand], now: &[Stand]) {
    let changes = before.iter().zip(now);
    for (line, (before, now)) in children(list).zip(changes).filter(|(_, (before, now))| before != now) {
        let (word, class) = now.sign();
        if before.sign().1 != class {
            line.set_class_name(class);
        }
        let Some((hidden, aside)) = words(&line) else { continue };
        if before.sign().0 != word {
            hidden.set_text_content(Some(intern(word)));
        }
        if before.aside != now.aside {
            aside.set_text_content(Some(now.aside));
        }
    }
}

/// Says why a line is as it is.
pub(super) fn tell(list: &Element, place: usize, why: &str) {
    let answer = children(list).nth(place).and_then(|line| line.last_element_child()?.last_element_child());
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

/// The word for the mark, which is read out, and the note beside the line.
fn words(line: &Element) -> Option<(Element, Element)> {
    let hidden = line.first_element_child()?.next_element_sibling()?.first_element_child()?;
    let aside = hidden.next_element_sibling()?;
    Some((hidden, aside))
}
