//! One of several in full sight, and yes or no.
use super::field::{Hint, InlineError, Naming, described};
use super::form_owner::form_owner;
use leptos::{html, prelude::*};

/// Something that can be picked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// Its abbreviation, in a frame; empty for none.
    pub short: String,
    /// What it means; empty for nothing.
    pub hint: String,
    /// A word beside the label, such as "Suggested"; empty for none.
    pub tag: String,
    /// Why it may not be picked: the rule's own sentence; empty when it may.
    pub refused: String,
}

impl Choice {
    /// Something that can be picked, and nothing said about it.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), ..Self::default() }
    }

    /// With an abbreviation.
    #[must_use]
    pub fn short(mut self, short: impl Into<String>) -> Self {
        self.short = short.into();
        self
    }

    /// With what it means.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// With a word beside its label.
    #[must_use]
    pub fn tag(mut self, tag: impl Into<String>) -> Self {
        self.tag = tag.into();
        self
    }

    /// With the reason why it may not be picked.
    #[must_use]
    pub fn refused(mut self, why: impl Into<String>) -> Self {
        self.refused = why.into();
        self
    }
}

/// A question and a card for each answer. The first that can be picked has the group's own id, so that an error leads to it.
#[component]
pub fn RadioCards(
    /// The id of the first answer; the others add their value to it.
    #[prop(into)]
    id: String,
    /// The name it is sent under.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    legend: String,
    /// The answers.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
    /// The value of the answer picked; empty for none.
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
    /// Rows instead of cards.
    #[prop(optional)]
    small: bool,
    /// Without "(optional)": where it goes without saying.
    #[prop(optional)]
    plain: bool,
) -> impl IntoView {
    let has_hint = !hint.is_empty();
    let described_by = {
        let id = id.clone();
        move || described(&id, has_hint, error.get().is_some(), false)
    };
    let cards = {
        let id = id.clone();
        move || {
            let options = options.get();
            // An error leads to something that can be picked.
            let first = options.iter().position(|choice| choice.refused.is_empty()).unwrap_or_default();
            options
                .into_iter()
                .enumerate()
                .map(|(place, choice)| {
                    let id = if place == first { id.clone() } else { format!("{id}-{}", choice.value) };
                    view! { <RadioCard id name=name.clone() choice value on_change/> }
                })
                .collect_view()
        }
    };
    view! {
        <fieldset
            class="choices"
            class:rows=small
            class:wrong=move || error.get().is_some()
            aria-describedby=described_by
        >
            <legend>
                <Naming label=legend required right plain/>
            </legend>
            <Hint id=id.clone() text=hint/>
            <InlineError id=id.clone() error/>
            <div class="choice-list">{cards}</div>
        </fieldset>
    }
}

#[component]
fn RadioCard(
    id: String,
    name: String,
    choice: Choice,
    value: Signal<String>,
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let mine = StoredValue::new(choice.value.clone());
    let picked = move || value.with(|value| mine.with_value(|mine| value == mine));
    let pick = move || {
        if let Some(on_change) = on_change {
            on_change.run(mine.get_value());
        }
    };
    // The first time, what was picked before scripts arrived is believed.
    Effect::new(move |met: Option<bool>| {
        let picked = picked();
        let Some(input) = input.get() else { return false };
        if met == Some(true) {
            input.set_checked(picked);
        } else if input.checked() && !picked {
            pick();
        }
        true
    });
    let refused = !choice.refused.is_empty();
    // Not made from the id: the first answer shares that with the question.
    let about = format!("{id}-{}-about", choice.value);
    let described_by = described(&about, !choice.hint.is_empty(), false, refused);
    view! {
        <div class="choice">
            <input
                type="radio"
                id=id.clone()
                name=name
                form=form_owner()
                value=choice.value
                checked=untrack(picked)
                disabled=refused
                aria-describedby=described_by
                node_ref=input
                on:change=move |_| pick()
            />
            <label for=id>
                <span>{choice.label}</span>
                {(!choice.short.is_empty())
                    .then(|| {
                        view! {
                            <span class="short" aria-hidden="true">
                                {choice.short}
                            </span>
                        }
                    })}
                {(!choice.tag.is_empty()).then(|| view! { <span class="tag tag-accent">{choice.tag}</span> })}
            </label>
            <Hint id=about.clone() text=choice.hint/>
            {refused
                .then(|| {
                    view! {
                        <p class="reason" id=format!("{about}-status")>
                            {choice.refused}
                        </p>
                    }
                })}
        </div>
    }
}

/// Yes or no.
#[component]
pub fn Checkbox(
    /// The field's id.
    #[prop(into)]
    id: String,
    /// The name it is sent under.
    #[prop(into)]
    name: String,
    /// What one says yes to.
    #[prop(into)]
    label: String,
    /// What is sent for yes; nothing is sent for no.
    #[prop(default = "true".into(), into)]
    value: String,
    /// It is ticked.
    #[prop(into)]
    checked: Signal<bool>,
    /// Runs with each change; also with what was ticked before scripts arrived.
    #[prop(optional, into)]
    on_change: Option<Callback<bool>>,
    /// What it means.
    #[prop(optional, into)]
    hint: String,
    /// Why it may not be changed; empty when it may.
    #[prop(optional, into)]
    refused: String,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    Effect::new(move |met: Option<bool>| {
        let wanted = checked.get();
        let Some(input) = input.get() else { return false };
        if input.checked() != wanted {
            if met == Some(true) {
                input.set_checked(wanted);
            } else if let Some(on_change) = on_change {
                on_change.run(!wanted);
            }
        }
        true
    });
    let disabled = !refused.is_empty();
    let has_hint = !hint.is_empty();
    let described_by = {
        let id = id.clone();
        move || described(&id, has_hint, error.get().is_some(), disabled)
    };
    view! {
        <div class="check" class:wrong=move || error.get().is_some()>
            <input
                type="checkbox"
                id=id.clone()
                name=name
                form=form_owner()
                value=value
                checked=checked.get_untracked()
                disabled=disabled
                aria-describedby=described_by
                node_ref=input
                on:change=move |event| {
                    if let Some(on_change) = on_change {
                        on_change.run(event_target_checked(&event));
                    }
                }
            />
            <label for=id.clone()>{label}</label>
            <Hint id=id.clone() text=hint/>
            <InlineError id=id.clone() error/>
            {disabled
                .then(|| {
                    view! {
                        <p class="reason" id=format!("{id}-status")>
                            {refused}
                        </p>
                    }
                })}
        </div>
    }
}

/// A question with `Checkbox`es for answers.
#[component]
pub fn Checkboxes(
    /// The group's id, from which those of its hint and error are made.
    #[prop(into)]
    id: String,
    /// The question.
    #[prop(into)]
    legend: String,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with the answers.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    children: Children,
) -> impl IntoView {
    let has_hint = !hint.is_empty();
    let described_by = {
        let id = id.clone();
        move || described(&id, has_hint, error.get().is_some(), false)
    };
    view! {
        <fieldset
            class="choices rows"
            class:wrong=move || error.get().is_some()
            id=id
            tabindex="-1"
            aria-describedby=described_by
        >
            <legend>{legend}</legend>
            <Hint id=id.clone() text=hint/>
            <InlineError id=id.clone() error/>
            <div class="choice-list">{children()}</div>
        </fieldset>
    }
}
