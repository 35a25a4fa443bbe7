//! How a school assesses.

use crate::access::{Permit, ReadsSchool, ReadsSettings};
use crate::store::bind::Bind as _;
use crate::store::{SchoolTransaction, Store, StoreError};
use domain::access::SetUpAssessment;
use domain::assessment::AssessmentSettings;
use domain::id::SchoolId;
use sqlx::{Any, Executor, Row as _};

impl Store {
    /// The school's assessment settings, or the defaults. Every member may know them.
    pub(crate) async fn assessment_settings(&self, of: &impl ReadsSchool) -> Result<AssessmentSettings, StoreError> {
        settings(self.pool(), of.school()).await
    }
}

impl SchoolTransaction {
    /// The school's assessment settings, read in this transaction.
    pub(crate) async fn assessment_settings(
        &mut self,
        _: &impl ReadsSettings,
    ) -> Result<AssessmentSettings, StoreError> {
        settings(&mut *self.tx, self.school).await
    }

    /// Stores the school's assessment settings.
    pub(crate) async fn set_assessment(
        &mut self,
        _: &Permit<SetUpAssessment<'_>>,
        new: &AssessmentSettings,
    ) -> Result<(), StoreError> {
        let text = serde_json::to_string(new).map_err(|_| StoreError::Corrupt("assessment settings"))?;
        sqlx::query("UPDATE schools SET assessment = $2 WHERE id = $1")
            .school(self.school)
            .bind(text)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }
}

async fn settings(
    executor: impl Executor<'_, Database = Any>,
    school: SchoolId,
) -> Result<AssessmentSettings, StoreError> {
    let found = sqlx::query("SELECT assessment FROM schools WHERE id = $1").school(school).fetch_one(executor).await?;
    let text: Option<String> = found.try_get("assessment")?;
    let Some(text) = text else { return Ok(AssessmentSettings::default()) };
    serde_json::from_str(&text).map_err(|_| StoreError::Corrupt("assessment settings"))
}
