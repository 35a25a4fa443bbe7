//! Photos of people. Every stored photo is a square JPEG encoded here, so nothing else from the uploaded file
//! survives, such as where it was taken.

pub(crate) mod making;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::cast_possible_truncation)]
mod mutations;
mod whole;

use crate::Backend;
use crate::session::Actor;
use crate::store::{SchoolTransaction, StoredMember};

pub use crate::store::Photo;

use domain::access::{Action as _, ListUsers, SetPhoto, Subject, ViewPhotos};
use domain::id::{MemberId, PhotoId};
use domain::photo::{Crop, FIELD, MOST_BYTES, PersonPhoto, PhotoError, PhotoSize};
use domain::problem::Problem;
use serde_json::{Value, json};
use uuid::Uuid;

/// The media type of the files that [`find`] gives.
pub const MEDIA_TYPE: &str = "image/jpeg";

/// Makes the square that `crop` takes from a picture a member's photo, replacing any earlier one.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not set this person's photo; [`Problem::NotFound`] when the school has no
/// such person; [`Problem::Form`] when the picture cannot be used; [`Problem::SignedOut`] when the actor loses access
/// while it is being read.
pub async fn set(
    backend: &Backend,
    actor: &Actor,
    member: MemberId,
    picture: Vec<u8>,
    crop: Crop,
) -> Result<PhotoId, Problem> {
    may_set(backend, actor, member).await?;
    if picture.is_empty() {
        return Err(PhotoError::Missing.into());
    }
    if picture.len() > MOST_BYTES {
        return Err(PhotoError::TooLarge.into());
    }
    let photo = backend.parser().photo(picture, crop).await?;
    let (mut change, subject, permit) = begin(backend, actor, member).await?;
    let id = PhotoId::new(Uuid::new_v4());
    let before = change.put_photo(permit, id, &photo).await?;
    record(&mut change, &subject, before, true).await?;
    change.commit().await?;
    Ok(id)
}

/// Deletes a member's photo. It is idempotent.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not set this person's photo; [`Problem::NotFound`] when the school has no
/// such person.
pub async fn remove(backend: &Backend, actor: &Actor, member: MemberId) -> Result<(), Problem> {
    knows_of(actor, member)?;
    let (mut change, subject, permit) = begin(backend, actor, member).await?;
    if change.remove_photo(permit).await? {
        record(&mut change, &subject, true, false).await?;
        change.commit().await?;
    }
    Ok(())
}

/// The photo section of a person's page.
///
/// # Errors
/// [`Problem::Denied`] unless the actor may see the list of people or is that person; [`Problem::NotFound`] when the
/// school has no such person.
pub async fn of(backend: &Backend, actor: &Actor, member: MemberId) -> Result<PersonPhoto, Problem> {
    knows_of(actor, member)?;
    let permit = actor.permit(ViewPhotos)?;
    let found = backend.store().pictured(&permit, member).await?.ok_or(Problem::NotFound)?;
    let may_set = SetPhoto { subject: Subject { member, role: found.role } }.check(actor.grants());
    Ok(PersonPhoto { name: found.name, photo: found.photo, may_set })
}

/// A photo's file, of type [`MEDIA_TYPE`].
///
/// # Errors
/// [`Problem::NotFound`] when the actor's school does not have this photo, or no longer.
pub async fn find(backend: &Backend, actor: &Actor, photo: PhotoId, size: PhotoSize) -> Result<Vec<u8>, Problem> {
    let permit = actor.permit(ViewPhotos)?;
    backend.store().photo(&permit, photo, size).await?.ok_or(Problem::NotFound)
}

/// Only actors who may see the list, and the person themselves, learn which ids exist.
fn knows_of(actor: &Actor, member: MemberId) -> Result<(), Problem> {
    if actor.member() != member {
        actor.may(&ListUsers)?;
    }
    Ok(())
}

/// Checked before the picture is read, which is expensive.
async fn may_set(backend: &Backend, actor: &Actor, member: MemberId) -> Result<(), Problem> {
    knows_of(actor, member)?;
    let permit = actor.permit(ViewPhotos)?;
    let found = backend.store().pictured(&permit, member).await?.ok_or(Problem::NotFound)?;
    Ok(actor.may(&SetPhoto { subject: Subject { member, role: found.role } })?)
}

async fn begin(
    backend: &Backend,
    actor: &Actor,
    member: MemberId,
) -> Result<(SchoolTransaction, StoredMember, crate::access::Permit<SetPhoto>), Problem> {
    let (mut change, actor, _) = backend.change_with(actor, actor.permit(ViewPhotos)?).await?;
    let subject = match actor.member() == member {
        true => change.own_member(&actor).await?,
        false => change.member(&actor.permit(ListUsers)?, member).await?,
    };
    let subject = subject.ok_or(Problem::NotFound)?;
    let permit = actor.permit(SetPhoto { subject: subject.subject() })?;
    Ok((change, subject, permit))
}

/// Records that a photo was set or removed, but nothing about the picture.
async fn record(
    change: &mut SchoolTransaction,
    subject: &StoredMember,
    before: bool,
    after: bool,
) -> Result<(), Problem> {
    let said = |is_there: bool| -> Option<Value> {
        Some(json!({ FIELD: if is_there { Value::from(true) } else { Value::Null } }))
    };
    let entry = subject.entry(SetPhoto::LOGGED, said(before), said(after));
    Ok(change.record(entry).await?)
}
