//! Inviting many people at once.

use super::client::StampedClient;
use super::json::Json;
use crate::failure::Failure;
use domain::invitation::{InvitablePage, InviteListing, InviteResult};
use leptos::prelude::*;

/// The people who have no role in a product, or who have not been invited.
#[server(prefix = "/api", endpoint = "users/invitable", input = Json, output = Json, client = StampedClient)]
pub async fn invitable(listing: InviteListing) -> Result<InvitablePage, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::users::invitable(&backend, &actor, listing).await })
        .await
}

/// Invites the selected people.
#[server(prefix = "/api", endpoint = "users/invite-many", input = Json, output = Json, client = StampedClient)]
pub async fn invite_many(listing: InviteListing, members: Vec<String>) -> Result<InviteResult, Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::users::invite_many(&backend, &actor, &listing, &members).await
    })
    .await
}
