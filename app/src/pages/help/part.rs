//! The layout of one task of the help page.

use crate::widgets::Panel;
use leptos::prelude::*;

/// The id and the heading of a task, for the table of contents.
pub(super) type Part = (&'static str, &'static str);

/// A task with its heading.
pub(super) fn part((id, title): Part, body: AnyView) -> AnyView {
    view! {
        <Panel title id>
            <div class="prose">{body}</div>
        </Panel>
    }
    .into_any()
}

/// A paragraph of plain text.
pub(super) fn words(text: &'static str) -> AnyView {
    view! { <p>{text}</p> }.into_any()
}
