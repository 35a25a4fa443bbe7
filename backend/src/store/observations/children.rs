//! The children that can be ticked in the form of an observation.

use crate::access::Permit;
use crate::store::bind::Bind as _;
use crate::store::pupils::{Presence, found};
use crate::store::sql_value::{places_for, some_at_once};
use crate::store::{SchoolTransaction, Store, StoreError, StoredPupil, row};
use domain::access::NamePupils;
use domain::day::Day;
use domain::id::PupilId;
use domain::pupil::PupilListing;
use sqlx::AssertSqlSafe;
use std::collections::BTreeSet;

impl Store {
    /// Every pupil at the school that a search and filters leave.
    pub(crate) async fn pupils_to_observe(
        &self,
        permit: &Permit<NamePupils<'_>>,
        listing: &PupilListing,
        today: Day,
    ) -> Result<Vec<StoredPupil>, StoreError> {
        found(self.pool(), permit.school(), (listing, Presence::AtSchool(today)), None).await
    }

    /// Every pupil there ever was: an observation stays about children who have left.
    pub(crate) async fn pupils_observed(
        &self,
        permit: &Permit<NamePupils<'_>>,
    ) -> Result<Vec<StoredPupil>, StoreError> {
        found(self.pool(), permit.school(), (&PupilListing::default(), Presence::Ever), None).await
    }

    /// The name of one pupil of the school.
    pub(crate) async fn name_of_pupil(
        &self,
        permit: &Permit<NamePupils<'_>>,
        pupil: PupilId,
    ) -> Result<Option<String>, StoreError> {
        let found = sqlx::query(
            "SELECT forename AS first_name, surname AS last_name FROM pupils WHERE school_id = $1 AND id = $2",
        )
        .school(permit.school())
        .pupil(pupil)
        .fetch_optional(self.pool())
        .await?;
        found.as_ref().map(row::name).transpose()
    }
}

impl SchoolTransaction {
    /// Whether all of these are pupils of the school.
    pub(crate) async fn are_pupils(
        &mut self,
        _: &Permit<NamePupils<'_>>,
        pupils: &BTreeSet<PupilId>,
    ) -> Result<bool, StoreError> {
        let pupils: Vec<_> = pupils.iter().copied().collect();
        let mut there = BTreeSet::new();
        for some in some_at_once(&pupils) {
            let sql = format!("SELECT id FROM pupils WHERE school_id = $1 AND id IN ({})", places_for(&some, 1));
            let query = sqlx::query(AssertSqlSafe(sql)).school(self.school);
            let query = some.iter().fold(query, |query, pupil| query.pupil(*pupil));
            for found in query.fetch_all(&mut *self.tx).await? {
                there.insert(row::id::<PupilId>(&found, "id")?);
            }
        }
        Ok(there.len() == pupils.len())
    }

    /// The names of those of these pupils who have left by `today`.
    pub(crate) async fn names_of_left(
        &mut self,
        _: &Permit<NamePupils<'_>>,
        pupils: &BTreeSet<PupilId>,
        today: Day,
    ) -> Result<Vec<String>, StoreError> {
        let pupils: Vec<_> = pupils.iter().copied().collect();
        let mut names = BTreeSet::new();
        for some in some_at_once(&pupils) {
            let sql = format!(
                "SELECT forename AS first_name, surname AS last_name FROM pupils WHERE school_id = $1 AND left_on <= $2 AND id IN ({})",
                places_for(&some, 2)
            );
            let query = sqlx::query(AssertSqlSafe(sql)).school(self.school).day(today);
            let query = some.iter().fold(query, |query, pupil| query.pupil(*pupil));
            for found in query.fetch_all(&mut *self.tx).await? {
                names.insert(row::name(&found)?);
            }
        }
        Ok(names.into_iter().collect())
    }
}
