//! A field that chooses one of several values from a drop-down list.
use super::{Hint, InlineError, LabelText, Width, described, form_owner};
use crate::widgets::Choice;
use leptos::{html, prelude::*};

/// A label and a drop-down list.
#[component]
pub fn SelectField(
    /// The field's id; the ids of its hint and error are derived from it.
    #[prop(into)]
    id: String,
    /// The field's name in the form.
    #[prop(into)]
    name: String,
    /// The label.
    #[prop(into)]
    label: String,
    /// The choices.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
    /// The value of the current choice.
    #[prop(into)]
    value: Signal<String>,
    /// Called on every change, including a choice made before the scripts arrived.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
    /// Whether a choice is mandatory.
    #[prop(optional)]
    required: bool,
    /// Whether the choice is valid.
    #[prop(optional, into)]
    right: Signal<bool>,
    /// The error.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// A hint.
    #[prop(optional, into)]
    hint: String,
    /// The width.
    #[prop(optional)]
    width: Width,
    /// Leaves out "(optional)", where that is obvious.
    #[prop(optional)]
    plain: bool,
) -> impl IntoView {
    let select = NodeRef::<html::Select>::new();
    // As with text fields: on the first run the page takes precedence over the signal.
    Effect::new(move |met: Option<bool>| {
        let wanted = value.get();
        let Some(select) = select.get() else { return false };
        let shown = select.value();
        if shown != wanted {
            if met == Some(true) {
                select.set_value(&wanted);
            } else if let Some(on_change) = on_change {
                on_change.run(shown);
            }
        }
        true
    });
    let has_hint = !hint.is_empty();
    let described_by = {
        let id = id.clone();
        move || described(&id, has_hint, error.get().is_some(), false)
    };
    let listed = move || {
        options
            .get()
            .into_iter()
            .map(|choice| {
                let selected = value.with_untracked(|value| *value == choice.value);
                let disabled = !choice.refused.is_empty();
                view! {
                    <option value=choice.value selected=selected disabled=disabled>
                        {choice.label}
                    </option>
                }
            })
            .collect_view()
    };
    view! {
        <div class="field" class:invalid=move || error.get().is_some()>
            <label class="field-label" for=id.clone()>
                <LabelText label required right plain/>
            </label>
            <Hint id=id.clone() text=hint/>
            <InlineError id=id.clone() error/>
            <div class=width.select()>
                <select
                    class="input"
                    id=id
                    name=name
                    form=form_owner()
                    aria-required=required.then_some("true")
                    aria-invalid=move || error.get().is_some().then_some("true")
                    aria-describedby=described_by
                    node_ref=select
                    on:change=move |event| {
                        if let Some(on_change) = on_change {
                            on_change.run(event_target_value(&event));
                        }
                    }
                >
                    {listed}
                </select>
            </div>
        </div>
    }
}
