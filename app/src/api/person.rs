//! One person at a school: viewing, editing and acting on them.

use super::client::StampedClient;
use super::json::Json;
use crate::failure::Failure;
use domain::form::edit::EditPart;
use domain::id::MemberId;
use domain::person::{
    EditConfirmResult, EditReview, EditSubmission, MemberAction, MemberActionForm, MemberActionResult, Person,
};
use leptos::prelude::*;

/// One person, with everything their page shows.
#[server(prefix = "/api", endpoint = "users/person", input = Json, output = Json, client = StampedClient)]
pub async fn open_user(member: MemberId) -> Result<Person, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::users::person(&backend, &actor, member).await })
        .await
}

/// What saving a part of the form would change. Changes nothing. If the session has ended, the form is kept as a draft for its
/// account.
#[server(prefix = "/api", endpoint = "users/review", input = Json, output = Json, client = StampedClient)]
pub async fn review_user(member: MemberId, part: EditPart, filled: EditSubmission) -> Result<EditReview, Failure> {
    crate::server::signed_in_with_draft(
        &crate::drafts::user(member, part),
        filled,
        |backend, actor, filled| async move { backend::users::review(&backend, &actor, member, &filled).await },
    )
    .await
}

/// What saving the values that an address fills in would change. Changes nothing, so it needs no page that it was sent
/// from; nothing was typed that could be kept.
#[server(prefix = "/api", endpoint = "users/review-filled", input = Json, output = Json, client = StampedClient)]
pub async fn review_filled_user(member: MemberId, filled: EditSubmission) -> Result<EditReview, Failure> {
    crate::server::signed_in(
        |backend, actor| async move { backend::users::review(&backend, &actor, member, &filled).await },
    )
    .await
}

/// The reader's draft of a part of a person's form, kept when their session ended. It is given once.
#[server(prefix = "/api", endpoint = "users/person/draft", input = Json, output = Json, client = StampedClient)]
pub async fn take_user_draft(member: MemberId, part: EditPart) -> Result<Option<EditSubmission>, Failure> {
    crate::server::signed_in(|backend, actor| async move {
        crate::server::take_draft(&backend, &actor, &crate::drafts::user(member, part)).await
    })
    .await
}

/// Saves the changes that a summary showed, unless the person has changed since.
#[server(prefix = "/api", endpoint = "users/save", input = Json, output = Json, client = StampedClient)]
pub async fn save_user(member: MemberId, filled: EditSubmission) -> Result<EditConfirmResult, Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::users::confirm(&backend, &actor, member, &filled).await
    })
    .await
}

/// Carries out an action that has a page of its own, on one person.
#[server(prefix = "/api", endpoint = "users/act", input = Json, output = Json, client = StampedClient)]
pub async fn act_on_user(
    member: MemberId,
    act: MemberAction,
    form: MemberActionForm,
) -> Result<MemberActionResult, Failure> {
    crate::server::signed_in(
        |backend, actor| async move { backend::users::act(&backend, &actor, member, act, &form).await },
    )
    .await
}
