//! Recording, changing and deleting observations.

use crate::access::Permit;
use crate::store::bind::Bind as _;
use crate::store::members::values;
use crate::store::{SchoolTransaction, StoreError, row};
use domain::access::{ChangeObservation, CreateObservation, DeleteObservation};
use domain::id::{FormKey, ObservationId};
use domain::observation::NewObservation;
use sqlx::AssertSqlSafe;

/// What belongs to observation `$2` of school `$1`, in the order of foreign keys.
const PARTS: [&str; 3] = [
    "DELETE FROM observation_areas WHERE school_id = $1 AND observation_id = $2",
    "DELETE FROM observation_pupils WHERE school_id = $1 AND observation_id = $2",
    "DELETE FROM observation_photos WHERE school_id = $1 AND observation_id = $2",
];

impl SchoolTransaction {
    /// The observation already recorded by this submission of the form: its key makes recording idempotent.
    pub(crate) async fn observation_by_form_key(
        &mut self,
        _: &Permit<CreateObservation<'_>>,
        key: FormKey,
    ) -> Result<Option<ObservationId>, StoreError> {
        let found = sqlx::query("SELECT id FROM observations WHERE school_id = $1 AND form_key = $2")
            .school(self.school)
            .bind(key.to_string())
            .fetch_optional(&mut *self.tx)
            .await?;
        found.map(|found| row::id::<ObservationId>(&found, "id")).transpose()
    }

    /// Records an observation by the actor.
    pub(crate) async fn add_observation(
        &mut self,
        permit: &Permit<CreateObservation<'_>>,
        id: ObservationId,
        new: &NewObservation,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO observations (id, school_id, version, body, observed_on, author_id, created_at, form_key)
             VALUES ($1, $2, 1, $3, $4, $5, $6, $7)",
        )
        .observation(id)
        .school(self.school)
        .bind(new.text.clone())
        .bind(new.observed_on.to_string())
        .member(permit.member())
        .moment(self.at)
        .bind(new.form_key.map(|key| key.to_string()))
        .execute(&mut *self.tx)
        .await?;
        self.put_parts(id, new).await
    }

    /// Changes an observation of the permit's author, if it is still at this version; gives whether it was.
    pub(crate) async fn change_observation(
        &mut self,
        permit: &Permit<ChangeObservation<'_>>,
        id: ObservationId,
        version: i64,
        new: &NewObservation,
    ) -> Result<bool, StoreError> {
        let changed = sqlx::query(
            "UPDATE observations SET version = version + 1, body = $5, observed_on = $6, changed_by = $7, changed_at = $8
             WHERE school_id = $1 AND id = $2 AND author_id = $3 AND version = $4",
        )
        .school(self.school)
        .observation(id)
        .member(permit.action().author)
        .bind(version)
        .bind(new.text.clone())
        .bind(new.observed_on.to_string())
        .member(permit.member())
        .moment(self.at)
        .execute(&mut *self.tx)
        .await?;
        if changed.rows_affected() == 0 {
            return Ok(false);
        }
        for sql in &PARTS[..2] {
            sqlx::query(*sql).school(self.school).observation(id).execute(&mut *self.tx).await?;
        }
        self.put_parts(id, new).await?;
        Ok(true)
    }

    /// Whether mail about an observation still waits to be sent home.
    pub(crate) async fn is_on_its_way_home(
        &mut self,
        _: &Permit<ChangeObservation<'_>>,
        id: ObservationId,
    ) -> Result<bool, StoreError> {
        let found = sqlx::query(
            "SELECT id FROM outbox WHERE school_id = $1 AND kind = 'observation' AND state = 'waiting' AND detail LIKE $2 LIMIT 1",
        )
        .school(self.school)
        .bind(format!("{id} %"))
        .fetch_optional(&mut *self.tx)
        .await?;
        Ok(found.is_some())
    }

    /// Deletes an observation of the permit's author, with its photos.
    pub(crate) async fn delete_observation(
        &mut self,
        permit: &Permit<DeleteObservation<'_>>,
        id: ObservationId,
    ) -> Result<(), StoreError> {
        for sql in PARTS {
            sqlx::query(sql).school(self.school).observation(id).execute(&mut *self.tx).await?;
        }
        sqlx::query("DELETE FROM observations WHERE school_id = $1 AND id = $2 AND author_id = $3")
            .school(self.school)
            .observation(id)
            .member(permit.action().author)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Writes an observation's areas and children.
    pub(super) async fn put_parts(&mut self, id: ObservationId, new: &NewObservation) -> Result<(), StoreError> {
        if !new.areas.is_empty() {
            let rows = values(new.areas.len(), 3);
            let sql = format!("INSERT INTO observation_areas (school_id, observation_id, area) VALUES {rows}");
            let query = new.areas.iter().fold(sqlx::query(AssertSqlSafe(sql)), |query, area| {
                query.school(self.school).observation(id).bind(area.code())
            });
            query.execute(&mut *self.tx).await?;
        }
        let rows = values(new.children.len(), 3);
        let sql = format!("INSERT INTO observation_pupils (school_id, observation_id, pupil_id) VALUES {rows}");
        let query = new.children.iter().fold(sqlx::query(AssertSqlSafe(sql)), |query, pupil| {
            query.school(self.school).observation(id).pupil(*pupil)
        });
        query.execute(&mut *self.tx).await?;
        Ok(())
    }
}
