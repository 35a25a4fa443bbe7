//! Radio cards, where all choices are in view, and checkboxes.
use super::field::{Hint, InlineError, LabelText, described};
use super::form_owner::form_owner;
use super::{Code, CodeTag};
use leptos::{html, prelude::*};

/// One of the choices of a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The value that is sent.
    pub value: String,
    /// The label.
    pub label: String,
    /// The code beside the label, if there is one.
    pub code: Option<Code>,
    /// An explanation; empty for none.
    pub hint: String,
    /// A tag beside the label, such as "Suggested"; empty for none.
    pub tag: String,
    /// Why the choice is disabled: the rule's own sentence; empty when it is not.
    pub refused: String,
}

impl Choice {
    /// A choice with a value and a label only.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), ..Self::default() }
    }

    /// Adds a code beside the label.
    #[must_use]
    pub fn code(mut self, code: Code) -> Self {
        self.code = Some(code);
        self
    }

    /// Adds an explanation.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Adds a tag beside the label.
    #[must_use]
    pub fn tag(mut self, tag: impl Into<String>) -> Self {
        self.tag = tag.into();
        self
    }

    /// Disables the choice, with the reason.
    #[must_use]
    pub fn refused(mut self, why: impl Into<String>) -> Self {
        self.refused = why.into();
        self
    }
}

/// A question with a card for each answer. The first enabled answer has the group's id, so that links to errors reach
/// it.
#[component]
pub fn RadioCards(
    /// The id of the first enabled answer; the others append their value to it.
    #[prop(into)]
    id: String,
    /// The field's name in the form.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    legend: String,
    /// The answers.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
    /// The value of the chosen answer; empty for none.
    #[prop(into)]
    value: Signal<String>,
    /// Called on every change, including a choice made before the scripts arrived.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
    /// Whether an answer is mandatory.
    #[prop(optional)]
    required: bool,
    /// Whether the chosen answer is valid.
    #[prop(optional, into)]
    right: Signal<bool>,
    /// The error.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// A hint.
    #[prop(optional, into)]
    hint: String,
    /// Shows rows instead of cards.
    #[prop(optional)]
    small: bool,
    /// Leaves out "(optional)", where that is obvious.
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
            // Links to errors need an enabled answer as their target.
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
            class:invalid=move || error.get().is_some()
            aria-describedby=described_by
        >
            <legend>
                <LabelText label=legend required right plain/>
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
    // On the first run, a choice made before the scripts arrived takes precedence.
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
    // Not derived from the id, which the first answer shares with the question.
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
                {choice.code.map(|code| view! { <CodeTag code/> })}
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

/// A checkbox.
#[component]
pub fn Checkbox(
    /// The field's id.
    #[prop(into)]
    id: String,
    /// The field's name in the form.
    #[prop(into)]
    name: String,
    /// The label.
    #[prop(into)]
    label: String,
    /// The value sent when it is ticked; nothing is sent otherwise.
    #[prop(default = "true".into(), into)]
    value: String,
    /// Whether it is ticked.
    #[prop(into)]
    checked: Signal<bool>,
    /// Called on every change, including a tick from before the scripts arrived.
    #[prop(optional, into)]
    on_change: Option<Callback<bool>>,
    /// A hint.
    #[prop(optional, into)]
    hint: String,
    /// Why it is disabled; empty when it is not.
    #[prop(optional, into)]
    refused: String,
    /// The error.
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
        <div class="check" class:invalid=move || error.get().is_some()>
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

/// A question with `Checkbox`es as answers.
#[component]
pub fn Checkboxes(
    /// The group's id; the ids of its hint and error are derived from it.
    #[prop(into)]
    id: String,
    /// The question.
    #[prop(into)]
    legend: String,
    /// A hint.
    #[prop(optional, into)]
    hint: String,
    /// The error.
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
            class:invalid=move || error.get().is_some()
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
