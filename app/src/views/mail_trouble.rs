//! Mail that did not reach somebody, with the way to correct their address.

use crate::routes;
use crate::widgets::{Notice, NoticeKind};
use domain::id::MemberId;
use domain::mail::MailTrouble;
use leptos::prelude::*;

/// The text of the link that leads to the address.
pub(crate) const CORRECT_ADDRESS: &str = "Correct the address";

/// The notice about a person's mail, with the link for readers who may correct the address.
#[component]
pub(crate) fn MailTroubleNotice(
    /// The person.
    member: MemberId,
    /// What keeps the mail from them.
    trouble: MailTrouble,
    /// Whether the reader may correct the address.
    may_correct: bool,
) -> impl IntoView {
    let correct = may_correct.then(|| view! { " " <a href=routes::correct_address(member)>{CORRECT_ADDRESS}</a> });
    view! {
        <Notice kind=NoticeKind::Warning title="The email has not got through yet">
            <p>{trouble.sentence()} {correct}</p>
        </Notice>
    }
}
