//! The audit log and the history of a person.

use super::client::StampedClient;
use super::json::Json;
use crate::failure::Failure;
use domain::attempt::SignInAttempts;
use domain::audit::{AuditListing, AuditPage, HistoryPage};
use domain::id::MemberId;
use leptos::prelude::*;

/// One page of the audit log.
#[server(prefix = "/api", endpoint = "audit/list", input = Json, output = Json, client = StampedClient)]
pub async fn list_audit(listing: AuditListing) -> Result<AuditPage, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::audit::list(&backend, &actor, listing).await })
        .await
}

/// One page of a person's history, with the roles they have had.
#[server(prefix = "/api", endpoint = "audit/history", input = Json, output = Json, client = StampedClient)]
pub async fn done_to(member: MemberId, page: u32) -> Result<HistoryPage, Failure> {
    crate::server::signed_in(
        |backend, actor| async move { backend::audit::history(&backend, &actor, member, page).await },
    )
    .await
}

/// Failed and throttled sign-in attempts, and refusals, of the last 30 days.
#[server(prefix = "/api", endpoint = "audit/sign-in-attempts", input = Json, output = Json, client = StampedClient)]
pub async fn view_sign_in_attempts() -> Result<SignInAttempts, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::attempts::view(&backend, &actor).await }).await
}
