//! What a page shows when it cannot show what one came for.
use super::{Glyph, Icon};
use leptos::prelude::*;

/// Nothing here yet, or nothing found: says what to do about it.
#[component]
pub fn Empty(
    /// What there is none of.
    #[prop(into)]
    title: String,
    /// The symbol above it.
    #[prop(default = Icon::People)]
    icon: Icon,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="state">
            <Glyph icon/>
            <h2>{title}</h2>
            {children()}
        </div>
    }
}

/// One may not be here: why, and who can help.
#[component]
pub fn Refused(
    /// The page's heading.
    #[prop(into)]
    title: String,
    /// The rule's own sentence.
    #[prop(into)]
    why: Signal<String>,
    /// Who can help.
    #[prop(into)]
    who: Signal<String>,
    /// Where to go instead.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="state state-refused">
            <Glyph icon=Icon::Barred/>
            <h1>{title}</h1>
            <p class="lead">{why}</p>
            <p class="state-who">{who}</p>
            {children.map(|children| view! { <div class="actions">{children()}</div> })}
        </div>
    }
}

/// Something went wrong, or there is no such page.
#[component]
pub fn ProblemPage(
    /// The page's heading.
    #[prop(into)]
    title: String,
    /// What happened and what to do.
    #[prop(into)]
    what: Signal<String>,
    /// What to quote when asking for help; empty for nothing.
    #[prop(optional, into)]
    reference: Signal<String>,
    /// Where to go instead.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="state state-problem">
            <Glyph icon=Icon::Warning/>
            <h1>{title}</h1>
            <p class="lead">{what}</p>
            {move || {
                let reference = reference.get();
                (!reference.is_empty()).then(|| view! { <p class="soft code">{reference}</p> })
            }}
            {children.map(|children| view! { <div class="actions">{children()}</div> })}
        </div>
    }
}

/// Lines that stand where something is about to appear.
#[component]
pub fn Loading(
    /// What is being fetched, for those who cannot see the lines.
    #[prop(into)]
    label: String,
    /// How many lines.
    #[prop(default = 4)]
    rows: u32,
) -> impl IntoView {
    view! {
        <div class="loading" role="status">
            <span class="hidden">{label}</span>
            {(0..rows).map(|_| view! { <i aria-hidden="true"></i> }).collect_view()}
        </div>
    }
}
