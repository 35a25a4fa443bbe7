//! The address the reader signs in with, and requesting another.

use super::Message;
use super::submitted::{EMAIL, KEEP_EMAIL, Part};
use crate::routes;
use crate::views::listed;
use crate::widgets::{
    ButtonKind, Cluster, ErrorSummary, FormActions, Notice, Panel, PasswordField, Stamp, SubmitButton, TextField,
};
use domain::account::NewEmail;
use domain::form::account::ChangeEmailForm;
use leptos::prelude::*;

#[component]
pub(super) fn Email(email: String, new_email: Option<NewEmail>, told: Message, hint: String) -> impl IntoView {
    let value = told.typed(Part::Email).unwrap_or_default();
    let error = |field| told.error(Part::Email, field);
    let (new_error, password_error) = (error(ChangeEmailForm::NEW), error(ChangeEmailForm::PASSWORD));
    view! {
        <Panel title=Part::Email.title() id=Part::Email.id()>
            {told.notice(Part::Email)}
            <p>"You sign in with " <strong><bdi>{email}</bdi></strong> ". To change it, we send a link to the new address; the old one is told once it is changed."</p>
            {new_email.map(|waiting| view! { <PendingEmail waiting/> })}
            <ErrorSummary errors=Signal::stored(listed(told.errors(Part::Email)))/>
            <form method="post" action=routes::ACCOUNT novalidate>
                <Stamp/>
                <input type="hidden" name="do" value=EMAIL/>
                <TextField id=ChangeEmailForm::NEW name=ChangeEmailForm::NEW label="New email address" kind="email" autocomplete="email" inputmode="email"
                    spellcheck_off=true required=true value error=new_error/>
                <PasswordField id=ChangeEmailForm::PASSWORD name=ChangeEmailForm::PASSWORD label="Your password" hint autocomplete="current-password"
                    required=true value="" error=password_error/>
                <FormActions>
                    <SubmitButton label="Send the link"/>
                </FormActions>
            </form>
        </Panel>
    }
}

/// A requested address that has not been confirmed yet.
#[component]
fn PendingEmail(waiting: NewEmail) -> impl IntoView {
    view! {
        <Notice title="Waiting for you to confirm">
            <p>"A link went to " <strong><bdi>{waiting.address}</bdi></strong> ". It works until " {waiting.until.text} "."</p>
            <form method="post" action=routes::ACCOUNT>
                <Stamp/>
                <Cluster><SubmitButton label="Keep the present address" kind=ButtonKind::Secondary name="do" value=KEEP_EMAIL/></Cluster>
            </form>
        </Notice>
    }
}
