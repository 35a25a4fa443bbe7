//! What ends when a person leaves, and handing over what does not.

use super::client::StampedClient;
use super::json::Json;
use crate::failure::Failure;
use domain::id::MemberId;
use domain::leaving::{LeavingSummary, PupilHandover};
use leptos::prelude::*;

/// What ends when a person leaves, and what others have to take over.
#[server(prefix = "/api", endpoint = "users/leaving", input = Json, output = Json, client = StampedClient)]
pub async fn open_leaving(member: MemberId) -> Result<LeavingSummary, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::users::leaving(&backend, &actor, member).await })
        .await
}

/// The form for `to`'s Pupil Picker that hands over all of `from`'s key children.
#[server(prefix = "/api", endpoint = "users/leaving/hand-over", input = Json, output = Json, client = StampedClient)]
pub async fn hand_over(from: MemberId, to: MemberId) -> Result<PupilHandover, Failure> {
    crate::server::signed_in(
        |backend, actor| async move { backend::users::hand_over(&backend, &actor, from, to).await },
    )
    .await
}
