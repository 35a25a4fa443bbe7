//! Using a link for an existing account: the person presses its button, and proves that the account is theirs unless
//! they are signed in to it. Needs no scripts.

use crate::views::listed;
use crate::widgets::{ErrorSummary, FormActions, PasswordField, SubmitButton};
use domain::form::password::PasswordForm;
use domain::link::LinkOffer;
use domain::problem::FieldError;
use leptos::prelude::*;

#[component]
pub(super) fn AccountProofFields(
    /// What the link offers.
    offer: LinkOffer,
    /// The address that the link was sent to.
    email: String,
    /// Whether to ask for the account's password; if not, the account is signed in here.
    asks_password: bool,
    /// The button's label.
    button: String,
    /// The errors of what was sent.
    refused: Vec<FieldError>,
) -> impl IntoView {
    let error = Signal::stored(FieldError::at(&refused, PasswordForm::PASSWORD));
    // The link for a new sign-in email does not show the account's address: the new address may be mistyped, and belong
    // to someone else.
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
