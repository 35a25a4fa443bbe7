//! Photos of observations: serving them, and accepting uploads.

use crate::photos::{answer, receive};
use crate::served::RouterState;
use app::{Visit, routes};
use axum::Extension;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use backend::observations;
use domain::id::{ObservationId, ObservationPhotoId};
use domain::problem::Problem;

/// A photo's file.
pub(crate) async fn file(
    State(served): State<RouterState>,
    headers: HeaderMap,
    Extension(visit): Extension<Visit>,
    Path((observation, photo)): Path<(String, String)>,
) -> Response {
    let found = find(&visit, &observation, &photo).await;
    answer(&served, &headers, &visit, &photo, found)
}

async fn find(visit: &Visit, observation: &str, photo: &str) -> Result<Vec<u8>, Problem> {
    let actor = visit.actor().await?;
    // Nothing has an id that is none; who may not know pupils learns not even that.
    let id = ObservationId::parse(observation).zip(ObservationPhotoId::parse(photo)).ok_or(Problem::NotFound)?;
    observations::photo(visit.backend(), &actor, id.0, id.1).await
}

/// Adds a photo, and leads back to the observation.
pub(crate) async fn add(
    State(served): State<RouterState>,
    headers: HeaderMap,
    Extension(visit): Extension<Visit>,
    Path(observation): Path<String>,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let id = ObservationId::parse(&observation);
    let back = id.map_or_else(|| routes::OBSERVATIONS.to_owned(), routes::observation);
    receive(&served, &headers, visit, form, (&back, "photo-added"), |visit, picture| async move {
        save(&visit, id, picture).await.map(|_| ())
    })
    .await
}

async fn save(
    visit: &Visit,
    observation: Option<ObservationId>,
    picture: Vec<u8>,
) -> Result<ObservationPhotoId, Problem> {
    let actor = visit.actor().await?;
    let observation = observation.ok_or(Problem::NotFound)?;
    observations::add_photo(visit.backend(), &actor, observation, picture).await
}
