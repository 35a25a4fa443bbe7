//! Several lines of text.
use super::{Hint, InlineError, Naming, described};
use leptos::prelude::*;

/// A label, what helps to fill the field in, what is wrong with it, and a field of several lines.
#[component]
pub fn TextArea(
    /// The field's id, from which those of its hint and error are made.
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
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: String,
    /// Without "(optional)": where it goes without saying.
    #[prop(optional)]
    plain: bool,
) -> impl IntoView {
    let has_hint = !hint.is_empty();
    let described_by = {
        let id = id.clone();
        move || described(&id, has_hint, error.get().is_some(), false)
    };
    view! {
        <div class="field" class:wrong=move || error.get().is_some()>
            <label class="field-label" for=id.clone()>
                <Naming label required=false right=false.into() plain/>
            </label>
            <Hint id=id.clone() text=hint/>
            <InlineError id=id.clone() error/>
            <textarea
                class="input"
                id=id
                name=name
                rows="5"
                aria-invalid=move || error.get().is_some().then_some("true")
                aria-describedby=described_by
            >
                {value}
            </textarea>
        </div>
    }
}
