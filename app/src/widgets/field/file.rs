//! A field for a file.
use super::{Hint, InlineError, LabelText, described};
use leptos::prelude::*;

/// A label, hint, error, and the browser's own file chooser.
#[component]
pub fn FileField(
    /// The field's id; the ids of its hint and error are derived from it.
    #[prop(into)]
    id: String,
    /// The field's name in the form; `None` where scripts send the file.
    #[prop(optional, into)]
    name: Option<String>,
    /// The label.
    #[prop(into)]
    label: String,
    /// The accepted files, in words.
    #[prop(optional, into)]
    hint: String,
    /// The accepted files, as the browser filters them.
    #[prop(into)]
    accept: String,
    /// The camera to use on devices that have one: "user" or "environment".
    #[prop(optional, into)]
    capture: Option<String>,
    /// Whether the field is mandatory.
    #[prop(optional)]
    required: bool,
    /// The error.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let has_hint = !hint.is_empty();
    let described_by = {
        let id = id.clone();
        move || described(&id, has_hint, error.get().is_some(), false)
    };
    view! {
        <div class="field" class:invalid=move || error.get().is_some()>
            <label class="field-label" for=id.clone()>
                <LabelText label required right=false.into() plain=!required/>
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
