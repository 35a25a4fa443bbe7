//! One task of the help page.

use crate::widgets::Panel;
use leptos::prelude::*;

/// The id and the heading of a task, as the list of contents links to it.
pub(super) type Part = (&'static str, &'static str);

/// A task under its heading.
pub(super) fn part((id, title): Part, body: AnyView) -> AnyView {
    view! {
        <Panel title id>
            <div class="prose">{body}</div>
        </Panel>
    }
    .into_any()
}

/// A sentence or several.
pub(super) fn words(text: &'static str) -> AnyView {
    view! { <p>{text}</p> }.into_any()
}
