//! A field for one line of text.
use super::{FieldStatus, Hint, InlineError, LabelText, Width, described, form_owner};
use leptos::{html, prelude::*};

/// A label, hint, error and one-line field.
#[component]
pub fn TextField(
    /// The field's id; the ids of its hint, error and status are derived from it.
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
    /// Called on every change, including input from before the scripts arrived.
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
    /// The input's HTML type.
    #[prop(default = "text".into(), into)]
    kind: String,
    /// The HTML autocomplete value.
    #[prop(optional, into)]
    autocomplete: Option<String>,
    /// The HTML inputmode value, which selects the on-screen keyboard.
    #[prop(optional, into)]
    inputmode: Option<String>,
    /// The maximum number of characters.
    #[prop(optional, into)]
    maxlength: Option<u32>,
    /// Turns spell checking off, for addresses and codes.
    #[prop(optional)]
    spellcheck_off: bool,
    /// The progress or result of checking the field with the server.
    #[prop(optional, into)]
    status: Option<Signal<Option<FieldStatus>>>,
    /// The width.
    #[prop(optional)]
    width: Width,
    /// Leaves out "(optional)", where that is obvious.
    #[prop(optional)]
    plain: bool,
    /// Makes the field read-only; its hint gives the reason.
    #[prop(optional)]
    fixed: bool,
    /// Values to choose from; any other may be typed.
    #[prop(optional)]
    suggestions: &'static [&'static str],
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    keep_in_step(input, value, on_input);
    let has_hint = !hint.is_empty();
    let list = (!suggestions.is_empty() && !fixed).then(|| format!("{id}-suggestions"));
    let datalist = list.clone().map(|list| {
        let options = suggestions.iter().map(|value| view! { <option value=*value></option> }).collect_view();
        view! { <datalist id=list>{options}</datalist> }
    });
    let described_by = {
        let id = id.clone();
        move || described(&id, has_hint, error.get().is_some(), status.is_some())
    };
    view! {
        <div class="field" class:invalid=move || error.get().is_some()>
            <label class="field-label" for=id.clone()>
                <LabelText label required right plain/>
            </label>
            <Hint id=id.clone() text=hint/>
            <InlineError id=id.clone() error/>
            <input
                class=width.class()
                id=id.clone()
                name=name
                form=form_owner()
                type=kind
                readonly=fixed
                value=value.get_untracked()
                autocomplete=autocomplete
                inputmode=inputmode
                maxlength=maxlength
                list=list
                spellcheck=spellcheck_off.then_some("false")
                autocapitalize=spellcheck_off.then_some("none")
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
            {datalist}
            {status
                .map(|status| {
                    view! {
                        <p
                            class=move || {
                                format!("field-status {}", status.get().map_or("", |status| status.tone.name()))
                            }
                            id=format!("{id}-status")
                            aria-live="polite"
                        >
                            {move || status.get().map(|status| status.text)}
                        </p>
                    }
                })}
        </div>
    }
}

/// Keeps an input and its signal in step. Input from before the scripts arrived takes precedence over what the server
/// sent, so the first run copies from the input to the signal.
pub(in crate::widgets) fn keep_in_step(
    input: NodeRef<html::Input>,
    value: Signal<String>,
    on_input: Option<Callback<String>>,
) {
    Effect::new(move |met: Option<bool>| {
        let wanted = value.get();
        let Some(input) = input.get() else { return false };
        let shown = input.value();
        if shown != wanted {
            if met == Some(true) {
                input.set_value(&wanted);
            } else if let Some(on_input) = on_input {
                on_input.run(shown);
            }
        }
        true
    });
}
