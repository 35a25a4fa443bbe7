//! The choice of whether a new person is invited at once.

use super::UserFormState;
use crate::widgets::{Choice, RadioCards};
use domain::form::user::{INVITE_LATER, INVITE_NOW};
use leptos::prelude::*;

/// The field: now, unless later is chosen.
#[component]
pub(crate) fn InvitationField(
    /// The form's state.
    filling: UserFormState,
) -> impl IntoView {
    let invite = filling.invite();
    let value = Signal::derive(move || {
        invite.with(|invite| if invite == INVITE_LATER { INVITE_LATER } else { INVITE_NOW }).to_owned()
    });
    let options = vec![
        Choice::new(INVITE_NOW, "Send it now")
            .hint("They get an email with a link to set a password. The link works for 14 days, once."),
        Choice::new(INVITE_LATER, "Send it later")
            .hint("Nobody is told yet. Send it from the list of users whenever you like."),
    ];
    view! {
        <RadioCards id="invite" name="invite" legend="Invitation" options small=true plain=true value
            on_change=move |value| filling.choose_invite(value)/>
    }
}
