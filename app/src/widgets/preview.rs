//! What somebody will be able to do, by product and area, and what would change.
mod lines;
mod order;

use super::words;
use leptos::prelude::*;

/// What happens to one line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    #[default]
    Same,
    /// It comes.
    Gain,
    /// It goes.
    Loss,
}

/// The frame, with what has just changed said politely.
#[component]
pub fn Preview(
    /// The id of its heading.
    #[prop(into)]
    id: String,
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// A sentence under it.
    #[prop(optional, into)]
    lead: Signal<String>,
    /// What has changed, in a sentence; empty for nothing.
    #[prop(into)]
    said: Signal<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="preview" aria-labelledby=id>
            <div class="preview-head">
                <h2 id=id.clone()>{title}</h2>
                {move || {
                    let lead = lead.get();
                    (!lead.is_empty()).then(|| view! { <p>{lead}</p> })
                }}
                <p class="preview-said" aria-live="polite">
                    {move || Some(said.get()).filter(|said| !said.is_empty())}
                </p>
            </div>
            {children()}
        </section>
    }
}

/// A product: how much of it, what changes, and its areas folded beneath.
#[component]
pub fn PreviewProduct(
    /// Its id, for links to it.
    #[prop(into)]
    id: String,
    /// Its name.
    #[prop(into)]
    name: String,
    /// How many are held.
    #[prop(into)]
    held: Signal<u32>,
    /// Of how many.
    #[prop(into)]
    of: Signal<u32>,
    /// How many come.
    #[prop(optional, into)]
    gains: Signal<u32>,
    /// How many go.
    #[prop(optional, into)]
    loses: Signal<u32>,
    /// Unfolded; whoever folds it otherwise keeps it so until this changes.
    #[prop(optional, into)]
    open: Signal<bool>,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="preview-product" id=id open=open>
            <summary>
                <span>{name}</span>
                {move || view! { <Changes gains=gains.get() loses=loses.get()/> }}
                <span class="preview-count">
                    <b>{held}</b>
                    " of "
                    {of}
                </span>
                <svg class="meter" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                    <rect height="4" width=move || (held.get() * 100 / of.get().max(1)).to_string()></rect>
                </svg>
            </summary>
            <div class="preview-body">{children()}</div>
        </details>
    }
}

/// The areas of a product, each drawn once and moved where it belongs. Holds `PreviewArea`s.
#[component]
pub fn PreviewAreas(
    /// Their places, in the order in which they are to stand; at first that in which they are drawn.
    order: Memo<Vec<usize>>,
    children: Children,
) -> impl IntoView {
    let list = NodeRef::<leptos::html::Div>::new();
    let drawn: Vec<usize> = (0..order.with_untracked(Vec::len)).collect();
    // The areas as they were first drawn, and the order they stand in.
    Effect::new(move |known: Option<Option<(Vec<leptos::web_sys::Element>, Vec<usize>)>>| {
        let now = order.get();
        let list = list.get()?;
        let (areas, before) = known.flatten().unwrap_or_else(|| (lines::children(&list).collect(), drawn.clone()));
        order::arrange(&list, &areas, &before, &now);
        Some((areas, now))
    });
    view! { <div node_ref=list>{children()}</div> }
}

/// Where something changes, in a line: a link to each product. Holds `PreviewJump`s.
#[component]
pub fn PreviewJumps(
    /// What the links are.
    #[prop(into)]
    label: String,
    children: Children,
) -> impl IntoView {
    view! {
        <nav class="jumps" aria-label=label>
            <ul>{children()}</ul>
        </nav>
    }
}

/// Leads to a product, and says what changes there.
#[component]
pub fn PreviewJump(
    /// The product's id.
    #[prop(into)]
    product: String,
    /// Its name.
    #[prop(into)]
    name: String,
    /// How many come.
    gains: u32,
    /// How many go.
    loses: u32,
) -> impl IntoView {
    view! {
        <li>
            <a href=format!("#{product}")>
                <span>{name}</span>
                <Changes gains loses/>
            </a>
        </li>
    }
}

/// "+12" and "−3", and the words for them.
#[component]
pub fn Changes(
    /// How many come.
    gains: u32,
    /// How many go.
    loses: u32,
) -> impl IntoView {
    [("change", "+", words::GAINS, gains), ("change change-loss", "−", words::LOSES, loses)]
        .into_iter()
        .filter(|(.., count)| *count > 0)
        .map(|(class, sign, word, count)| {
            view! {
                <span class=class>
                    <span aria-hidden="true">{sign}</span>
                    <span class="hidden">{format!(" {word} ")}</span>
                    {count.to_string()}
                </span>
            }
        })
        .collect_view()
}

