//! Erasing a person from the texts of observations, which are about children and stay.

use crate::access::Scheduler;
use crate::store::Mentions;
use crate::store::bind::Bind as _;
use crate::store::{SchoolTransaction, StoreError, row};
use domain::id::ObservationId;
use domain::person::DELETED_STAFF;
use sqlx::Row as _;

impl SchoolTransaction {
    /// Replaces the person's names in the school's observations. As author they have none here: the member's row has it.
    pub(crate) async fn erase_from_observations(
        &mut self,
        _: &Scheduler,
        mentions: &Mentions,
    ) -> Result<(), StoreError> {
        let found = sqlx::query("SELECT id, body FROM observations WHERE school_id = $1")
            .school(self.school)
            .fetch_all(&mut *self.tx)
            .await?;
        for found in found {
            let Some(body) = mentions.replaced_in(&found.try_get::<String, _>("body")?, DELETED_STAFF) else {
                continue;
            };
            sqlx::query("UPDATE observations SET body = $3, version = version + 1 WHERE school_id = $1 AND id = $2")
                .school(self.school)
                .observation(row::id::<ObservationId>(&found, "id")?)
                .bind(body)
                .execute(&mut *self.tx)
                .await?;
        }
        Ok(())
    }
}
