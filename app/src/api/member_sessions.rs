//! How people at the school sign in.

use super::client::StampedClient;
use super::json::Json;
use crate::failure::Failure;
use domain::account::SignInDetails;
use domain::id::{MemberId, SessionId};
use domain::link::LinkMailResult;
use leptos::prelude::*;

/// When a person last signed in, where they are signed in now, and whether they can be sent a password link.
#[server(prefix = "/api", endpoint = "users/sign-in", input = Json, output = Json, client = StampedClient)]
pub async fn view_sign_in_details(member: MemberId) -> Result<SignInDetails, Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::account::sign_in_details(&backend, &actor, member).await
    })
    .await
}

/// Signs a person out of the school: one session, or all of them.
#[server(prefix = "/api", endpoint = "users/sessions/end", input = Json, output = Json, client = StampedClient)]
pub async fn end_sessions(member: MemberId, session: Option<SessionId>) -> Result<(), Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::account::end_sessions(&backend, &actor, member, session).await
    })
    .await
}

/// Sends a person a link to set a new password.
#[server(prefix = "/api", endpoint = "users/password-link", input = Json, output = Json, client = StampedClient)]
pub async fn send_password_link(member: MemberId) -> Result<LinkMailResult, Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::account::send_password_link(&backend, &actor, member).await
    })
    .await
}
