//! What somebody does with a link for an account that exists: they press its button, and prove that the account is theirs unless
//! it is signed in here. Needs no scripts.

use crate::views::listed;
use crate::widgets::{ErrorSummary, FormActions, PasswordField, SubmitButton};
use domain::form::password::PasswordForm;
use domain::link::LinkOffer;
use domain::problem::FieldError;
use leptos::prelude::*;

#[component]
pub(super) fn Proof(
    /// What the link offers.
    offer: LinkOffer,
    /// The address it was mailed to.
    email: String,
    /// Whether the account's password is asked for; otherwise it is signed in here.
    asks_password: bool,
    /// What the button says.
    button: String,
    /// What was wrong with what was sent.
    refused: Vec<FieldError>,
) -> impl IntoView {
    let error = Signal::stored(FieldError::at(&refused, PasswordForm::PASSWORD));
    // The link for a new sign-in email does not tell the address the account has: the new one may have a slip in it.
    let names_account = matches!(offer, LinkOffer::Join { .. });
    let who = match (names_account, asks_password) {
        (true, true) => "Enter the password of your account ",
        (true, false) => "You are signed in to your account ",
        (false, _) => "You will sign in with ",
    };
    let username = (asks_password && names_account).then(|| {
        view! {
            <input class="hidden" type="email" name="username" autocomplete="username" value=email.clone() readonly tabindex="-1" aria-hidden="true"/>
        }
    });
    let password = asks_password.then(|| {
        let label = if names_account { "Password" } else { "The password of your Rolecall account" };
        view! {
            <PasswordField id=PasswordForm::PASSWORD name=PasswordForm::PASSWORD label autocomplete="current-password" required=true value=""
                error/>
        }
    });
    view! {
        <ErrorSummary errors=Signal::stored(listed(refused))/>
        <form method="post" novalidate>
            <p>{who} <strong><bdi>{email}</bdi></strong></p>
            {username}
            {password}
            <FormActions>
                <SubmitButton label=button/>
            </FormActions>
        </form>
    }
}
