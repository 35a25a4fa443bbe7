//! An area of a product and its lines: drawn once, and after that touched where they differ by one effect for all of it,
//! because another role changes hundreds of lines at once.

use super::{Change, Stand, Thing, change, lines};
use crate::widgets::words;
use leptos::html;
use leptos::prelude::*;

/// How somebody stands to an area.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AreaStand {
    /// How to each of its things.
    pub stands: Vec<Stand>,
    /// How many come.
    pub gains: u32,
    /// How many go.
    pub loses: u32,
    /// A short note at the line's end, such as "4 of 6".
    pub note: String,
}

impl AreaStand {
    /// Whether anything comes or goes.
    pub fn changes(&self) -> bool {
        (self.gains, self.loses) != (0, 0)
    }
}

/// An area of a product, folded but while something changes in it. Whoever folds it otherwise keeps it so until other
/// things change.
#[component]
pub fn PreviewArea<W>(
    /// Its name.
    #[prop(into)]
    name: String,
    /// A sentence above the lines; empty for none.
    #[prop(into)]
    remark: String,
    /// Its things.
    things: Vec<Thing>,
    /// How somebody stands to them, in the same order.
    stand: Memo<AreaStand>,
    /// Why, told on demand of the thing at a place.
    why: W,
) -> impl IntoView
where
    W: Fn(usize) -> String + Clone + Send + Sync + 'static,
{
    let first = stand.get_untracked();
    let area = NodeRef::<html::Details>::new();
    // Told of before it is unfolded by hand, so that nobody sees what was drawn before, and of whatever else unfolded it.
    let by_hand = RwSignal::new(false);
    // Most of them are never asked: a redraw leaves the answer alone until it is unfolded, by whatever means.
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
    let line = |(place, thing): (usize, &Thing)| Some(line(*thing, *first.stands.get(place)?, why(place)));
    let lines = things.iter().enumerate().filter_map(line).collect_view();
    let (changes, gains, loses, note) = (first.changes(), first.gains, first.loses, first.note.clone());
    Effect::new(move |drawn: Option<lines::Drawn>| {
        let drawn = drawn.unwrap_or_else(|| lines::Drawn::first(first.clone()));
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
                {change(Change::Gain, gains)}
                {change(Change::Loss, loses)}
                <span class="fold-note">{note}</span>
            </summary>
            {(!remark.is_empty()).then(|| view! { <p class="remark">{remark}</p> })}
            <ul class="lines" on:click=move |event| ask(&event) on:toggle:capture=move |event| ask(&event)>
                {lines}
            </ul>
        </details>
    }
}

/// One line as it is first drawn; `lines` knows where its parts are. The marks are the style sheet's, by the line's class.
fn line(thing: Thing, stand: Stand, why: String) -> impl IntoView {
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
            <details class="why">
                <summary>{words::WHY} <span class="hidden">": " {thing.text}</span></summary>
                <div>{why}</div>
            </details>
        </li>
    }
}
