//! Filtering a list. The address holds every filter, so that a list can be shared and *back* works.
use super::{ButtonKind, Icon, IconView, SubmitButton, field::LabelText, words};
use leptos::prelude::*;

/// A search form that loads its page again with the chosen filters.
#[component]
pub fn FilterBar(
    /// The address of the page.
    #[prop(into)]
    action: String,
    /// The landmark's label, for screen readers.
    #[prop(into)]
    label: String,
    /// The address of the list without any filter; `None` when no filter is set.
    clear: Option<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <form class="filter" role="search" aria-label=label method="get" action=action data-go="push">
            {children()}
            <div class="actions">
                <SubmitButton label=words::APPLY kind=ButtonKind::Secondary/>
                <span data-region="clear">
                    {clear.map(|href| view! { <a class="button button-quiet" href=href>{words::CLEAR}</a> })}
                </span>
            </div>
        </form>
    }
}

/// A search field.
#[component]
pub fn SearchField(
    /// The field's id.
    #[prop(into)]
    id: String,
    /// The field's name in the form.
    #[prop(into)]
    name: String,
    /// The label.
    #[prop(into)]
    label: String,
    /// The content.
    #[prop(into)]
    value: String,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>
                <LabelText label required=false right=false.into() plain=true/>
            </label>
            <div class="search">
                <IconView icon=Icon::Search/>
                <input
                    class="input"
                    type="search"
                    id=id
                    name=name
                    value=value
                    autocomplete="off"
                />
            </div>
        </div>
    }
}

/// The number of results, announced to screen readers when it changes.
#[component]
pub fn ResultCount(
    /// The number, in a sentence.
    #[prop(into)]
    text: String,
    /// The element's id. It takes the focus when the focused element leaves the list.
    id: &'static str,
    /// Whether the count begins a paged list, so that turning a page scrolls up to it.
    #[prop(default = true)]
    turned: bool,
) -> impl IntoView {
    // The text changes inside an element that stays, because screen readers announce nothing else.
    view! {
        <p class="count" role="status" id=id tabindex="-1" data-region=id data-in-sight=turned>
            {text}
        </p>
    }
}
