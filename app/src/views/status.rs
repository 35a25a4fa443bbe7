//! A member's status, as a tag.

use crate::widgets::{Icon, Tag, Tone};
use domain::user::MemberStatus;
use leptos::prelude::*;

/// A status as a symbol and a word.
#[component]
pub(crate) fn StandingTag(
    /// The status.
    standing: MemberStatus,
) -> impl IntoView {
    let (tone, icon) = match standing {
        MemberStatus::Active => (Tone::Good, Icon::Tick),
        MemberStatus::Invited => (Tone::Waiting, Icon::Mail),
        MemberStatus::InvitationExpired => (Tone::Late, Icon::Clock),
        MemberStatus::NotRegistered => (Tone::Plain, Icon::Ring),
        MemberStatus::Blocked => (Tone::Stopped, Icon::Barred),
        MemberStatus::Deactivated => (Tone::Plain, Icon::Dash),
        MemberStatus::Deleted => (Tone::Plain, Icon::Cross),
    };
    view! { <Tag tone=tone icon=icon text=standing.label()/> }
}

/// The word before the time beside a status.
pub(crate) const fn noted(standing: MemberStatus) -> &'static str {
    match standing {
        MemberStatus::Invited => "until ",
        MemberStatus::InvitationExpired => "ended ",
        _ => "since ",
    }
}
