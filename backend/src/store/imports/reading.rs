//! How the files of imports were read, and the files themselves until they are confirmed.

use super::staged::{ImportState, from_json, json};
use crate::access::Permit;
use crate::access::actor::Stamped;
use crate::store::bind::Bind as _;
use crate::store::{Store, StoreError};
use domain::access::{ImportStaff, ViewImports};
use domain::id::ImportId;
use domain::import::{Choices, FileShape, Matching, ReadList, ReadingChoices};
use sqlx::Row as _;

/// An unconfirmed file: how it was read, the choices for reading it, and its bytes, unless they must not be kept.
#[derive(Clone, Debug)]
pub(crate) struct StagedFile {
    pub read: ReadList,
    pub choices: ReadingChoices,
    pub file: Option<Vec<u8>>,
}

/// How a file was read.
#[derive(Clone, Debug, Default)]
pub(crate) struct StoredShape {
    pub shape: FileShape,
    pub choices: ReadingChoices,
    /// Whether the file's bytes are still stored, so that it can be read again.
    pub has_file: bool,
}

/// The choices a new file starts with.
pub(crate) struct MappingSource {
    pub matching: Matching,
    pub choices: Choices,
    /// Whether they come from an earlier file with the same columns.
    pub as_last_time: bool,
}

impl Store {
    /// How an import's file was read; None once it is confirmed.
    pub(crate) async fn import_reading(
        &self,
        permit: &Permit<ViewImports>,
        import: ImportId,
    ) -> Result<Option<StoredShape>, StoreError> {
        let sql = "SELECT shape, reading, CASE WHEN source IS NULL THEN 0 ELSE 1 END AS has_file FROM imports
                   WHERE school_id = $1 AND id = $2 AND state <> 'done' AND shape IS NOT NULL";
        let found = sqlx::query(sql).school(permit.school()).import(import).fetch_optional(self.pool()).await?;
        let Some(found) = found else { return Ok(None) };
        Ok(Some(StoredShape {
            shape: from_json(&found.try_get::<String, _>("shape")?)?,
            choices: found
                .try_get::<Option<String>, _>("reading")?
                .as_deref()
                .map(from_json)
                .transpose()?
                .unwrap_or_default(),
            has_file: found
                .try_get::<i64, _>("has_file")
                .or_else(|_| found.try_get::<i32, _>("has_file").map(i64::from))?
                == 1,
        }))
    }

    /// The file's bytes; None when they are not stored.
    pub(crate) async fn import_file(
        &self,
        permit: &Permit<ImportStaff>,
        import: ImportId,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let found = sqlx::query("SELECT source FROM imports WHERE school_id = $1 AND id = $2 AND state <> 'done'")
            .school(permit.school())
            .import(import)
            .fetch_optional(self.pool())
            .await?;
        Ok(found.map(|found| found.try_get("source")).transpose()?.flatten())
    }

    /// Stores a file that was read again; its columns have to be matched again. False when the import is confirmed or
    /// gone.
    pub(crate) async fn put_import_again(
        &self,
        permit: &Permit<ImportStaff>,
        _: &Stamped,
        import: ImportId,
        taken: &MappingSource,
        staged: &StagedFile,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE imports SET state = $3, content = $4, matching = $5, choices = $6, shape = $7, reading = $8, source = $9, as_last_time = $10
                   WHERE school_id = $1 AND id = $2 AND state <> 'done'";
        let written = sqlx::query(sql)
            .school(permit.school())
            .import(import)
            .bind(ImportState::Matching.code())
            .bind(json(&staged.read.table)?)
            .bind(json(&taken.matching)?)
            .bind(json(&taken.choices)?)
            .bind(json(&staged.read.shape)?)
            .bind(json(&staged.choices)?)
            .bind(staged.file.clone())
            .bind(i32::from(taken.as_last_time))
            .execute(self.pool())
            .await?;
        Ok(written.rows_affected() == 1)
    }

    /// The reading choices of the school's last confirmed file.
    pub(crate) async fn last_reading(
        &self,
        permit: &Permit<ImportStaff>,
    ) -> Result<Option<ReadingChoices>, StoreError> {
        let sql = "SELECT reading FROM imports WHERE school_id = $1 AND state = 'done' AND reading IS NOT NULL
                   ORDER BY finished_at DESC, id LIMIT 1";
        let found = sqlx::query(sql).school(permit.school()).fetch_optional(self.pool()).await?;
        found.map(|found| from_json(&found.try_get::<String, _>("reading")?)).transpose()
    }
}
