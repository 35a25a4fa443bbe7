//! One of several, in a list that folds.
use super::{Hint, InlineError, Naming, Width, described, form_owner};
use crate::widgets::Choice;
use leptos::{html, prelude::*};

/// A label and a list to pick one from.
#[component]
pub fn SelectField(
    /// The field's id, from which those of its hint and error are made.
    #[prop(into)]
    id: String,
    /// The name it is sent under.
    #[prop(into)]
    name: String,
    /// Its label.
    #[prop(into)]
    label: String,
    /// What can be picked.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
    /// The value of what is picked.
    #[prop(into)]
    value: Signal<String>,
    /// Runs with each change; also with what was picked before scripts arrived.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
    /// One must be picked.
    #[prop(optional)]
    required: bool,
    /// What is picked is right.
    #[prop(optional, into)]
    right: Signal<bool>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What helps to pick.
    #[prop(optional, into)]
    hint: String,
    /// How wide it is.
    #[prop(optional)]
    width: Width,
    /// Without "(optional)": where it goes without saying.
    #[prop(optional)]
    plain: bool,
) -> impl IntoView {
    let select = NodeRef::<html::Select>::new();
    // As with text: the first time, the page is believed before the signal.
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
        <div class="field" class:wrong=move || error.get().is_some()>
            <label class="field-label" for=id.clone()>
                <Naming label required right plain/>
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
