//! What members set themselves of what the school knows of them.

use super::Message;
use super::submitted::{OWN, Part};
use crate::routes;
use crate::views::listed;
use crate::widgets::{ErrorSummary, FormActions, Panel, Stamp, SubmitButton, TextField};
use domain::member::{PlainField, PlainTyped};
use leptos::prelude::*;

#[component]
pub(super) fn Own(details: PlainTyped, told: Message) -> impl IntoView {
    let details = told.own().unwrap_or(details);
    let fields = PlainField::own()
        .map(|field| {
            let definition = field.definition();
            view! {
                <TextField id=field.code() name=field.code() label=definition.label hint=definition.hint autocomplete="off"
                    value=details.get(field).to_owned() error=told.error(Part::Own, field.code())
                    suggestions=definition.kind.suggestions()/>
            }
        })
        .collect_view();
    view! {
        <Panel title=Part::Own.title() id=Part::Own.id()>
            {told.notice(Part::Own)}
            <ErrorSummary errors=Signal::stored(listed(told.errors(Part::Own)))/>
            <p>"Your school's Account Admins see this on your page, and can change it."</p>
            <form method="post" action=routes::ACCOUNT novalidate>
                <Stamp/>
                <input type="hidden" name="do" value=OWN/>
                {fields}
                <FormActions>
                    <SubmitButton label="Save details"/>
                </FormActions>
            </form>
        </Panel>
    }
}
