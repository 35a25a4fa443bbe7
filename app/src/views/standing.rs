//! A member's status, as a tag.

use crate::widgets::{Icon, Tag, Tone};
use domain::user::Standing;
use leptos::prelude::*;

/// A status as a symbol and a word.
#[component]
pub(crate) fn StandingTag(
    /// The status.
    standing: Standing,
) -> impl IntoView {
    let (tone, icon) = match standing {
        Standing::Active => (Tone::Good, Icon::Tick),
        Standing::Invited => (Tone::Waiting, Icon::Mail),
        Standing::InvitationExpired => (Tone::Late, Icon::Clock),
        Standing::NotRegistered => (Tone::Plain, Icon::Ring),
        Standing::Blocked => (Tone::Stopped, Icon::Barred),
        Standing::Deactivated => (Tone::Plain, Icon::Dash),
        Standing::Deleted => (Tone::Plain, Icon::Cross),
    };
    view! { <Tag tone=tone icon=icon text=standing.label()/> }
}

/// The word before the time beside a status.
pub(crate) const fn noted(standing: Standing) -> &'static str {
    match standing {
        Standing::Invited => "until ",
        Standing::InvitationExpired => "ended ",
        _ => "since ",
    }
}
