//! Photos of pupils: serving them, and accepting uploads.

use crate::photos::{answer, receive};
use crate::served::RouterState;
use app::{Visit, routes};
use axum::Extension;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use backend::pupils;
use domain::id::{PhotoId, PupilId};
use domain::problem::Problem;

/// A photo's file.
pub(crate) async fn file(
    State(served): State<RouterState>,
    headers: HeaderMap,
    Extension(visit): Extension<Visit>,
    Path((pupil, photo)): Path<(String, String)>,
) -> Response {
    let found = find(&visit, &pupil, &photo).await;
    answer(&served, &headers, &visit, &photo, found)
}

async fn find(visit: &Visit, pupil: &str, photo: &str) -> Result<Vec<u8>, Problem> {
    let actor = visit.actor().await?;
    let (pupil, photo) = PupilId::parse(pupil).zip(PhotoId::parse(photo)).ok_or(Problem::NotFound)?;
    pupils::photo(visit.backend(), &actor, pupil, photo).await
}

/// Sets a pupil's photo, and leads back to their page.
pub(crate) async fn set(
    State(served): State<RouterState>,
    headers: HeaderMap,
    Extension(visit): Extension<Visit>,
    Path(pupil): Path<String>,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let id = PupilId::parse(&pupil);
    let back = id.map_or_else(|| routes::PUPILS.to_owned(), routes::child);
    receive(&served, &headers, visit, form, (&back, "photo"), |visit, picture| async move {
        let actor = visit.actor().await?;
        let pupil = id.ok_or(Problem::NotFound)?;
        pupils::set_photo(visit.backend(), &actor, pupil, picture).await.map(|_| ())
    })
    .await
}
