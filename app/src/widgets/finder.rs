//! A drop-down list that is searched by typing.
use super::{ButtonKind, Icon, IconView, SearchField, SubmitButton, words};
use leptos::prelude::*;

/// Closed at first. Typing requests the page with the search, and the results are drawn in place.
#[component]
pub fn Finder(
    /// The text that opens it.
    #[prop(into)]
    summary: String,
    /// The search field's label.
    #[prop(into)]
    label: String,
    /// The search field's name and id.
    name: &'static str,
    /// The search field's content.
    #[prop(into)]
    value: String,
    /// The address of the page that shows the results.
    #[prop(into)]
    action: String,
    /// Whether it is open at first.
    open: bool,
    /// The results: `FinderLine`s.
    children: Children,
) -> impl IntoView {
    let name_of_search = summary.clone();
    view! {
        <details class="menu finder" open=open>
            <summary class="button button-secondary">
                <IconView icon=Icon::Search/>
                <span>{summary}</span>
            </summary>
            <div class="finder-body">
                <form role="search" aria-label=name_of_search method="get" action=action data-go="replace">
                    <SearchField id=name name=name label value/>
                    <noscript>
                        <SubmitButton label=words::APPLY kind=ButtonKind::Secondary/>
                    </noscript>
                </form>
                <div data-region="finder" aria-live="polite">{children()}</div>
            </div>
        </details>
    }
}

/// A person to choose.
#[component]
pub fn FinderLine(
    /// The address of the link.
    #[prop(into)]
    href: String,
    /// The name.
    #[prop(into)]
    name: String,
    /// A line about the person.
    #[prop(into)]
    about: String,
) -> impl IntoView {
    view! {
        <li>
            <a href=href>
                <bdi>{name}</bdi>
                <small class="soft">{about}</small>
            </a>
        </li>
    }
}
