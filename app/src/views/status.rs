//! A member's status, as a tag.

use crate::widgets::{Icon, Tag, Tone};
use domain::user::MemberStatus;
use leptos::prelude::*;

/// A status as a symbol and a word.
#[component]
pub(crate) fn StatusTag(
    /// The status.
    status: MemberStatus,
) -> impl IntoView {
    let (tone, icon) = match status {
        MemberStatus::Active => (Tone::Good, Icon::Tick),
        MemberStatus::Invited => (Tone::Waiting, Icon::Mail),
        MemberStatus::InvitationExpired => (Tone::Late, Icon::Clock),
        MemberStatus::NotRegistered => (Tone::Plain, Icon::Ring),
        MemberStatus::Blocked => (Tone::Stopped, Icon::Barred),
        MemberStatus::Deactivated => (Tone::Plain, Icon::Dash),
        MemberStatus::Deleted => (Tone::Plain, Icon::Cross),
    };
    view! { <Tag tone=tone icon=icon text=status.label()/> }
}

/// The word before the time beside a status.
pub(crate) const fn noted(status: MemberStatus) -> &'static str {
    match status {
        MemberStatus::Invited => "until ",
        MemberStatus::InvitationExpired => "ended ",
        _ => "since ",
    }
}
