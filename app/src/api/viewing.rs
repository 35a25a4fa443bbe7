//! Viewing the school as a role would see it.

use super::client::StampedClient;
use super::json::Json;
use crate::failure::Failure;
use domain::role::HeldRole;
use leptos::prelude::*;

/// Views the school as a role from now on; `None` goes back to the reader's own role.
#[server(prefix = "/api", endpoint = "view-as", input = Json, output = Json, client = StampedClient)]
pub async fn view_as(role: Option<HeldRole>) -> Result<(), Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::viewing::view_as(&backend, &actor, role).await })
        .await
}
