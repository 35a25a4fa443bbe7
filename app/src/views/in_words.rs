//! What somebody can do in a few sentences, where nothing on the page changes them.

use crate::widgets::PreviewWords;
use domain::permission::{Exceptions, RoleChoice, Rules, in_words};
use domain::school::SchoolSettings;
use domain::user::MemberStatus;
use leptos::prelude::*;

/// The sentences for `roles` in the products that the school uses.
#[component]
pub(crate) fn InWords(
    /// The roles.
    roles: RoleChoice,
    /// The school's products and its own decisions about roles.
    settings: SchoolSettings,
    /// The person's exceptions.
    #[prop(optional)]
    exceptions: Exceptions,
    /// The person's status. People who cannot sign in can do nothing now.
    #[prop(default = MemberStatus::Active)]
    status: MemberStatus,
) -> impl IntoView {
    let rules = Rules { roles: settings.roles, exceptions };
    let words: Vec<_> = in_words(&roles, &settings.products, &rules).into_iter().map(|text| (text, false)).collect();
    view! { <NothingNow status/> <PreviewWords words=Signal::stored(words)/> }
}

/// That somebody who cannot sign in can do nothing now; nothing for everybody else.
#[component]
pub(crate) fn NothingNow(status: MemberStatus) -> impl IntoView {
    status.nothing_now().map(|(now, then)| view! { <p class="nothing-now"><b>{now}</b> " " {then}</p> })
}
