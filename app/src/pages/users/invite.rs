//! Sending an invitation from the list: one form, and a button in each row that may.

use crate::api;
use crate::failure::Failure;
use crate::posted::Onward;
use crate::routes;
use crate::views::say;
use crate::widgets::{Notice, NoticeKind};
use domain::id::MemberId;
use domain::listing::UserListing;
use domain::person::just_invited;
use domain::problem::Problem;
use domain::school::Created;
use leptos::prelude::*;
use serde::Deserialize;

/// The id of the form the rows' buttons belong to.
pub(super) const FORM: &str = "invite";

/// What the address calls somebody who was just sent an invitation.
pub(super) const INVITED: &str = "invited";
/// What the address calls somebody who was sent one less than a minute before, so that no other was.
pub(super) const JUST_INVITED: &str = "just-invited";

/// What the button of a row sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct InviteForm {
    /// Whom to invite.
    pub invite: String,
}

/// Sends the invitation that was asked for by post and leads back to the list; gives what stood in the way.
pub(super) async fn answer(form: InviteForm, listing: UserListing, onward: Onward) -> Option<Problem> {
    match send(&form.invite).await {
        Ok(created) => {
            let list = routes::users(&listing);
            let joint = if list.contains('?') { '&' } else { '?' };
            let said = if created.just_sent { JUST_INVITED } else { INVITED };
            onward.go(&format!("{list}{joint}{said}={}", created.member));
            None
        }
        Err(Failure(problem)) => Some(problem),
    }
}

/// Sends an invitation to the member whose id is written here.
pub(super) async fn send(member: &str) -> Result<Created, Failure> {
    match MemberId::parse(member) {
        Some(member) => api::invite_user(member).await,
        None => Err(Failure(Problem::NotFound)),
    }
}

/// Says that an invitation is on its way.
#[component]
pub(super) fn Invited(
    /// Where it goes.
    email: String,
    /// It went there less than a minute ago, so no other was sent.
    just_sent: bool,
) -> impl IntoView {
    let said = if just_sent {
        view! { <p>{just_invited(&email)}</p> }.into_any()
    } else {
        view! { <p>"A new invitation is on its way to " <strong>{email}</strong> ". Earlier links no longer work."</p> }
            .into_any()
    };
    view! { <Notice kind=NoticeKind::Success>{said}</Notice> }
}

/// Says what stood in the way of one.
#[component]
pub(super) fn NotInvited(problem: Problem) -> impl IntoView {
    say(&problem);
    let why = match problem {
        Problem::NotFound => "That person is no longer in your school.".to_owned(),
        problem => problem.sentence(),
    };
    view! {
        <Notice kind=NoticeKind::Problem title="The invitation was not sent">
            <p>{why}</p>
        </Notice>
    }
}
