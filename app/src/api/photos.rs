//! Photos of people. The images themselves are served by separate routes.

use super::client::StampedClient;
use super::json::Json;
use crate::failure::Failure;
use domain::id::MemberId;
use domain::photo::PersonPhoto;
use leptos::prelude::*;

/// A person's photo, and whether the reader may set it.
#[server(prefix = "/api", endpoint = "users/photo", input = Json, output = Json, client = StampedClient)]
pub async fn photo_of(member: MemberId) -> Result<PersonPhoto, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::photo::of(&backend, &actor, member).await }).await
}
