//! The form for signing in. It needs no scripts, because its answer is another page.

use crate::routes;
use crate::views::listed;
use crate::widgets::{ErrorSummary, FormActions, PasswordField, SubmitButton, TextField};
use domain::form::sign_in::SignInForm;
use domain::problem::FieldError;
use leptos::prelude::*;

#[component]
pub(super) fn SignInFields(
    /// The input, where it has to be corrected.
    form: SignInForm,
    /// The errors of the input.
    errors: Vec<FieldError>,
) -> impl IntoView {
    let error = |field: &'static str| Signal::stored(FieldError::at(&errors, field));
    let (email, password) = (error("email"), error("password"));
    view! {
        <ErrorSummary errors=Signal::stored(listed(errors))/>
        <form method="post" action=routes::SIGN_IN novalidate>
            <input type="hidden" name="next" value=form.next/>
            <TextField id="email" name="email" label="Email address" kind="email" autocomplete="username" inputmode="email" spellcheck_off=true
                required=true value=form.email error=email/>
            <PasswordField id="password" name="password" label="Password" autocomplete="current-password" required=true value=""
                error=password/>
            <FormActions>
                <SubmitButton label="Sign in"/>
            </FormActions>
        </form>
    }
}
