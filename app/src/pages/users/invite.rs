//! Sending an invitation from the list: one form, and a button in each row whose person can be invited.

use crate::api;
use crate::failure::Failure;
use crate::posted::Redirector;
use crate::routes;
use crate::views::respond_with;
use crate::widgets::{Notice, NoticeKind};
use domain::id::MemberId;
use domain::listing::UserListing;
use domain::person::just_invited;
use domain::problem::Problem;
use domain::school::Created;
use leptos::prelude::*;
use serde::Deserialize;

/// The id of the form that the rows' buttons belong to.
pub(super) const FORM: &str = "invite";

/// The query parameter with the member who was just sent an invitation.
pub(super) const INVITED: &str = "invited";
/// The query parameter with the member who was not sent another invitation, because the last one is less than a minute
/// old.
pub(super) const JUST_INVITED: &str = "just-invited";

/// The form of a row's button.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct InviteForm {
    /// The id of the member to invite.
    pub invite: String,
}

/// Sends the invitation for a posted form and redirects to the list; returns what prevented it.
pub(super) async fn answer(form: InviteForm, listing: UserListing, redirector: Redirector) -> Option<Problem> {
    match send(&form.invite).await {
        Ok(created) => {
            let said = if created.just_sent { JUST_INVITED } else { INVITED };
            redirector.go(&routes::users_invited(&listing, said, created.member));
            None
        }
        Err(Failure(problem)) => Some(problem),
    }
}

/// Sends an invitation to the member with this id.
pub(super) async fn send(member: &str) -> Result<Created, Failure> {
    match MemberId::parse(member) {
        Some(member) => api::invite_user(member).await,
        None => Err(Failure(Problem::NotFound)),
    }
}

/// The notice that an invitation is on its way.
#[component]
pub(super) fn Invited(
    /// The address it goes to.
    email: String,
    /// Whether it was sent less than a minute ago, so that no other was sent.
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

/// The notice that explains why an invitation was not sent.
#[component]
pub(super) fn InviteError(problem: Problem) -> impl IntoView {
    respond_with(&problem);
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
