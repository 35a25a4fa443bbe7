//! Narrowing a list down. Everything is in the address, so that a list can be sent to somebody and *back* works.
use super::{ButtonKind, Glyph, Icon, SubmitButton, field::Naming, words};
use leptos::prelude::*;

/// A search form that asks for its page again with what was picked.
#[component]
pub fn FilterBar(
    /// The page it asks for.
    #[prop(into)]
    action: String,
    /// What is searched, for those who jump between landmarks.
    #[prop(into)]
    label: String,
    /// The same list without any of it; `None` when there is nothing to clear.
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

/// A field to search with.
#[component]
pub fn SearchField(
    /// The field's id.
    #[prop(into)]
    id: String,
    /// The name it is sent under.
    #[prop(into)]
    name: String,
    /// Its label.
    #[prop(into)]
    label: String,
    /// What stands in it.
    #[prop(into)]
    value: String,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>
                <Naming label required=false right=false.into() plain=true/>
            </label>
            <div class="search">
                <Glyph icon=Icon::Search/>
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

/// How many were found, announced when it changes.
#[component]
pub fn ResultCount(
    /// The number in a sentence.
    #[prop(into)]
    text: String,
    /// Its id: what takes the focus when what had it is gone from the list.
    id: &'static str,
    /// Whether a list begins here whose pages are turned: another page is shown from its beginning.
    #[prop(default = true)]
    turned: bool,
) -> impl IntoView {
    // The words are put into an element that stays, or nobody would hear them.
    view! {
        <p class="count" role="status" id=id tabindex="-1" data-region=id data-in-sight=turned>
            {text}
        </p>
    }
}
