//! The name the reader prefers to be called by.

use super::Message;
use super::submitted::{KNOWN, Part};
use crate::routes;
use crate::views::listed;
use crate::widgets::{ErrorSummary, FormActions, Panel, Stamp, SubmitButton, TextField};
use domain::form::account::KNOWN_AS;
use leptos::prelude::*;

#[component]
pub(super) fn KnownAs(known_as: String, told: Message) -> impl IntoView {
    let value = told.typed(Part::Name).unwrap_or(known_as);
    let error = told.error(Part::Name, KNOWN_AS);
    view! {
        <Panel title=Part::Name.title() id=Part::Name.id()>
            {told.notice(Part::Name)}
            <ErrorSummary errors=Signal::stored(listed(told.errors(Part::Name)))/>
            <form method="post" action=routes::ACCOUNT novalidate>
                <Stamp/>
                <input type="hidden" name="do" value=KNOWN/>
                <TextField id=KNOWN_AS name=KNOWN_AS label="Name you go by" value autocomplete="nickname" error=error
                    hint="Rolecall greets you with it, and it is shown in your menu. Leave it empty to use your name. In lists and in the audit log you keep your full name."/>
                <FormActions>
                    <SubmitButton label="Save name"/>
                </FormActions>
            </form>
        </Panel>
    }
}
