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

/// An area of a product, folded. Holds `PreviewLine`s.
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
            <ul class="lines">{children()}</ul>
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

/// One thing somebody can or cannot do. It is drawn once; each part that can change does so by itself, because drawing a
/// line again takes its attributes away and puts them back. The mark is the style sheet's, by the line's class.
#[component]
pub fn PreviewLine(
    /// The thing.
    text: &'static str,
    /// How they stand to it, and what happens to that.
    stand: Signal<(Holding, Change)>,
    /// A short note beside it; empty for none.
    aside: Signal<&'static str>,
    /// A fact about it that is always shown; empty for none.
    note: &'static str,
    /// Why, told on demand.
    why: Signal<String>,
) -> impl IntoView {
    let sign = move || {
        let (holding, change) = stand.get();
        sign(holding, change)
    };
    // Most of them are never asked: a redraw leaves the answer alone until it is unfolded, by whatever means.
    let asked = RwSignal::new(false);
    let told = Memo::new(move |before: Option<&String>| match before {
        Some(before) if !asked.get() => before.clone(),
        _ => why.get(),
    });
    view! {
        <li class=move || sign().1>
            <span class="line-mark" aria-hidden="true"></span>
            <span>
                <span class="hidden">{move || sign().0} " "</span>
                {text}
                <span class="line-aside">{move || Some(aside.get()).filter(|aside| !aside.is_empty())}</span>
                {(!note.is_empty()).then(|| view! { <small class="line-note">{note}</small> })}
            </span>
            <details class="why" on:toggle=move |_| asked.set(true)>
                <summary on:click=move |_| asked.set(true)>
                    {words::WHY} <span class="hidden">": " {text}</span>
                </summary>
                <div>{told}</div>
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
