//! Photos. A member has at most one; the member's own row holds its id, so that lists do not read this table.

use super::{SchoolTransaction, Store, StoreError, codes, row};
use crate::access::{Permit, Scheduler};
use crate::store::bind::Bind as _;
use crate::store::members::columns::name_of;
use domain::access::{SetPhoto, ViewPhotos};
use domain::id::{MemberId, PhotoId};
use domain::photo::PhotoSize;
use domain::role::Role;
use serde::{Deserialize, Serialize};
use sqlx::Row as _;

/// A photo as stored: the same square in two sizes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// 96 pixels wide and high, a JPEG.
    pub small: Vec<u8>,
    /// 512 pixels wide and high, a JPEG.
    pub large: Vec<u8>,
}

impl core::fmt::Debug for Photo {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Photo")
    }
}

/// A member with their photo, if any.
#[derive(Debug)]
pub(crate) struct PhotoOwner {
    pub name: String,
    pub role: Role,
    pub photo: Option<PhotoId>,
}

impl Store {
    /// A member of the school with the id of their photo.
    pub(crate) async fn pictured(
        &self,
        permit: &Permit<ViewPhotos>,
        member: MemberId,
    ) -> Result<Option<PhotoOwner>, StoreError> {
        let found = sqlx::query(concat!(
            "SELECT ",
            name_of!(),
            ", role, photo_id FROM members WHERE school_id = $1 AND id = $2"
        ))
        .school(permit.school())
        .member(member)
        .fetch_optional(self.pool())
        .await?;
        let Some(found) = found else { return Ok(None) };
        Ok(Some(PhotoOwner {
            name: row::name(&found)?,
            role: codes::MEMBER_ROLE.read(&found)?.level(),
            photo: row::optional_id::<PhotoId>(&found, "photo_id")?,
        }))
    }

    /// A photo of the school.
    pub(crate) async fn photo(
        &self,
        permit: &Permit<ViewPhotos>,
        photo: PhotoId,
        size: PhotoSize,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = match size {
            PhotoSize::Small => "SELECT small FROM photos WHERE school_id = $1 AND id = $2",
            PhotoSize::Large => "SELECT large FROM photos WHERE school_id = $1 AND id = $2",
        };
        let found = sqlx::query(sql).school(permit.school()).photo(photo).fetch_optional(self.pool()).await?;
        Ok(found.map(|found| found.try_get(0)).transpose()?)
    }
}

impl SchoolTransaction {
    /// Sets the member's photo, replacing any earlier one; gives whether they had one.
    pub(crate) async fn put_photo(
        &mut self,
        permit: Permit<SetPhoto>,
        id: PhotoId,
        photo: &Photo,
    ) -> Result<bool, StoreError> {
        let member = permit.action().subject.member;
        let had_one = self.delete_photo(member).await?;
        sqlx::query(
            "INSERT INTO photos (id, school_id, member_id, small, large, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .photo(id)
        .school(self.school)
        .member(member)
        .bind(photo.small.clone())
        .bind(photo.large.clone())
        .moment(self.at)
        .execute(&mut *self.tx)
        .await?;
        self.point_to_photo(member, Some(id)).await?;
        Ok(had_one)
    }

    /// Deletes the member's photo; gives whether they had one.
    pub(crate) async fn remove_photo(&mut self, permit: Permit<SetPhoto>) -> Result<bool, StoreError> {
        self.delete_photo(permit.action().subject.member).await
    }

    /// Deletes the photo of a person who is erased; gives whether they had one.
    pub(crate) async fn forget_photo(&mut self, _: &Scheduler, member: MemberId) -> Result<bool, StoreError> {
        self.delete_photo(member).await
    }

    async fn delete_photo(&mut self, member: MemberId) -> Result<bool, StoreError> {
        let forgotten = sqlx::query("DELETE FROM photos WHERE school_id = $1 AND member_id = $2")
            .school(self.school)
            .member(member)
            .execute(&mut *self.tx)
            .await?;
        self.point_to_photo(member, None).await?;
        Ok(forgotten.rows_affected() > 0)
    }

    async fn point_to_photo(&mut self, member: MemberId, photo: Option<PhotoId>) -> Result<(), StoreError> {
        sqlx::query("UPDATE members SET photo_id = $3 WHERE school_id = $1 AND id = $2")
            .school(self.school)
            .member(member)
            .photo(photo)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }
}
