//! Notices and confirmations.
use super::{Icon, IconView};
use leptos::prelude::*;

/// The kind of a notice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something succeeded.
    Success,
    /// Information.
    #[default]
    Fact,
    /// A warning before continuing.
    Warning,
    /// Something failed. Interrupts a screen reader.
    Problem,
}

impl NoticeKind {
    const fn parts(self) -> (&'static str, &'static str, Icon) {
        match self {
            NoticeKind::Success => ("notice notice-success", "status", Icon::Tick),
            NoticeKind::Fact => ("notice", "status", Icon::Fact),
            NoticeKind::Warning => ("notice notice-warning", "status", Icon::Warning),
            NoticeKind::Problem => ("notice notice-problem", "alert", Icon::Warning),
        }
    }
}

/// A strip with a message.
#[component]
pub fn Notice(
    /// The notice's kind.
    #[prop(optional)]
    kind: NoticeKind,
    /// A title; empty for none.
    #[prop(optional, into)]
    title: String,
    /// Whether it takes the focus when its page opens.
    #[prop(optional)]
    takes_focus: bool,
    children: Children,
) -> impl IntoView {
    let (class, role, icon) = kind.parts();
    let tabindex = takes_focus.then_some("-1");
    view! {
        <div class=class role=role tabindex=tabindex autofocus=takes_focus>
            <IconView icon/>
            <div>
                {(!title.is_empty()).then(|| view! { <p class="notice-title">{title}</p> })}
                {children()}
            </div>
        </div>
    }
}

/// Confirms that an action has been done, and offers the next steps.
#[component]
pub fn Confirmation(
    /// What was done.
    #[prop(into)]
    title: String,
    /// Whether it takes the focus when its page opens.
    #[prop(optional)]
    takes_focus: bool,
    /// Whether it is the page's own heading.
    #[prop(optional)]
    is_heading: bool,
    children: Children,
) -> impl IntoView {
    let title = if is_heading {
        view! { <h1 tabindex="-1" autofocus=takes_focus>{title}</h1> }.into_any()
    } else {
        view! { <h2 tabindex="-1" autofocus=takes_focus>{title}</h2> }.into_any()
    };
    view! {
        <div class="confirmation" role="status">
            <IconView icon=Icon::Tick/>
            {title}
            <div class="confirmation-body">{children()}</div>
        </div>
    }
}
