//! The fields that define an attribute.

use crate::widgets::{Choice, Fields, SelectField, TextArea, TextField};
use domain::attribute::{AttributeForm, AttributeKind, MOST_NAME, MOST_TEXT};
use domain::problem::FieldError;
use leptos::prelude::*;

/// The fields for name, kind, answers and hint.
#[component]
pub(in crate::pages) fn DefinitionFields(
    /// The content of the fields.
    form: AttributeForm,
    /// The errors of the fields.
    errors: Vec<FieldError>,
    /// Why the kind cannot change; empty when it can.
    #[prop(optional, into)]
    kind_stays: String,
) -> impl IntoView {
    let error = |field: &str| Signal::stored(FieldError::at(&errors, field));
    // Looked up here because the parts of the view outlive the list.
    let [wrong_name, wrong_kind, wrong_options, wrong_hint] = ["name", "kind", "options", "hint"].map(error);
    let kind = AttributeKind::from_code(&form.kind);
    let kind_may_change = kind.is_none() || kind_stays.is_empty();
    let kind_field = match kind {
        Some(kind) if !kind_may_change => view! {
            <div class="field">
                <p class="field-label">"Kind of answer: " {kind.label()}</p>
                <p class="reason">{kind_stays}</p>
                <input type="hidden" name="kind" value=form.kind/>
            </div>
        }
        .into_any(),
        _ => view! {
            <SelectField id="kind" name="kind" label="Kind of answer" required=true options=kinds() value=form.kind error=wrong_kind/>
        }
        .into_any(),
    };
    // Without scripts, the answers cannot appear and disappear with the kind.
    let has_answers = kind == Some(AttributeKind::Choice) || kind_may_change;
    view! {
        <Fields>
            <TextField id="name" name="name" label="Name" required=true value=form.name error=wrong_name
                maxlength=MOST_NAME as u32 hint="As it stands beside its field, like “DBS date”." autocomplete="off"/>
            {kind_field}
        </Fields>
        {has_answers.then(|| view! {
            <TextArea id="options" name="options" label="Answers to choose from" value=form.options error=wrong_options plain=true
                hint="Only for a choice from a list: one answer a line."/>
        })}
        <TextField id="hint" name="hint" label="Hint" value=form.hint error=wrong_hint maxlength=MOST_TEXT as u32
            hint="What helps to fill it in." autocomplete="off"/>
    }
}

fn kinds() -> Vec<Choice> {
    let none = Choice::new("", "Choose one");
    std::iter::once(none)
        .chain(AttributeKind::ALL.into_iter().map(|kind| Choice::new(kind.code(), kind.label())))
        .collect()
}
