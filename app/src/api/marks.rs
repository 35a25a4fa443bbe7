//! The markbook, and how one child does.

use super::client::StampedClient;
use super::json::Json;
use crate::failure::Failure;
use domain::assessment::{AssessmentSettings, ChildPage, DueMarks, EditOutcome, MarkEdit, Sheet, SheetListing};
use domain::form::assessment::AssessmentForm;
use domain::id::PupilId;
use leptos::prelude::*;

/// One page of the markbook, limited to what the reader may see.
#[server(prefix = "/api", endpoint = "marks/sheet", input = Json, output = Json, client = StampedClient)]
pub async fn mark_sheet(listing: SheetListing) -> Result<Sheet, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::marks::sheet(&backend, &actor, listing).await })
        .await
}

/// Saves marks; gives what became of each edit, in order.
#[server(prefix = "/api", endpoint = "marks/save", input = Json, output = Json, client = StampedClient)]
pub async fn save_marks(edits: Vec<MarkEdit>) -> Result<Vec<EditOutcome>, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::marks::save(&backend, &actor, &edits).await }).await
}

/// The marks of this half-term that the reader's own children still lack; none for readers who enter none.
#[server(prefix = "/api", endpoint = "marks/due", input = Json, output = Json, client = StampedClient)]
pub async fn marks_due() -> Result<Option<DueMarks>, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::marks::due(&backend, &actor).await }).await
}

/// One child, for readers who may know them.
#[server(prefix = "/api", endpoint = "pupils/child", input = Json, output = Json, client = StampedClient)]
pub async fn find_child(pupil: PupilId) -> Result<ChildPage, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::marks::child(&backend, &actor, pupil).await }).await
}

/// How the school assesses, for readers who may change it.
#[server(prefix = "/api", endpoint = "marks/settings", input = Json, output = Json, client = StampedClient)]
pub async fn get_assessment() -> Result<AssessmentSettings, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::marks::assessment(&backend, &actor).await }).await
}

/// Changes how the school assesses.
#[server(prefix = "/api", endpoint = "marks/set-up", input = Json, output = Json, client = StampedClient)]
pub async fn set_up_assessment(form: AssessmentForm) -> Result<(), Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::marks::set_up(&backend, &actor, &form).await })
        .await
}
