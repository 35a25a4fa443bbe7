//! Writing the demonstration's observations and home contacts.

use crate::access::Seeding;
use crate::store::bind::Bind as _;
use crate::store::{SchoolTransaction, StoreError};
use domain::id::{MemberId, ObservationId, PupilId};
use domain::moment::Moment;
use domain::observation::NewObservation;

/// An observation made up for the demonstration.
#[derive(Debug)]
pub(crate) struct SeededObservation {
    pub id: ObservationId,
    pub author: MemberId,
    pub new: NewObservation,
    pub created_at: Moment,
    /// When the author shared it with home, if they did.
    pub shared_at: Option<Moment>,
}

impl SchoolTransaction {
    /// Writes an observation as if it had been recorded then. No mail is queued.
    pub(crate) async fn seed_observation(&mut self, _: &Seeding, seeded: &SeededObservation) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO observations (id, school_id, version, body, observed_on, author_id, created_at, shared_by, shared_at)
             VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8)",
        )
        .observation(seeded.id)
        .school(self.school)
        .bind(seeded.new.text.clone())
        .bind(seeded.new.observed_on.to_string())
        .member(seeded.author)
        .moment(seeded.created_at)
        .member(seeded.shared_at.map(|_| seeded.author))
        .moment(seeded.shared_at)
        .execute(&mut *self.tx)
        .await?;
        self.put_parts(seeded.id, &seeded.new).await
    }

    /// Sets a pupil's home contact.
    pub(crate) async fn seed_home_contact(
        &mut self,
        _: &Seeding,
        pupil: PupilId,
        email: &str,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE pupils SET home_email = $3 WHERE school_id = $1 AND id = $2")
            .school(self.school)
            .pupil(pupil)
            .bind(email.to_owned())
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }
}
