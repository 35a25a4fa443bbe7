//! Photos of an observation: adding, showing and removing them. Each is decoded and encoded again in a process of its
//! own, so nothing of the file survives but the picture.

use super::recorded;
use crate::Backend;
use crate::pupils::{rules, rules_in};
use crate::session::Actor;
use domain::access::{Action as _, ChangeObservation, NamePupils};
use domain::fault::FieldFault;
use domain::id::{ObservationId, ObservationPhotoId};
use domain::observation::MOST_PHOTOS;
use domain::photo::{FIELD, MOST_BYTES, PhotoError};
use domain::problem::Problem;
use uuid::Uuid;

/// A photo's file, of type [`crate::photo::MEDIA_TYPE`].
///
/// # Errors
/// [`Problem::Denied`] when the actor may not know pupils; [`Problem::NotFound`] when the school does not have this
/// photo, or no longer.
pub async fn photo(
    backend: &Backend,
    actor: &Actor,
    observation: ObservationId,
    photo: ObservationPhotoId,
) -> Result<Vec<u8>, Problem> {
    let rules = &rules(backend, actor).await?;
    let permit = actor.permit(NamePupils { rules })?;
    backend.store().observation_photo(&permit, observation, photo).await?.ok_or(Problem::NotFound)
}

/// Adds a photo to an observation.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not change it; [`Problem::NotFound`] when the school does not have it;
/// [`Problem::Form`] when the picture cannot be used, or the observation has as many photos as it can have.
pub async fn add_photo(
    backend: &Backend,
    actor: &Actor,
    observation: ObservationId,
    picture: Vec<u8>,
) -> Result<ObservationPhotoId, Problem> {
    // Checked before the picture is read, which is expensive.
    let before = &rules(backend, actor).await?;
    let permit = actor.permit(ChangeObservation { rules: before, author: actor.member() })?;
    if picture.is_empty() {
        return Err(PhotoError::Missing.into());
    }
    if picture.len() > MOST_BYTES {
        return Err(PhotoError::TooLarge.into());
    }
    let reads = actor.permit(NamePupils { rules: before })?;
    let known = backend.store().observation(&reads, observation).await?.ok_or(Problem::NotFound)?;
    actor.may(&ChangeObservation { rules: before, author: known.author })?;
    refuse_many(known.photos.len())?;
    let picture = backend.parser().picture(picture).await?;
    let (mut change, actor, permit) = backend.change_with(actor, permit).await?;
    let rules = &rules_in(&mut change, &actor, &permit).await?;
    let names = actor.permit(NamePupils { rules })?;
    let known = change.observation(&names, observation).await?.ok_or(Problem::NotFound)?;
    let permit = actor.permit(ChangeObservation { rules, author: known.author })?;
    refuse_many(known.photos.len())?;
    let id = ObservationPhotoId::new(Uuid::new_v4());
    change.add_observation_photo(&permit, observation, id, picture).await?;
    let changed = change.observation(&names, observation).await?.ok_or(Problem::Unexpected)?;
    change.record(recorded(ChangeObservation::LOGGED, Some(&known), Some(&changed))).await?;
    change.commit().await?;
    Ok(id)
}

/// Removes a photo from an observation. It is idempotent.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not change it; [`Problem::NotFound`] when the school does not have it.
pub async fn remove_photo(
    backend: &Backend,
    actor: &Actor,
    observation: ObservationId,
    photo: ObservationPhotoId,
) -> Result<(), Problem> {
    let before = &rules(backend, actor).await?;
    let permit = actor.permit(ChangeObservation { rules: before, author: actor.member() })?;
    let (mut change, actor, permit) = backend.change_with(actor, permit).await?;
    let rules = &rules_in(&mut change, &actor, &permit).await?;
    let names = actor.permit(NamePupils { rules })?;
    let known = change.observation(&names, observation).await?.ok_or(Problem::NotFound)?;
    let permit = actor.permit(ChangeObservation { rules, author: known.author })?;
    if change.remove_observation_photo(&permit, observation, photo).await? {
        let changed = change.observation(&names, observation).await?.ok_or(Problem::Unexpected)?;
        change.record(recorded(ChangeObservation::LOGGED, Some(&known), Some(&changed))).await?;
        change.commit().await?;
    }
    Ok(())
}

fn refuse_many(photos: usize) -> Result<(), Problem> {
    if photos < MOST_PHOTOS {
        return Ok(());
    }
    Err(Problem::field(FIELD, FieldFault::TooManyPhotos(u32::try_from(MOST_PHOTOS).unwrap_or(u32::MAX))))
}
