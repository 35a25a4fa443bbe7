//! Imports of staff lists from the school's MIS.

use super::client::StampedClient;
use super::json::Json;
use crate::failure::Failure;
use domain::id::ImportId;
use domain::import::{Decisions, ImportConfirmResult, ImportLine, ImportListing, ImportPage, ReadingForm, ShapeView};
use leptos::prelude::*;

/// The school's imports.
#[server(prefix = "/api", endpoint = "imports/list", input = Json, output = Json, client = StampedClient)]
pub async fn list_imports() -> Result<Vec<ImportLine>, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::import::list(&backend, &actor).await }).await
}

/// One page of an import, at the stage it has reached.
#[server(prefix = "/api", endpoint = "imports/look", input = Json, output = Json, client = StampedClient)]
pub async fn look_at_import(import: ImportId, listing: ImportListing) -> Result<ImportPage, Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::import::view_import(&backend, &actor, import, listing).await
    })
    .await
}

/// Sets what each column of an import's file holds.
#[server(prefix = "/api", endpoint = "imports/columns", input = Json, output = Json, client = StampedClient)]
pub async fn match_import_columns(
    import: ImportId,
    has_header: bool,
    columns: Vec<(String, String)>,
) -> Result<(), Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::import::match_columns(&backend, &actor, import, has_header, columns).await
    })
    .await
}

/// How an import's file was read; `None` once the import is confirmed.
#[server(prefix = "/api", endpoint = "imports/shape", input = Json, output = Json, client = StampedClient)]
pub async fn shape_of_import(import: ImportId) -> Result<Option<ShapeView>, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::import::shape(&backend, &actor, import).await })
        .await
}

/// Reads an import's file again, with the given settings.
#[server(prefix = "/api", endpoint = "imports/read", input = Json, output = Json, client = StampedClient)]
pub async fn read_import_again(import: ImportId, form: ReadingForm) -> Result<(), Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::import::read_again(&backend, &actor, import, &form).await
    })
    .await
}

/// Saves the decisions made about an import.
#[server(prefix = "/api", endpoint = "imports/decide", input = Json, output = Json, client = StampedClient)]
pub async fn decide_import(import: ImportId, decisions: Decisions) -> Result<(), Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::import::decide(&backend, &actor, import, &decisions).await
    })
    .await
}

/// Carries out an import as it was reviewed, with the decisions made on its last page.
#[server(prefix = "/api", endpoint = "imports/confirm", input = Json, output = Json, client = StampedClient)]
pub async fn confirm_import(
    import: ImportId,
    looked_at: String,
    decisions: Decisions,
) -> Result<ImportConfirmResult, Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::import::confirm(&backend, &actor, import, &looked_at, &decisions).await
    })
    .await
}

/// Discards an import.
#[server(prefix = "/api", endpoint = "imports/discard", input = Json, output = Json, client = StampedClient)]
pub async fn discard_import(import: ImportId) -> Result<(), Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::import::discard(&backend, &actor, import).await })
        .await
}
