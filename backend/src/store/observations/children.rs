//! The children that can be ticked in the form of an observation.

use crate::access::Permit;
use crate::store::bind::Bind as _;
use crate::store::pupils::found;
use crate::store::sql_value::{places_for, some_at_once};
use crate::store::{SchoolTransaction, Store, StoreError, StoredPupil, row};
use domain::access::NamePupils;
use domain::id::PupilId;
use domain::pupil::PupilListing;
use sqlx::AssertSqlSafe;
use std::collections::BTreeSet;

impl Store {
    /// Every pupil that a search and filters leave.
    pub(crate) async fn pupils_to_observe(
        &self,
        permit: &Permit<NamePupils<'_>>,
        listing: &PupilListing,
    ) -> Result<Vec<StoredPupil>, StoreError> {
        found(self.pool(), permit.school(), listing, None).await
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
}
