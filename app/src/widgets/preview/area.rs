//! An area of a product and its lines. They are drawn once; after that, one effect for the whole area updates the lines
//! that differ, because another role changes hundreds of lines at once.

use super::{ItemState, LineChange, PreviewItem, change, lines};
use crate::widgets::words;
use leptos::html;
use leptos::prelude::*;

/// A person's state for an area.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AreaState {
    /// The state for each of the area's things.
    pub stands: Vec<ItemState>,
    /// The number gained.
    pub gains: u32,
    /// The number lost.
    pub loses: u32,
    /// A short note at the end of the line, such as "4 of 6".
    pub note: String,
}

impl AreaState {
    /// Whether anything is gained or lost.
    pub fn changes(&self) -> bool {
        (self.gains, self.loses) != (0, 0)
    }
}

/// An area of a product, folded unless something changes in it. A reader's own choice lasts until the changes differ.
#[component]
pub fn PreviewArea<W>(
    /// The area's name.
    #[prop(into)]
    name: String,
    /// A sentence above the lines; empty for none.
    #[prop(into)]
    remark: String,
    /// The area's things.
    things: Vec<PreviewItem>,
    /// The person's state for them, in the same order.
    stand: Memo<AreaState>,
    /// The reason for the thing at a place, fetched on demand.
    why: W,
) -> impl IntoView
where
    W: Fn(usize) -> String + Clone + Send + Sync + 'static,
{
    let first = stand.get_untracked();
    let area = NodeRef::<html::Details>::new();
    // Set before the reader's click unfolds the area, so that outdated lines are never visible, and after anything else
    // unfolds it.
    let by_hand = RwSignal::new(false);
    // Most reasons are never opened, so a redraw leaves a reason alone until it is unfolded, by whatever means.
    let asked = RwSignal::new(Vec::<usize>::new());
    let ask = move |event: &leptos::web_sys::Event| {
        if let Some(place) = lines::place_of(event) {
            asked.update(|asked| {
                if !asked.contains(&place) {
                    asked.push(place);
                }
            });
        }
    };
    let line = |(place, thing): (usize, &PreviewItem)| Some(line(*thing, *first.stands.get(place)?, why(place)));
    let lines = things.iter().enumerate().filter_map(line).collect_view();
    let (changes, gains, loses, note) = (first.changes(), first.gains, first.loses, first.note.clone());
    Effect::new(move |drawn: Option<lines::RenderedArea>| {
        let drawn = drawn.unwrap_or_else(|| lines::RenderedArea::first(first.clone()));
        let Some(area) = area.get() else { return drawn };
        let by_hand = by_hand.get();
        stand.with(|now| lines::redraw_area(&area, drawn, now, by_hand))
    });
    Effect::new(move |_| {
        let asked = asked.get();
        if let Some(area) = area.get().filter(|_| !asked.is_empty()) {
            asked.into_iter().for_each(|place| lines::tell(&area, place, &why(place)));
        }
    });
    view! {
        <details class="preview-area" open=changes node_ref=area on:toggle=move |_| by_hand.notify()>
            <summary on:click=move |_| by_hand.set(true)>
                <span>{name}</span>
                {change(LineChange::Gain, gains)}
                {change(LineChange::Loss, loses)}
                <span class="fold-note">{note}</span>
            </summary>
            {(!remark.is_empty()).then(|| view! { <p class="remark">{remark}</p> })}
            <ul class="lines" on:click=move |event| ask(&event) on:toggle:capture=move |event| ask(&event)>
                {lines}
            </ul>
        </details>
    }
}

/// One line as first drawn; `lines` knows where its parts are. The style sheet draws the marks, by the line's class.
fn line(thing: PreviewItem, stand: ItemState, why: String) -> impl IntoView {
    let (word, class) = stand.sign();
    view! {
        <li class=class>
            <span class="line-mark" aria-hidden="true"></span>
            <span>
                <span class="hidden">{word}</span>
                " "
                {thing.text}
                <span class="line-aside">{Some(stand.aside).filter(|aside| !aside.is_empty())}</span>
                {(!thing.note.is_empty()).then(|| view! { <small class="line-note">{thing.note}</small> })}
            </span>
            <details class="reason-details">
                <summary>{words::WHY} <span class="hidden">": " {thing.text}</span></summary>
                <div>{why}</div>
            </details>
        </li>
    }
}
