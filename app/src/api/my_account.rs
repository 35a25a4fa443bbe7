//! The signed-in person's own account, and handing the school over.

use super::client::StampedClient;
use super::json::Json;
use crate::failure::Failure;
use domain::account::OwnAccount;
use domain::form::account::{ChangeEmailForm, ChangePasswordForm};
use domain::id::{MemberId, SessionId};
use domain::member::PlainTyped;
use leptos::prelude::*;

/// Everything on the reader's own account page.
#[server(prefix = "/api", endpoint = "account", input = Json, output = Json, client = StampedClient)]
pub async fn view_own_account() -> Result<OwnAccount, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::account::own(&backend, &actor).await }).await
}

/// Changes the reader's preferred name; an empty one removes it.
#[server(prefix = "/api", endpoint = "account/known-as", input = Json, output = Json, client = StampedClient)]
pub async fn change_known_as(known_as: String) -> Result<(), Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::account::change_known_as(&backend, &actor, &known_as).await
    })
    .await
}

/// Changes what the school knows of oneself, in the fields that members set themselves.
#[server(prefix = "/api", endpoint = "account/details", input = Json, output = Json, client = StampedClient)]
pub async fn change_own_details(details: PlainTyped) -> Result<(), Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::account::change_own_details(&backend, &actor, &details).await
    })
    .await
}

/// Sets a new password and ends every other session.
#[server(prefix = "/api", endpoint = "account/password", input = Json, output = Json, client = StampedClient)]
pub async fn change_own_password(form: ChangePasswordForm) -> Result<(), Failure> {
    let response = crate::server::response();
    crate::server::signed_in_renewing(|visit, actor| async move {
        let renewed = backend::account::change_password(visit.backend(), &actor, &form, visit.address()).await?;
        // The new password is already set, even if the device cannot be remembered.
        let device = visit.backend().public().device_of(&actor, visit.browser()).await.ok();
        crate::server::remember(&visit, response.as_ref(), device.as_ref());
        Ok(renewed)
    })
    .await
}

/// Requests a different sign-in email. The answer is the same whether or not the address has an account.
#[server(prefix = "/api", endpoint = "account/email", input = Json, output = Json, client = StampedClient)]
pub async fn request_own_email_change(form: ChangeEmailForm) -> Result<(), Failure> {
    crate::server::signed_in_renewing(|visit, actor| async move {
        backend::account::request_email_change(visit.backend(), &actor, &form, visit.address()).await
    })
    .await
}

/// Withdraws the request: the sign-in email stays as it is.
#[server(prefix = "/api", endpoint = "account/email/withdraw", input = Json, output = Json, client = StampedClient)]
pub async fn withdraw_own_email() -> Result<(), Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::account::withdraw_email(&backend, &actor).await })
        .await
}

/// Ends one of the reader's own sessions, or all except the current one.
#[server(prefix = "/api", endpoint = "account/sessions/end", input = Json, output = Json, client = StampedClient)]
pub async fn end_own_sessions(session: Option<SessionId>) -> Result<(), Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::account::end_own_sessions(&backend, &actor, session).await
    })
    .await
}

/// Offers the school to an Account Admin.
#[server(prefix = "/api", endpoint = "account/ownership/offer", input = Json, output = Json, client = StampedClient)]
pub async fn offer_ownership(member: MemberId) -> Result<(), Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::account::offer(&backend, &actor, member).await })
        .await
}

/// Withdraws the offer of ownership.
#[server(prefix = "/api", endpoint = "account/ownership/withdraw", input = Json, output = Json, client = StampedClient)]
pub async fn withdraw_ownership() -> Result<(), Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::account::withdraw(&backend, &actor).await }).await
}

/// Accepts ownership of the school, with the account's password.
#[server(prefix = "/api", endpoint = "account/ownership/accept", input = Json, output = Json, client = StampedClient)]
pub async fn accept_ownership(password: String) -> Result<(), Failure> {
    crate::server::signed_in_renewing(|visit, actor| async move {
        backend::account::accept(visit.backend(), &actor, &password, visit.address()).await
    })
    .await
}

/// Declines ownership: the school stays with its Account Owner.
#[server(prefix = "/api", endpoint = "account/ownership/decline", input = Json, output = Json, client = StampedClient)]
pub async fn decline_ownership() -> Result<(), Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::account::decline(&backend, &actor).await }).await
}
