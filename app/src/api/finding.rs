//! Finding people, pages and things to do.

use super::client::StampedClient;
use super::json::Json;
use crate::failure::Failure;
use domain::finding::Finding;
use leptos::prelude::*;

/// What the reader finds with this search; people only if they may list them.
#[server(prefix = "/api", endpoint = "find", input = Json, output = Json, client = StampedClient)]
pub async fn find(search: String) -> Result<Vec<Finding>, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::finding::find(&backend, &actor, &search).await })
        .await
}
