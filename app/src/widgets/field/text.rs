//! One line of text.
use super::{FieldStatus, Hint, InlineError, Naming, Width, described, form_owner};
use leptos::{html, prelude::*};

/// A label, what helps to fill the field in, what is wrong with it, and the field.
#[component]
pub fn TextField(
    /// The field's id, from which those of its hint, error and status are made.
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
    /// Runs with each change; also with what was typed before scripts arrived.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
    /// Runs when it is left.
    #[prop(optional, into)]
    on_blur: Option<Callback<()>>,
    /// It must be filled in.
    #[prop(optional)]
    required: bool,
    /// What stands in it is right.
    #[prop(optional, into)]
    right: Signal<bool>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: String,
    /// The HTML type.
    #[prop(default = "text".into(), into)]
    kind: String,
    /// What browsers may fill in by themselves.
    #[prop(optional, into)]
    autocomplete: Option<String>,
    /// Which keyboard suits.
    #[prop(optional, into)]
    inputmode: Option<String>,
    /// The most characters it takes.
    #[prop(optional, into)]
    maxlength: Option<u32>,
    /// Not words of a language: addresses, codes.
    #[prop(optional)]
    spellcheck_off: bool,
    /// What is being found out about it.
    #[prop(optional, into)]
    status: Option<Signal<Option<FieldStatus>>>,
    /// How wide it is.
    #[prop(optional)]
    width: Width,
    /// Without "(optional)": where it goes without saying.
    #[prop(optional)]
    plain: bool,
    /// It can be read and not changed; its hint says why.
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
        <div class="field" class:wrong=move || error.get().is_some()>
            <label class="field-label" for=id.clone()>
                <Naming label required right plain/>
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

/// Keeps an input and its signal alike. What people typed before scripts arrived wins over what the server sent, so
/// the first time it is the input that is believed.
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
