//! The link that lets a person set a new password.

use crate::routes;
use crate::widgets::{ButtonKind, Cluster, Stamp, SubmitButton};
use domain::access::Denial;
use domain::id::MemberId;
use leptos::prelude::*;

/// The button that sends a password link, or the rule that prevents it.
#[component]
pub(crate) fn PasswordLink(member: MemberId, may_send_link: Result<(), Denial>) -> impl IntoView {
    match may_send_link {
        Ok(()) => view! {
            <form method="post" action=routes::user_sessions(member)>
                <Stamp/>
                <Cluster><SubmitButton label="Send a password link" kind=ButtonKind::Secondary name="do" value="link"/></Cluster>
            </form>
        }
        .into_any(),
        Err(why) => view! {
            <span>
                <button type="button" class="button button-secondary" aria-disabled="true" disabled>"Send a password link"</button>
                <small class="reason">{why.sentence()}</small>
            </span>
        }
        .into_any(),
    }
}
