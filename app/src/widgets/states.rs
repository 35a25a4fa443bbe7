//! What a page shows when it cannot show what one came for, or not yet.
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
    why: String,
    /// Who can help.
    #[prop(into)]
    who: String,
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
    what: String,
    /// Where to go instead.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="state state-problem">
            <Glyph icon=Icon::Warning/>
            <h1>{title}</h1>
            <p class="lead">{what}</p>
            {children.map(|children| view! { <div class="actions">{children()}</div> })}
        </div>
    }
}

/// That a form which takes a while is being worked on; shown by the style sheet once its form is sent.
#[component]
pub fn Working(
    /// What happens meanwhile.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! {
        <p class="working" role="status">
            <progress aria-hidden="true"></progress>
            <span>{text}</span>
        </p>
    }
}
