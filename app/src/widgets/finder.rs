//! A list that drops down and is searched by typing.
use super::{ButtonKind, Glyph, Icon, SearchField, SubmitButton, words};
use leptos::prelude::*;

/// Folded away until it is opened. What is typed is asked for with the page, and what is found is drawn in its place.
#[component]
pub fn Finder(
    /// What opens it.
    #[prop(into)]
    summary: String,
    /// What can be searched for.
    #[prop(into)]
    label: String,
    /// The name the search is sent under, and the field's id.
    name: &'static str,
    /// What stands in the field.
    #[prop(into)]
    value: String,
    /// The page that shows what is found.
    #[prop(into)]
    action: String,
    /// Unfolded to begin with.
    open: bool,
    /// What was found: `FinderLine`s.
    children: Children,
) -> impl IntoView {
    let name_of_search = summary.clone();
    view! {
        <details class="menu finder" open=open>
            <summary class="button button-secondary">
                <Glyph icon=Icon::Search/>
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

/// Somebody who can be picked.
#[component]
pub fn FinderLine(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// The name.
    #[prop(into)]
    name: String,
    /// Something about them.
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
