//! Doing one thing to many people at once, and undoing it.

use super::client::StampedClient;
use super::json::Json;
use crate::failure::Failure;
use domain::bulk::{BulkDone, BulkForm, BulkPeople, BulkReview};
use domain::id::BulkId;
use domain::listing::UserListing;
use leptos::prelude::*;

/// The people to act on: those whose ids are in `people`, or everyone who matches `listing`. Those around the place `from`
/// are named.
#[server(prefix = "/api", endpoint = "users/bulk/people", input = Json, output = Json, client = StampedClient)]
pub async fn people_for_bulk(people: String, listing: Option<UserListing>, from: u32) -> Result<BulkPeople, Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::users::bulk_people(&backend, &actor, &people, listing, from).await
    })
    .await
}

/// What a bulk action would change. Changes nothing.
#[server(prefix = "/api", endpoint = "users/bulk/review", input = Json, output = Json, client = StampedClient)]
pub async fn review_bulk(form: BulkForm) -> Result<BulkReview, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::users::bulk_review(&backend, &actor, &form).await })
        .await
}

/// Carries out a bulk action as its summary showed it: all of it or nothing.
#[server(prefix = "/api", endpoint = "users/bulk/do", input = Json, output = Json, client = StampedClient)]
pub async fn do_bulk(form: BulkForm) -> Result<BulkId, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::users::bulk_do(&backend, &actor, &form).await })
        .await
}

/// What a bulk action did, for those who carried it out.
#[server(prefix = "/api", endpoint = "users/bulk/done", input = Json, output = Json, client = StampedClient)]
pub async fn see_bulk(id: BulkId) -> Result<BulkDone, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::users::bulk_done(&backend, &actor, id).await })
        .await
}

/// Undoes bulk actions, or what one save of a person's form did, within ten minutes.
#[server(prefix = "/api", endpoint = "users/bulk/undo", input = Json, output = Json, client = StampedClient)]
pub async fn undo_bulk(ids: Vec<BulkId>) -> Result<(), Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::users::bulk_undo(&backend, &actor, &ids).await })
        .await
}
