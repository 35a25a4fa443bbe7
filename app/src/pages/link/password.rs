//! A new password, with the rules ticked off while it is typed.

use crate::widgets::{PasswordField, Tick, TickList};
use domain::form::password::{Rule, check};
use leptos::prelude::*;

#[component]
pub(super) fn NewPassword(
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
