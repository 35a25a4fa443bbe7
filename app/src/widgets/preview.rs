//! What somebody will be able to do, by product and area, and what would change.
mod area;
mod lines;
mod order;

pub use area::*;

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
    let summary = NodeRef::<leptos::html::Summary>::new();
    let first = (gains.get_untracked(), loses.get_untracked());
    Effect::new(move |drawn: Option<(u32, u32)>| {
        let now = (gains.get(), loses.get());
        if let Some(summary) = summary.get() {
            lines::count_changes(&summary, drawn.unwrap_or(first), now);
        }
        now
    });
    view! {
        <details class="preview-product" id=id open=open>
            <summary node_ref=summary>
                <span>{name}</span>
                {change(Change::Gain, first.0)}
                {change(Change::Loss, first.1)}
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
    [(gains > 0).then(|| change(Change::Gain, gains)), (loses > 0).then(|| change(Change::Loss, loses))]
}

/// How many come or go. Out of sight while there are none.
fn change(change: Change, count: u32) -> impl IntoView {
    let (class, sign, word) = match change {
        Change::Loss => ("change change-loss", "−", words::LOSES),
        Change::Gain | Change::Same => ("change", "+", words::GAINS),
    };
    view! {
        <span class=class hidden=count == 0>
            <span aria-hidden="true">{sign}</span>
            <span class="hidden">{format!(" {word} ")}</span>
            // In an element of its own, which is found again: beside text the browser's page may hold places.
            <span>{count.to_string()}</span>
        </span>
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
