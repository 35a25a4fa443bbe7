//! Photos of pupils: one each, read only by actors who may know who the pupils are.

use crate::access::Permit;
use crate::store::bind::Bind as _;
use crate::store::{Photo, SchoolTransaction, Store, StoreError, row};
use domain::access::{NamePupils, SetPupilPhoto};
use domain::id::{PhotoId, PupilId};
use sqlx::Row as _;

impl Store {
    /// The id of a pupil's photo, if they have one.
    pub(crate) async fn photo_of_pupil(
        &self,
        permit: &Permit<NamePupils<'_>>,
        pupil: PupilId,
    ) -> Result<Option<PhotoId>, StoreError> {
        let found = sqlx::query("SELECT id FROM pupil_photos WHERE school_id = $1 AND pupil_id = $2")
            .school(permit.school())
            .pupil(pupil)
            .fetch_optional(self.pool())
            .await?;
        found.map(|found| row::id::<PhotoId>(&found, "id")).transpose()
    }

    /// A photo of a pupil, as a JPEG.
    pub(crate) async fn pupil_photo(
        &self,
        permit: &Permit<NamePupils<'_>>,
        pupil: PupilId,
        photo: PhotoId,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let found = sqlx::query("SELECT picture FROM pupil_photos WHERE school_id = $1 AND pupil_id = $2 AND id = $3")
            .school(permit.school())
            .pupil(pupil)
            .photo(photo)
            .fetch_optional(self.pool())
            .await?;
        Ok(found.map(|found| found.try_get(0)).transpose()?)
    }
}

impl SchoolTransaction {
    /// A pupil's name, read in this transaction.
    pub(crate) async fn pictured_pupil(
        &mut self,
        _: &Permit<SetPupilPhoto<'_>>,
        pupil: PupilId,
    ) -> Result<Option<String>, StoreError> {
        let found = sqlx::query(
            "SELECT forename AS first_name, surname AS last_name FROM pupils WHERE school_id = $1 AND id = $2",
        )
        .school(self.school)
        .pupil(pupil)
        .fetch_optional(&mut *self.tx)
        .await?;
        found.as_ref().map(row::name).transpose()
    }

    /// Sets a pupil's photo, replacing any earlier one; gives whether they had one.
    pub(crate) async fn put_pupil_photo(
        &mut self,
        permit: &Permit<SetPupilPhoto<'_>>,
        pupil: PupilId,
        (id, photo): (PhotoId, Photo),
    ) -> Result<bool, StoreError> {
        let had_one = self.remove_pupil_photo(permit, pupil).await?;
        sqlx::query(
            "INSERT INTO pupil_photos (id, school_id, pupil_id, picture, created_at) VALUES ($1, $2, $3, $4, $5)",
        )
        .photo(id)
        .school(self.school)
        .pupil(pupil)
        .bind(photo.large)
        .moment(self.at)
        .execute(&mut *self.tx)
        .await?;
        Ok(had_one)
    }

    /// Deletes a pupil's photo; gives whether they had one.
    pub(crate) async fn remove_pupil_photo(
        &mut self,
        _: &Permit<SetPupilPhoto<'_>>,
        pupil: PupilId,
    ) -> Result<bool, StoreError> {
        let removed = sqlx::query("DELETE FROM pupil_photos WHERE school_id = $1 AND pupil_id = $2")
            .school(self.school)
            .pupil(pupil)
            .execute(&mut *self.tx)
            .await?;
        Ok(removed.rows_affected() > 0)
    }
}
