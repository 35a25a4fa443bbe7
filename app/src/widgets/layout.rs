//! Where things stand on a page.
use leptos::prelude::*;

/// Things one below the other, evenly spaced.
#[component]
pub fn Stack(children: Children) -> impl IntoView {
    view! { <div class="stack">{children()}</div> }
}

/// Things side by side that wrap when there is no room.
#[component]
pub fn Cluster(children: Children) -> impl IntoView {
    view! { <div class="cluster">{children()}</div> }
}

/// What one does, and beside it what comes of it. The second column stays in sight on wide screens and follows below
/// on others.
#[component]
pub fn Columns(
    /// The second column.
    #[prop(into)]
    aside: ViewFn,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="columns">
            <div class="stack">{children()}</div>
            <div class="columns-aside">{aside.run()}</div>
        </div>
    }
}

/// Something folded away under a line that says what it is.
#[component]
pub fn Fold(
    /// The line that is always seen.
    #[prop(into)]
    summary: Signal<String>,
    /// A short note at its end, such as "12 of 20".
    #[prop(optional, into)]
    note: Signal<String>,
    /// Unfolded to begin with.
    #[prop(optional)]
    open: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="fold" open=open>
            <summary>
                <span>{summary}</span>
                <span class="fold-note">{note}</span>
            </summary>
            <div class="fold-body">{children()}</div>
        </details>
    }
}
