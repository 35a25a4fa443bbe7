//! The form that sets a password: the new one, with the rules ticked off as it is typed, and on the account page the
//! current one before it.

use crate::views::{listed, tab_follows, woken};
use crate::widgets::{ErrorSummary, FormActions, PasswordField, Stamp, SubmitButton, Tick, TickList};
use domain::fault::{Fault, FieldFault};
use domain::form::account::ChangePasswordForm;
use domain::form::password::{Rule, check};
use domain::problem::FieldError;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The passwords that the form asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum PasswordPrompt {
    /// A new password.
    New,
    /// The current password and a new one.
    PresentAndNew {
        /// The value of `do`, which names the form to the page.
        form: String,
        /// The hint under the current password; empty for none.
        hint: String,
    },
}

/// The form. When it is valid it is sent as it is without scripts, because its answer is another page.
#[island(lazy)]
pub(crate) fn PasswordFields(
    /// The sign-in email.
    email: String,
    /// Names and addresses that the password must not contain.
    own: Vec<String>,
    /// The passwords to ask for.
    asks: PasswordPrompt,
    /// The button's label.
    button: String,
    /// The server's errors.
    refused: Vec<FieldError>,
) -> impl IntoView {
    let was_refused = !refused.is_empty();
    let refusal = |field: &str| refused.iter().find(|error| error.field == field).map(|error| error.fault.clone());
    let (present_refused, new_refused) = (refusal(ChangePasswordForm::CURRENT), refusal(ChangePasswordForm::NEW));
    let (present, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let own = StoredValue::new(own);
    let left = RwSignal::new(false);
    let tries = RwSignal::new(0_u32);
    let asks_present = matches!(asks, PasswordPrompt::PresentAndNew { .. });
    let wrong = move |password: &String| own.with_value(|own| check(password, own)).err();
    let submit = move |event: SubmitEvent| {
        let new_is_wrong = password.with_untracked(wrong).is_some();
        if new_is_wrong || (asks_present && present.with_untracked(String::is_empty)) {
            tries.update(|tries| *tries += 1);
            event.prevent_default();
        }
    };
    let present_fault = Memo::new(move |_| -> Option<FieldFault> {
        let is_empty = asks_present && present.with(String::is_empty);
        let said = if tries.get() > 0 { Some(Fault::EnterPresentPassword.into()) } else { present_refused.clone() };
        said.filter(|_| is_empty)
    });
    let fault = Memo::new(move |_| -> Option<FieldFault> {
        let tried = tries.get() > 0;
        if !tried && password.with(String::is_empty) {
            return new_refused.clone();
        }
        let judged = tried || was_refused || left.get();
        judged.then(|| password.with(wrong)).flatten().map(FieldFault::from)
    });
    let worded = |fault: Memo<Option<FieldFault>>| {
        Memo::new(move |_| fault.with(|fault| fault.as_ref().map(FieldFault::sentence)))
    };
    let (present_error, error) = (worded(present_fault), worded(fault));
    let summary = Signal::derive(move || {
        let (first, second) = (present_fault.get(), fault.get().filter(|_| was_refused || tries.get() > 0));
        let named = |field: &str, error: Option<FieldFault>| error.map(|fault| FieldError::new(field, fault));
        listed(
            named(ChangePasswordForm::CURRENT, first)
                .into_iter()
                .chain(named(ChangePasswordForm::NEW, second))
                .collect(),
        )
    });
    tab_follows(Signal::derive(move || summary.with(|errors| !errors.is_empty())));
    let before = match asks {
        PasswordPrompt::PresentAndNew { form, hint } => Some(view! {
            <input type="hidden" name="do" value=form/>
            <PasswordField id=ChangePasswordForm::CURRENT name=ChangePasswordForm::CURRENT label="Present password" hint=hint required=true
                autocomplete="current-password" value=present on_input=move |text| present.set(text)
                right=Signal::derive(move || !present.with(String::is_empty)) error=present_error/>
        }),
        PasswordPrompt::New => None,
    };
    woken(view! {
        <ErrorSummary errors=summary attempt=tries/>
        <form method="post" on:submit:capture=submit novalidate>
            <Stamp/>
            <p>"You sign in with " <strong><bdi>{email.clone()}</bdi></strong></p>
            {before}
            <NewPassword password left error own email/>
            <FormActions>
                <SubmitButton label=button/>
            </FormActions>
        </form>
    })
}

#[component]
fn NewPassword(
    /// The input.
    password: RwSignal<String>,
    /// Whether the field has been left.
    left: RwSignal<bool>,
    /// The error of the input.
    error: Memo<Option<String>>,
    /// Names and addresses that the password must not contain.
    own: StoredValue<Vec<String>>,
    /// The sign-in email, so that the browser's password manager stores it with the password.
    email: String,
) -> impl IntoView {
    let ticks = move || {
        let tick = |rule: Rule| Tick {
            text: rule.text().to_owned(),
            done: password.with(|password| own.with_value(|own| rule.is_met(password, own))),
        };
        Rule::ALL.into_iter().map(tick).collect::<Vec<_>>()
    };
    let right = move || password.with(|password| own.with_value(|own| check(password, own))).is_ok();
    view! {
        <input class="hidden" type="email" name="username" autocomplete="username" value=email readonly tabindex="-1" aria-hidden="true"/>
        <PasswordField id=ChangePasswordForm::NEW name=ChangePasswordForm::NEW label="New password" autocomplete="new-password" required=true
            value=password on_input=move |text| password.set(text) on_blur=move |()| left.set(true) right=Signal::derive(right) error=error
            also_described_by="password-rules"/>
        <TickList id="password-rules" title="Your password needs:" ticks=Signal::derive(ticks)/>
    }
}
