//! The permission preview: what a person will be able to do, by product and area, and what would change. Draws and
//! updates lines; what they say is decided in `views::permission_preview`.
mod area;
mod head;
mod lines;
mod order;

pub use area::*;
pub use head::*;

use super::words;
use leptos::prelude::*;

/// The change of one line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineChange {
    /// No change.
    #[default]
    Same,
    /// Gained.
    Gain,
    /// Lost.
    Loss,
}

/// The frame, with the latest change announced politely to screen readers.
#[component]
pub fn Preview(
    /// The heading's id.
    #[prop(into)]
    id: String,
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// A sentence under the heading.
    #[prop(optional, into)]
    lead: Signal<String>,
    /// The latest change, in a sentence; empty for none.
    #[prop(into)]
    said: Signal<String>,
    /// What somebody can do, in words.
    words: AnyView,
    /// The bars of the products, which stay in sight while the rest scrolls.
    bars: AnyView,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="preview" aria-labelledby=id>
            <a class="sheet-close" href="#main">"Back to the form"</a>
            <div class="preview-head">
                <h2 id=id.clone()>{title}</h2>
                {move || {
                    let lead = lead.get();
                    (!lead.is_empty()).then(|| view! { <p>{lead}</p> })
                }}
                {words}
            </div>
            <div class="preview-fixed">
                <p class="preview-summary" aria-live="polite">
                    {move || Some(said.get()).filter(|said| !said.is_empty())}
                </p>
                {bars}
            </div>
            {children()}
        </section>
    }
}

/// A product: its totals, its changes, and its areas folded below.
#[component]
pub fn PreviewProduct(
    /// The id, for links to the product.
    #[prop(into)]
    id: String,
    /// The product's name.
    #[prop(into)]
    name: String,
    /// The number of permissions included.
    #[prop(into)]
    held: Signal<u32>,
    /// The total number of permissions.
    #[prop(into)]
    of: Signal<u32>,
    /// The number gained.
    #[prop(optional, into)]
    gains: Signal<u32>,
    /// The number lost.
    #[prop(optional, into)]
    loses: Signal<u32>,
    /// Whether it is open. A reader's own choice lasts until this changes.
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
                {change(LineChange::Gain, first.0)}
                {change(LineChange::Loss, first.1)}
                <span class="preview-count">
                    <b>{held}</b>
                    " of "
                    {of}
                </span>
            </summary>
            <div class="preview-body">{children()}</div>
        </details>
    }
}

/// The areas of a product, each drawn once and then moved to its place. Contains `PreviewArea`s.
#[component]
pub fn PreviewAreas(
    /// The order of the areas, by their places in the first drawing; at first the order of that drawing.
    order: Memo<Vec<usize>>,
    children: Children,
) -> impl IntoView {
    let list = NodeRef::<leptos::html::Div>::new();
    let drawn: Vec<usize> = (0..order.with_untracked(Vec::len)).collect();
    // The elements of the areas as first drawn, and their current order.
    Effect::new(move |known: Option<Option<(Vec<leptos::web_sys::Element>, Vec<usize>)>>| {
        let now = order.get();
        let list = list.get()?;
        let (areas, before) = known.flatten().unwrap_or_else(|| (lines::children(&list).collect(), drawn.clone()));
        order::arrange(&list, &areas, &before, &now);
        Some((areas, now))
    });
    view! { <div node_ref=list>{children()}</div> }
}

/// "+12" and "−3", with their text for screen readers.
#[component]
pub fn Changes(
    /// The number gained.
    gains: u32,
    /// The number lost.
    loses: u32,
) -> impl IntoView {
    [(gains > 0).then(|| change(LineChange::Gain, gains)), (loses > 0).then(|| change(LineChange::Loss, loses))]
}

/// The number gained or lost, hidden while it is zero.
fn change(change: LineChange, count: u32) -> impl IntoView {
    let (class, sign, word) = match change {
        LineChange::Loss => ("change change-loss", "−", words::LOSES),
        LineChange::Gain | LineChange::Same => ("change", "+", words::GAINS),
    };
    view! {
        <span class=class hidden=count == 0>
            <span aria-hidden="true">{sign}</span>
            <span class="hidden">{format!(" {word} ")}</span>
            // In an element of its own, which can be found again: the browser may add placeholders beside text.
            <span>{count.to_string()}</span>
        </span>
    }
}

/// Whether a person has one permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemHolding {
    /// The person can do it.
    Can,
    /// The person cannot do it.
    Cannot,
    /// The publisher has not decided.
    Unsure,
    /// The person cannot do it unless it is switched on for them.
    Switchable,
    /// The restriction applies to the person.
    HeldBack,
    /// The restriction exists and does not apply to the person.
    Free,
}

/// The text of a line's mark, and its CSS class.
const fn sign(holding: ItemHolding, change: LineChange) -> (&'static str, &'static str) {
    match (change, holding) {
        // Not in the dress of a gain: nothing was given, something no longer holds them back.
        (LineChange::Gain, ItemHolding::Free) => (words::FREED, "line freed"),
        (LineChange::Gain, _) => (words::GAINS, "line gain"),
        (LineChange::Loss, ItemHolding::HeldBack) => (words::HELD_BACK, "line loss"),
        (LineChange::Loss, _) => (words::LOSES, "line loss"),
        (LineChange::Same, ItemHolding::Can) => (words::CAN, "line"),
        (LineChange::Same, ItemHolding::Cannot) => (words::CANNOT, "line cannot"),
        (LineChange::Same, ItemHolding::Unsure) => (words::UNSURE, "line unsure"),
        (LineChange::Same, ItemHolding::Switchable) => (words::SWITCHABLE, "line switchable"),
        (LineChange::Same, ItemHolding::HeldBack) => (words::HELD_BACK, "line held-back"),
        (LineChange::Same, ItemHolding::Free) => (words::FREE, "line cannot"),
    }
}

/// One thing that a person can or cannot do: the parts that never change.
#[derive(Clone, Copy)]
pub struct PreviewItem {
    /// The name.
    pub text: &'static str,
    /// A fact that is always shown; empty for none.
    pub note: &'static str,
}

/// A person's state for one thing, as it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ItemState {
    /// Whether they have it.
    pub holding: ItemHolding,
    /// The change to that.
    pub change: LineChange,
    /// A short note beside it; empty for none.
    pub aside: &'static str,
}

impl ItemState {
    const fn sign(self) -> (&'static str, &'static str) {
        sign(self.holding, self.change)
    }
}

/// A bar that stays at the lower edge where the preview is not beside the form, on phones, and opens the preview as a
/// sheet over it.
#[component]
pub fn PreviewBar(
    /// The preview's id.
    #[prop(into)]
    preview: String,
    /// The latest change, or what there is to see.
    #[prop(into)]
    said: Signal<String>,
) -> impl IntoView {
    view! {
        <a class="preview-bar" href=format!("#{preview}")>
            <span>{said}</span>
            <span aria-hidden="true">"↑"</span>
        </a>
    }
}