/// An area of a product, folded. Holds `PreviewLines`.
#[component]
pub fn PreviewArea(
    /// Its name.
    #[prop(into)]
    name: String,
    /// A short note at the line's end, such as "4 of 6".
    note: Signal<String>,
    /// A sentence above the lines; empty for none.
    #[prop(into)]
    remark: String,
    /// How many come, and how many go; unfolded while there are any. Whoever folds it otherwise keeps it so until this
    /// changes.
    changes: Memo<(u32, u32)>,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="preview-area" open=move || changes.get() != (0, 0)>
            <summary>
                <span>{name}</span>
                {move || {
                    let (gains, loses) = changes.get();
                    view! { <Changes gains loses/> }
                }}
                <span class="fold-note">{note}</span>
            </summary>
            {(!remark.is_empty()).then(|| view! { <p class="remark">{remark}</p> })}
            {children()}
        </details>
    }
}

/// How somebody stands to one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holding {
    /// They can.
    Can,
    /// They cannot.
    Cannot,
    /// Whoever publishes it has not settled it.
    Unsure,
    /// They cannot, unless it is switched on for them.
    Switchable,
    /// It holds them back.
    HeldBack,
    /// It would hold them back, and does not.
    Free,
}

/// What the mark of a line says, and the class that draws it.
const fn sign(holding: Holding, change: Change) -> (&'static str, &'static str) {
    match (change, holding) {
        (Change::Gain, Holding::Free) => (words::FREED, "line gain"),
        (Change::Gain, _) => (words::GAINS, "line gain"),
        (Change::Loss, Holding::HeldBack) => (words::HELD_BACK, "line loss"),
        (Change::Loss, _) => (words::LOSES, "line loss"),
        (Change::Same, Holding::Can) => (words::CAN, "line"),
        (Change::Same, Holding::Cannot) => (words::CANNOT, "line cannot"),
        (Change::Same, Holding::Unsure) => (words::UNSURE, "line unsure"),
        (Change::Same, Holding::Switchable) => (words::SWITCHABLE, "line switchable"),
        (Change::Same, Holding::HeldBack) => (words::HELD_BACK, "line held-back"),
        (Change::Same, Holding::Free) => (words::FREE, "line cannot"),
    }
}

/// One thing somebody can or cannot do, as far as it stays what it is.
#[derive(Clone, Copy)]
pub struct Thing {
    /// What it is.
    pub text: &'static str,
    /// A fact about it that is always shown; empty for none.
    pub note: &'static str,
}

/// How somebody stands to one thing, as it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stand {
    /// How they stand to it.
    pub holding: Holding,
    /// What happens to that.
    pub change: Change,
    /// A short note beside it; empty for none.
    pub aside: &'static str,
}

impl Stand {
    const fn sign(self) -> (&'static str, &'static str) {
        sign(self.holding, self.change)
    }
}

/// The things of an area and how somebody stands to each, in the same order. They are drawn once; after that one effect
/// touches what differs, because another role changes hundreds of them at once. The marks are the style sheet's, by the
/// line's class.
#[component]
pub fn PreviewLines<W>(
    /// The things.
    things: Vec<Thing>,
    /// How somebody stands to each.
    stands: Memo<Vec<Stand>>,
    /// Why, told on demand of the thing at a place.
    why: W,
) -> impl IntoView
where
    W: Fn(usize) -> String + Clone + Send + Sync + 'static,
{
    let drawn = stands.get_untracked();
    let list = NodeRef::<leptos::html::Ul>::new();
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
    let line = |(place, thing): (usize, &Thing)| {
        let stand = drawn.get(place).copied()?;
        Some(line(*thing, stand, why(place)))
    };
    let lines = things.iter().enumerate().filter_map(line).collect_view();
    let first = drawn.clone();
    Effect::new(move |before: Option<Vec<Stand>>| {
        let now = stands.get();
        if let Some(list) = list.get() {
            lines::redraw(&list, before.as_ref().unwrap_or(&first), &now);
        }
        now
    });
    Effect::new(move |_| {
        let asked = asked.get();
        if let Some(list) = list.get().filter(|_| !asked.is_empty()) {
            asked.into_iter().for_each(|place| lines::tell(&list, place, &why(place)));
        }
    });
    view! {
        <ul class="lines" node_ref=list on:click=move |event| ask(&event) on:toggle:capture=move |event| ask(&event)>
            {lines}
        </ul>
    }
}

/// One line as it is first drawn; `lines` knows where its parts are.
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

/// Leads from the form to the preview where that does not stand beside it: on phones.
#[component]
pub fn PreviewPeek(
    /// The id the preview was given.
    #[prop(into)]
    preview: String,
    /// What has changed, or what there is to see.
    #[prop(into)]
    said: Signal<String>,
) -> impl IntoView {
    view! {
        <a class="peek" href=format!("#{preview}")>
            <span>{said}</span>
            <span aria-hidden="true">"↓"</span>
        </a>
    }
}
