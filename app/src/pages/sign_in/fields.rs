//! The form that signs in. A right one is sent as it is without scripts: what comes of it is another page.

use crate::routes;
use crate::views::{listed, tab_follows};
use crate::widgets::{ErrorSummary, FormActions, PasswordField, SubmitButton, TextField};
use domain::form::sign_in::SignInForm;
use domain::problem::FieldError;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

#[island(lazy)]
pub(super) fn SignInFields(
    /// What was typed, where it is to be corrected.
    form: SignInForm,
    /// What the server found wrong with it.
    errors: Vec<FieldError>,
) -> impl IntoView {
    let email = RwSignal::new(form.email);
    let password = RwSignal::new(String::new());
    let errors = RwSignal::new(errors);
    let attempts = RwSignal::new(0_u32);
    let next = form.next.clone();
    let submit = move |event: SubmitEvent| {
        let form = SignInForm { email: email.get_untracked(), password: password.get_untracked(), next: next.clone() };
        if let Err(wrong) = form.parse() {
            event.prevent_default();
            errors.set(wrong);
            attempts.update(|attempts| *attempts += 1);
        }
    };
    let error = move |field: &'static str| {
        Signal::derive(move || {
            errors.with(|errors| errors.iter().find(|error| error.field == field).map(|error| error.message.clone()))
        })
    };
    tab_follows(Signal::derive(move || errors.with(|errors| !errors.is_empty())));
    view! {
        <ErrorSummary errors=Signal::derive(move || listed(errors.get())) attempt=attempts/>
        <form method="post" action=routes::SIGN_IN on:submit:capture=submit novalidate>
            <input type="hidden" name="next" value=form.next/>
            <TextField id="email" name="email" label="Email address" kind="email" autocomplete="username" inputmode="email" spellcheck_off=true
                required=true value=email on_input=move |text| email.set(text) error=error("email")/>
            <PasswordField id="password" name="password" label="Password" autocomplete="current-password" required=true
                value=password on_input=move |text| password.set(text) error=error("password")/>
            <FormActions>
                <SubmitButton label="Sign in"/>
            </FormActions>
        </form>
    }
}
