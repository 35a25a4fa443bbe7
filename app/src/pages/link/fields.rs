//! What a link's page asks for: a new password, with the rules ticked off while it is typed, or nothing but the button.

use crate::views::tab_follows;
use crate::widgets::{ErrorSummary, FieldError, FormActions, PasswordField, SubmitButton, Tick, TickList};
use domain::form::password::{Rule, check};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

#[island(lazy)]
pub(super) fn LinkFields(
    /// The sign-in email.
    email: String,
    /// Names and addresses that may not occur in the password.
    own: Vec<String>,
    /// Whether a password is to be set.
    asks_password: bool,
    /// What the button says.
    button: String,
    /// What the server found wrong with a password that was sent.
    refused: Option<String>,
) -> impl IntoView {
    let was_refused = refused.is_some();
    let password = RwSignal::new(String::new());
    let own = StoredValue::new(own);
    let left = RwSignal::new(false);
    let tries = RwSignal::new(0_u32);
    let wrong = move |password: &String| own.with_value(|own| check(password, own)).err();
    // A right form is sent as it is without scripts: what comes of it is another page.
    let submit = move |event: SubmitEvent| {
        if asks_password && password.with_untracked(wrong).is_some() {
            tries.update(|tries| *tries += 1);
            event.prevent_default();
        }
    };
    let error = Memo::new(move |_| {
        let tried = tries.get() > 0;
        if !tried && password.with(String::is_empty) {
            return refused.clone();
        }
        let judged = tried || was_refused || left.get();
        judged.then(|| password.with(wrong)).flatten().map(str::to_owned)
    });
    let summary = Signal::derive(move || {
        let listed = error.get().filter(|_| was_refused || tries.get() > 0);
        listed.map(|message| FieldError { id: "password".to_owned(), message }).into_iter().collect::<Vec<_>>()
    });
    tab_follows(Signal::derive(move || summary.with(|errors| !errors.is_empty())));
    view! {
        <ErrorSummary errors=summary attempt=tries/>
        <form method="post" on:submit:capture=submit novalidate>
            <p>"You sign in with " <strong><bdi>{email.clone()}</bdi></strong></p>
            {asks_password.then(|| view! { <NewPassword password left error own email/> })}
            <FormActions>
                <SubmitButton label=button/>
            </FormActions>
        </form>
    }
}

#[component]
fn NewPassword(
    /// What is typed.
    password: RwSignal<String>,
    /// The field has been left.
    left: RwSignal<bool>,
    /// What is wrong with it.
    error: Memo<Option<String>>,
    /// Names and addresses that may not occur in it.
    own: StoredValue<Vec<String>>,
    /// The sign-in email, for the browser's password manager to keep beside it.
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
        <PasswordField id="password" name="password" label="New password" autocomplete="new-password" required=true value=password
            on_input=move |text| password.set(text) on_blur=move |()| left.set(true) right=Signal::derive(right) error=error
            also_described_by="password-rules"/>
        <TickList id="password-rules" title="Your password needs:" ticks=Signal::derive(ticks)/>
    }
}
