//! The arrangement of elements on a page.
use leptos::prelude::*;

/// Elements one below the other, evenly spaced.
#[component]
pub fn Stack(children: Children) -> impl IntoView {
    view! { <div class="stack">{children()}</div> }
}

/// Elements side by side that wrap when there is no room.
#[component]
pub fn Cluster(children: Children) -> impl IntoView {
    view! { <div class="cluster">{children()}</div> }
}

/// A form and its preview in two columns. The second column stays in view on wide screens and follows below on others.
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

/// A collapsible section with a summary line.
#[component]
pub fn Disclosure(
    /// The summary line, which is always visible.
    #[prop(into)]
    summary: Signal<String>,
    /// A short note at the end of the line, such as "12 of 20".
    #[prop(optional, into)]
    note: Signal<String>,
    /// Whether the section is open. The reader's own choice lasts until this changes.
    #[prop(optional, into)]
    open: Signal<bool>,
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
