//! A field for a password, which the server never sends back, and which is hidden unless the reader reveals it.
use super::{Hint, InlineError, LabelText, described, text::keep_in_step};
use crate::widgets::words;
use leptos::{html, prelude::*};

/// A password field, with a button that reveals the password once scripts run. Pasting works.
#[component]
pub fn PasswordField(
    /// The field's id; the ids of its hint and error are derived from it.
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
    value: Signal<String>,
    /// Called on every change.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
    /// Called when the field is left.
    #[prop(optional, into)]
    on_blur: Option<Callback<()>>,
    /// Whether the field is mandatory.
    #[prop(optional)]
    required: bool,
    /// Whether the content is valid.
    #[prop(optional, into)]
    right: Signal<bool>,
    /// The error.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// A hint.
    #[prop(optional, into)]
    hint: String,
    /// `current-password` or `new-password`.
    #[prop(into)]
    autocomplete: String,
    /// The id of another element that describes the field, such as the list of rules.
    #[prop(optional, into)]
    also_described_by: String,
    /// Whether it takes the focus when its page opens.
    #[prop(optional)]
    takes_focus: bool,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    keep_in_step(input, value, on_input);
    let has_hint = !hint.is_empty();
    let described_by = {
        let id = id.clone();
        move || {
            let own = described(&id, has_hint, error.get().is_some(), false);
            match own {
                Some(own) if also_described_by.is_empty() => Some(own),
                Some(own) => Some(format!("{own} {also_described_by}")),
                None => (!also_described_by.is_empty()).then(|| also_described_by.clone()),
            }
        }
    };
    view! {
        <div class="field" class:invalid=move || error.get().is_some()>
            <label class="field-label" for=id.clone()>
                <LabelText label required right plain=true/>
            </label>
            <Hint id=id.clone() text=hint/>
            <InlineError id=id.clone() error/>
            <div class="reveal">
                <input
                    class="input"
                    id=id.clone()
                    name=name
                    type="password"
                    autocomplete=autocomplete
                    autocapitalize="none"
                    spellcheck="false"
                    autofocus=takes_focus
                    aria-required=required.then_some("true")
                    aria-invalid=move || error.get().is_some().then_some("true")
                    aria-describedby=described_by
                    node_ref=input
                    on:input=move |event| {
                        if let Some(on_input) = on_input {
                            on_input.run(event_target_value(&event));
                        }
                    }
                    on:blur=move |_| {
                        if let Some(on_blur) = on_blur {
                            on_blur.run(());
                        }
                    }
                />
                // Hidden until scripts run, because it does nothing without them.
                <button type="button" class="button button-quiet" aria-controls=id data-reveal data-says=words::HIDE hidden>
                    <span>{words::SHOW}</span>
                    <span class="hidden">{words::PASSWORD}</span>
                </button>
            </div>
        </div>
    }
}
