//! Telling people something.
use super::{Glyph, Icon};
use leptos::prelude::*;

/// What kind of thing is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoticeKind {
    /// It worked.
    Success,
    /// Good to know.
    #[default]
    Fact,
    /// Look before going on.
    Warning,
    /// It did not work. Interrupts a screen reader.
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

/// A strip that tells something.
#[component]
pub fn Notice(
    /// What kind of thing is told.
    #[prop(optional)]
    kind: NoticeKind,
    /// A first line; empty for none.
    #[prop(optional, into)]
    title: String,
    children: Children,
) -> impl IntoView {
    let (class, role, icon) = kind.parts();
    view! {
        <div class=class role=role>
            <Glyph icon/>
            <div>
                {(!title.is_empty()).then(|| view! { <p class="notice-title">{title}</p> })}
                {children()}
            </div>
        </div>
    }
}

/// Says that what one came for has been done, and offers what comes next.
#[component]
pub fn Confirmation(
    /// What has been done.
    #[prop(into)]
    title: String,
    /// Takes the focus when its page opens.
    #[prop(optional)]
    takes_focus: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="confirmation" role="status">
            <Glyph icon=Icon::Tick/>
            <h2 tabindex="-1" autofocus=takes_focus>
                {title}
            </h2>
            <div class="confirmation-body">{children()}</div>
        </div>
    }
}
