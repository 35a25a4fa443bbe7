//! The form that asks for a link. A right one is sent as it is without scripts: what comes of it is another page.

use crate::routes;
use crate::views::tab_follows;
use crate::widgets::{ErrorSummary, FieldError, FormActions, SubmitButton, TextField};
use domain::name::EmailAddress;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

#[island(lazy)]
pub(super) fn ForgottenFields(
    /// What was typed, where it is to be corrected.
    email: String,
    /// What the server found wrong with it.
    error: Option<String>,
) -> impl IntoView {
    let email = RwSignal::new(email);
    let error = RwSignal::new(error);
    let attempts = RwSignal::new(0_u32);
    let submit = move |event: SubmitEvent| {
        if let Err(sentence) = email.with_untracked(|email| EmailAddress::parse(email)) {
            event.prevent_default();
            error.set(Some(sentence.to_string()));
            attempts.update(|attempts| *attempts += 1);
        }
    };
    let errors = move || {
        let error = error.get().map(|message| FieldError { id: "email".to_owned(), message });
        error.into_iter().collect::<Vec<_>>()
    };
    tab_follows(Signal::derive(move || error.with(Option::is_some)));
    view! {
        <ErrorSummary errors=Signal::derive(errors) attempt=attempts/>
        <form method="post" action=routes::FORGOTTEN on:submit:capture=submit novalidate>
            <TextField id="email" name="email" label="Email address" hint="The one you sign in with." kind="email" autocomplete="username"
                inputmode="email" spellcheck_off=true required=true value=email on_input=move |text| email.set(text) error=error/>
            <FormActions>
                <SubmitButton label="Send the link"/>
            </FormActions>
        </form>
    }
}
