//! What a page shows when its content is empty, refused or missing.
use super::{Icon, IconView};
use leptos::prelude::*;

/// The message for an empty list or search, with what to do about it.
#[component]
pub fn EmptyState(
    /// The title: what is missing.
    #[prop(into)]
    title: String,
    /// The icon above it.
    #[prop(default = Icon::People)]
    icon: Icon,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="state">
            <IconView icon/>
            <h2>{title}</h2>
            {children()}
        </div>
    }
}

/// The message when access is refused: the reason, and who can help.
#[component]
pub fn AccessRefused(
    /// The page's heading.
    #[prop(into)]
    title: String,
    /// The reason: the rule's own sentence.
    #[prop(into)]
    why: String,
    /// Who can help.
    #[prop(into)]
    who: String,
    /// Links to go on with.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="state state-refused">
            <IconView icon=Icon::Barred/>
            <h1>{title}</h1>
            <p class="lead">{why}</p>
            <p class="state-contact">{who}</p>
            {children.map(|children| view! { <div class="actions">{children()}</div> })}
        </div>
    }
}

/// The message when something went wrong, or there is no such page.
#[component]
pub fn ProblemPage(
    /// The page's heading.
    #[prop(into)]
    title: String,
    /// What happened, and what to do.
    #[prop(into)]
    what: String,
    /// Links to go on with.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="state state-problem">
            <IconView icon=Icon::Warning/>
            <h1>{title}</h1>
            <p class="lead">{what}</p>
            {children.map(|children| view! { <div class="actions">{children()}</div> })}
        </div>
    }
}

/// The progress notice of a slow form; the style sheet shows it once its form is sent.
#[component]
pub fn BusyNotice(
    /// What is happening.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! {
        <p class="busy" role="status">
            <progress aria-hidden="true"></progress>
            <span>{text}</span>
        </p>
    }
}
