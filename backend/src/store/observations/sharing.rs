//! Sharing observations with home.

use super::StoredObservation;
use crate::access::Permit;
use crate::store::bind::Bind as _;
use crate::store::{SchoolTransaction, StoreError};
use domain::access::ShareWithHome;
use domain::day::Day;

impl SchoolTransaction {
    /// Marks an observation as shared by the actor, and puts a mail to each child's home contact into the outbox. What
    /// a mail says is read when it is sent.
    pub(crate) async fn share_observation(
        &mut self,
        permit: &Permit<ShareWithHome<'_>>,
        observation: &StoredObservation,
        today: Day,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE observations SET shared_by = $3, shared_at = $4 WHERE school_id = $1 AND id = $2 AND shared_at IS NULL")
            .school(self.school)
            .observation(observation.id)
            .member(permit.member())
            .moment(self.at)
            .execute(&mut *self.tx)
            .await?;
        for child in &observation.children {
            if let Some(to) = child.reached_at(today) {
                self.put_home_mail(observation.id, child.pupil, to).await?;
            }
        }
        Ok(())
    }
}
