//! Photos of observations.

use crate::access::Permit;
use crate::store::bind::Bind as _;
use crate::store::{SchoolTransaction, Store, StoreError};
use domain::access::{ChangeObservation, NamePupils};
use domain::id::{ObservationId, ObservationPhotoId};
use sqlx::Row as _;

impl Store {
    /// A photo of an observation, as a JPEG.
    pub(crate) async fn observation_photo(
        &self,
        permit: &Permit<NamePupils<'_>>,
        observation: ObservationId,
        photo: ObservationPhotoId,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let found = sqlx::query(
            "SELECT picture FROM observation_photos WHERE school_id = $1 AND observation_id = $2 AND id = $3",
        )
        .school(permit.school())
        .observation(observation)
        .observation_photo(photo)
        .fetch_optional(self.pool())
        .await?;
        Ok(found.map(|found| found.try_get(0)).transpose()?)
    }
}

impl SchoolTransaction {
    /// Adds a photo to an observation of the permit's author.
    pub(crate) async fn add_observation_photo(
        &mut self,
        permit: &Permit<ChangeObservation<'_>>,
        observation: ObservationId,
        photo: ObservationPhotoId,
        picture: Vec<u8>,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO observation_photos (id, school_id, observation_id, picture, created_at)
             SELECT $1, o.school_id, o.id, $2, $3 FROM observations o WHERE o.school_id = $4 AND o.id = $5 AND o.author_id = $6",
        )
        .observation_photo(photo)
        .bind(picture)
        .moment(self.at)
        .school(self.school)
        .observation(observation)
        .member(permit.action().author)
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    /// Deletes a photo of an observation of the permit's author; gives whether it was there.
    pub(crate) async fn remove_observation_photo(
        &mut self,
        permit: &Permit<ChangeObservation<'_>>,
        observation: ObservationId,
        photo: ObservationPhotoId,
    ) -> Result<bool, StoreError> {
        let removed = sqlx::query(
            "DELETE FROM observation_photos WHERE school_id = $1 AND observation_id = $2 AND id = $3
             AND EXISTS (SELECT 1 FROM observations o WHERE o.school_id = $1 AND o.id = $2 AND o.author_id = $4)",
        )
        .school(self.school)
        .observation(observation)
        .observation_photo(photo)
        .member(permit.action().author)
        .execute(&mut *self.tx)
        .await?;
        Ok(removed.rows_affected() > 0)
    }
}
