//! Pupils who leave, and come back.

use super::{StoredPupil, pupils_where};
use crate::access::{Permit, RecordsLeaving};
use crate::search_key::normalise;
use crate::store::bind::Bind as _;
use crate::store::sql_value::Condition;
use crate::store::{SchoolTransaction, Store, StoreError, row};
use domain::access::NamePupils;
use domain::day::Day;
use domain::id::PupilId;

/// A pupil, as far as leaving is about them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LeavingPupil {
    pub name: String,
    pub left_on: Option<Day>,
}

impl Store {
    /// The pupils of a class who have left by `today`, but were there on or after `since`.
    pub(crate) async fn pupils_who_left(
        &self,
        permit: &Permit<NamePupils<'_>>,
        class: &str,
        (since, today): (Day, Day),
    ) -> Result<Vec<StoredPupil>, StoreError> {
        let mut condition = Condition::new("p.school_id = $1");
        let class = condition.bind(normalise(class));
        let (since, today) = (condition.bind(since.to_string()), condition.bind(today.to_string()));
        condition
            .sql
            .push_str(&format!(" AND p.class_key = ${class} AND p.left_on > ${since} AND p.left_on <= ${today}"));
        pupils_where(self.pool(), permit.school(), condition, None).await
    }
}

impl SchoolTransaction {
    /// A pupil of the school, read in this transaction.
    pub(crate) async fn leaving_pupil(
        &mut self,
        _: &impl RecordsLeaving,
        pupil: PupilId,
    ) -> Result<Option<LeavingPupil>, StoreError> {
        let found = sqlx::query(
            "SELECT forename AS first_name, surname AS last_name, left_on FROM pupils WHERE school_id = $1 AND id = $2",
        )
        .school(self.school)
        .pupil(pupil)
        .fetch_optional(&mut *self.tx)
        .await?;
        let read = |found| {
            Ok(LeavingPupil { name: row::name(&found)?, left_on: row::read_optional(&found, "left_on", Day::parse)? })
        };
        found.map(read).transpose()
    }

    /// Sets or clears the first day without a pupil.
    pub(crate) async fn set_left_on(
        &mut self,
        _: &impl RecordsLeaving,
        pupil: PupilId,
        left_on: Option<Day>,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE pupils SET left_on = $3 WHERE school_id = $1 AND id = $2")
            .school(self.school)
            .pupil(pupil)
            .day(left_on)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }
}
