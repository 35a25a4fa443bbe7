//! Narrowing a list down. Everything is in the address, so that a list can be sent to somebody and *back* works.
use super::{ButtonKind, Glyph, Icon, SubmitButton, field::Naming, words};
use leptos::{ev, html, prelude::*};

/// A search form that asks for its page again with what was picked.
#[component]
pub fn FilterBar(
    /// The page it asks for.
    #[prop(into)]
    action: String,
    /// What is searched, for those who jump between landmarks.
    #[prop(into)]
    label: String,
    /// Instead of loading the page, when scripts run.
    #[prop(optional, into)]
    on_submit: Option<Callback<ev::SubmitEvent>>,
    /// The same list without any of it; `None` when there is nothing to clear.
    #[prop(optional, into)]
    clear: Signal<Option<String>>,
    children: Children,
) -> impl IntoView {
    let submit = move |event: ev::SubmitEvent| {
        if let Some(on_submit) = on_submit {
            on_submit.run(event);
        }
    };
    view! {
        <form class="filter" role="search" aria-label=label method="get" action=action on:submit=submit>
            {children()}
            <div class="actions">
                <SubmitButton label=words::APPLY kind=ButtonKind::Secondary/>
                {move || {
                    clear.get().map(|href| {
                        view! {
                            <a class="button button-quiet" href=href>
                                {words::CLEAR}
                            </a>
                        }
                    })
                }}
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
    value: Signal<String>,
    /// Runs with each change.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    super::field::keep_in_step(input, value, on_input);
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
                    value=value.get_untracked()
                    autocomplete="off"
                    node_ref=input
                    on:input=move |event| {
                        if let Some(on_input) = on_input {
                            on_input.run(event_target_value(&event));
                        }
                    }
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
    text: Signal<String>,
) -> impl IntoView {
    view! {
        <p class="count" role="status">
            {text}
        </p>
    }
}
