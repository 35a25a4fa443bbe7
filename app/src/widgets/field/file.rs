//! A file.
use super::{Hint, InlineError, Naming, described};
use leptos::prelude::*;

/// A label, what helps to choose a file, what is wrong with the one that was chosen, and the field.
#[component]
pub fn FileField(
    /// The field's id, from which those of its hint and error are made.
    #[prop(into)]
    id: String,
    /// The name it is sent under.
    #[prop(into)]
    name: String,
    /// Its label.
    #[prop(into)]
    label: String,
    /// Which files the browser offers.
    #[prop(into)]
    accept: String,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What helps to choose.
    #[prop(optional, into)]
    hint: String,
) -> impl IntoView {
    let described_by = described(&id, !hint.is_empty(), error.get_untracked().is_some(), false);
    view! {
        <div class="field" class:wrong=error.get_untracked().is_some()>
            <label class="field-label" for=id.clone()>
                <Naming label required=true right=false.into() plain=false/>
            </label>
            <Hint id=id.clone() text=hint/>
            <InlineError id=id.clone() error/>
            <input
                class="input file"
                type="file"
                id=id
                name=name
                accept=accept
                aria-required="true"
                aria-invalid=error.get_untracked().is_some().then_some("true")
                aria-describedby=described_by
            />
        </div>
    }
}
