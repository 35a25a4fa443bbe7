//! Tabs that are addresses: links to pages which share a head. They are links, so they have no roles of a tab list.
use leptos::prelude::*;

/// The tabs, in a row.
#[component]
pub fn Tabs(
    /// What the tabs are about, for screen readers.
    #[prop(into)]
    label: String,
    /// The address and the label of each tab.
    items: Vec<(String, &'static str)>,
    /// The address of the current tab.
    #[prop(into)]
    current: String,
    /// Whether the page is below the current tab, rather than the tab's own.
    #[prop(optional)]
    is_below: bool,
) -> impl IntoView {
    let is_current = if is_below { "true" } else { "page" };
    let tabs = items
        .into_iter()
        .map(|(href, label)| {
            let current = (href == current).then_some(is_current);
            view! {
                <li>
                    <a href=href aria-current=current>{label}</a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="tabs" aria-label=label>
            <ul>{tabs}</ul>
        </nav>
    }
}
