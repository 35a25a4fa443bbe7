//! What somebody will be able to do, by product and area, and what would change.
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
                    {said}
                </p>
            </div>
            {children()}
        </section>
    }
}

/// A product: how much of it, what changes, and its areas folded beneath.
#[component]
pub fn PreviewProduct(
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
    /// Unfolded to begin with.
    #[prop(optional)]
    open: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="preview-product" open=open>
            <summary>
                <span>{name}</span>
                <Changes gains loses/>
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

/// "+12" and "−3", and the words for them.
#[component]
pub fn Changes(
    /// How many come.
    #[prop(into)]
    gains: Signal<u32>,
    /// How many go.
    #[prop(into)]
    loses: Signal<u32>,
) -> impl IntoView {
    view! {
        {move || {
            let gains = gains.get();
            (gains > 0)
                .then(|| {
                    view! {
                        <span class="change">
                            <span aria-hidden="true">"+"</span>
                            <span class="hidden">{format!(" {} ", words::GAINS)}</span>
                            {gains}
                        </span>
                    }
                })
        }}
        {move || {
            let loses = loses.get();
            (loses > 0)
                .then(|| {
                    view! {
                        <span class="change change-loss">
                            <span aria-hidden="true">"−"</span>
                            <span class="hidden">{format!(" {} ", words::LOSES)}</span>
                            {loses}
                        </span>
                    }
                })
        }}
    }
}

/// An area of a product, folded. Holds `PreviewLine`s.
#[component]
pub fn PreviewArea(
    /// Its name.
    #[prop(into)]
    name: String,
    /// A short note at the line's end, such as "4 of 6".
    #[prop(optional, into)]
    note: String,
    /// How many come.
    #[prop(optional, into)]
    gains: Signal<u32>,
    /// How many go.
    #[prop(optional, into)]
    loses: Signal<u32>,
    /// Unfolded to begin with.
    #[prop(optional)]
    open: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="preview-area" open=open>
            <summary>
                <span>{name}</span>
                <Changes gains loses/>
                <span class="fold-note">{note}</span>
            </summary>
            <ul class="lines">{children()}</ul>
        </details>
    }
}

/// The sign, what it says, and the class of a line.
const fn sign(can: bool, unsure: bool, change: Change) -> (&'static str, &'static str, &'static str) {
    match (change, unsure, can) {
        (Change::Gain, ..) => ("+", words::GAINS, "line gain"),
        (Change::Loss, ..) => ("−", words::LOSES, "line loss"),
        (Change::Same, true, _) => ("?", words::UNSURE, "line unsure"),
        (Change::Same, false, true) => ("✓", words::CAN, "line"),
        (Change::Same, false, false) => ("–", words::CANNOT, "line cannot"),
    }
}

/// One thing somebody can or cannot do.
#[component]
pub fn PreviewLine(
    /// The thing.
    #[prop(into)]
    text: String,
    /// They can.
    can: bool,
    /// What happens to it.
    #[prop(optional)]
    change: Change,
    /// Whoever publishes it has not settled it.
    #[prop(optional)]
    unsure: bool,
    /// A short note beside it; empty for none.
    #[prop(optional, into)]
    aside: String,
    /// Why, told on demand.
    #[prop(optional, into)]
    why: Option<ViewFn>,
) -> impl IntoView {
    let (sign, says, class) = sign(can, unsure, change);
    view! {
        <li class=class>
            <span class="line-mark" aria-hidden="true">
                {sign}
            </span>
            <span>
                <span class="hidden">{says} " "</span>
                {text}
                {(!aside.is_empty()).then(|| view! { <span class="line-aside">" · " {aside}</span> })}
            </span>
            {why.map(|why| {
                view! {
                    <details class="why">
                        <summary>{words::WHY}</summary>
                        <div>{why.run()}</div>
                    </details>
                }
            })}
        </li>
    }
}
