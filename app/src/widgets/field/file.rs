//! A file.
use super::{Hint, InlineError, Naming, described};
use leptos::prelude::*;

/// A label, what may be chosen, what is wrong with it, and the browser's own way to choose a file.
#[component]
pub fn FileField(
    /// The field's id, from which those of its hint and error are made.
    #[prop(into)]
    id: String,
    /// The name it is sent under; nothing where scripts send it.
    #[prop(optional, into)]
    name: Option<String>,
    /// Its label.
    #[prop(into)]
    label: String,
    /// What may be chosen, in words.
    #[prop(optional, into)]
    hint: String,
    /// What may be chosen, as the browser filters it.
    #[prop(into)]
    accept: String,
    /// Which camera takes the picture, on devices that have some: "user" or "environment".
    #[prop(optional, into)]
    capture: Option<String>,
    /// Whether the form cannot be sent without.
    #[prop(optional)]
    required: bool,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let has_hint = !hint.is_empty();
    let described_by = {
        let id = id.clone();
        move || described(&id, has_hint, error.get().is_some(), false)
    };
    view! {
        <div class="field" class:wrong=move || error.get().is_some()>
            <label class="field-label" for=id.clone()>
                <Naming label required right=false.into() plain=!required/>
            </label>
            <Hint id=id.clone() text=hint/>
            <InlineError id=id.clone() error/>
            <input
                class="file-field"
                type="file"
                id=id
                name=name
                accept=accept
                capture=capture
                aria-required=required.then_some("true")
                aria-invalid=move || error.get().is_some().then_some("true")
                aria-describedby=described_by
            />
        </div>
    }
}
