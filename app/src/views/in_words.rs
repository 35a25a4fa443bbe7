//! What somebody can do in a few sentences, where nothing on the page changes them.

use super::abilities_under;
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
    let total = Signal::stored(abilities_under(&roles, &settings.products, &rules));
    view! { <NothingNow status total/> <PreviewWords words=Signal::stored(words)/> }
}

/// The sentence that a person who cannot sign in can do nothing now, and how much they will be able to do; nothing for a
/// person who can sign in.
#[component]
pub(crate) fn NothingNow(
    status: MemberStatus,
    /// The number of permissions that their roles include, and of all that there are.
    total: Signal<(u32, usize)>,
) -> impl IntoView {
    status.nothing_now().map(|(now, then)| {
        let total = move || {
            let (held, of) = total.get();
            format!(" {then} {held} of {of}.")
        };
        view! { <p class="nothing-now"><b>{now}</b> {total}</p> }
    })
}
