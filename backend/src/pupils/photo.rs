//! Photos of pupils, made like those of staff: a square JPEG encoded by a process of its own, so that nothing else of the
//! file survives. Only actors who may know who a pupil is see it.

use super::{rules, rules_in};
use crate::Backend;
use crate::session::Actor;
use crate::store::{Entry, SchoolTransaction};
use domain::access::{Action as _, NamePupils, SetPupilPhoto};
use domain::audit::PUPIL;
use domain::id::{PhotoId, PupilId};
use domain::photo::{Crop, FIELD, MOST_BYTES, PhotoError};
use domain::problem::Problem;
use serde_json::{Value, json};
use uuid::Uuid;

/// A photo's file, of type [`crate::photo::MEDIA_TYPE`].
///
/// # Errors
/// [`Problem::Denied`] when the actor may not know pupils; [`Problem::NotFound`] when the school does not have this photo,
/// or no longer.
pub async fn photo(backend: &Backend, actor: &Actor, pupil: PupilId, photo: PhotoId) -> Result<Vec<u8>, Problem> {
    let rules = &rules(backend, actor).await?;
    let permit = actor.permit(NamePupils { rules })?;
    backend.store().pupil_photo(&permit, pupil, photo).await?.ok_or(Problem::NotFound)
}

/// Makes the middle square of a picture a pupil's photo, replacing any earlier one.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not; [`Problem::NotFound`] when the school does not have the pupil;
/// [`Problem::Form`] when the picture cannot be used.
pub async fn set_photo(backend: &Backend, actor: &Actor, pupil: PupilId, picture: Vec<u8>) -> Result<PhotoId, Problem> {
    // Checked before the picture is read, which is expensive.
    let before = &rules(backend, actor).await?;
    let permit = actor.permit(SetPupilPhoto { rules: before })?;
    if picture.is_empty() {
        return Err(PhotoError::Missing.into());
    }
    if picture.len() > MOST_BYTES {
        return Err(PhotoError::TooLarge.into());
    }
    let names = actor.permit(NamePupils { rules: before })?;
    backend.store().named_pupil(&names, pupil).await?.ok_or(Problem::NotFound)?;
    let photo = backend.parser().photo(picture, Crop::default()).await?;
    let (mut change, actor, permit) = backend.change_with(actor, permit).await?;
    let rules = &rules_in(&mut change, &actor, &permit).await?;
    let permit = actor.permit(SetPupilPhoto { rules })?;
    let name = change.pictured_pupil(&permit, pupil).await?.ok_or(Problem::NotFound)?;
    let id = PhotoId::new(Uuid::new_v4());
    let had_one = change.put_pupil_photo(&permit, pupil, (id, photo)).await?;
    record(&mut change, (pupil, name), had_one, true).await?;
    change.commit().await?;
    Ok(id)
}

/// Deletes a pupil's photo. It is idempotent.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not; [`Problem::NotFound`] when the school does not have the pupil.
pub async fn remove_photo(backend: &Backend, actor: &Actor, pupil: PupilId) -> Result<(), Problem> {
    let before = &rules(backend, actor).await?;
    let permit = actor.permit(SetPupilPhoto { rules: before })?;
    let (mut change, actor, permit) = backend.change_with(actor, permit).await?;
    let rules = &rules_in(&mut change, &actor, &permit).await?;
    let permit = actor.permit(SetPupilPhoto { rules })?;
    let name = change.pictured_pupil(&permit, pupil).await?.ok_or(Problem::NotFound)?;
    if change.remove_pupil_photo(&permit, pupil).await? {
        record(&mut change, (pupil, name), true, false).await?;
        change.commit().await?;
    }
    Ok(())
}

/// Records that a photo was set or removed, but nothing about the picture.
async fn record(
    change: &mut SchoolTransaction,
    (pupil, name): (PupilId, String),
    before: bool,
    after: bool,
) -> Result<(), Problem> {
    let value = |is_there: bool| Some(json!({ FIELD: if is_there { Value::from(true) } else { Value::Null } }));
    let entry = Entry {
        action: SetPupilPhoto::LOGGED,
        subject_kind: PUPIL,
        subject_id: pupil.to_string(),
        subject_name: Some(name),
        old_value: value(before),
        new_value: value(after),
    };
    Ok(change.record(entry).await?)
}
