//! Uploaded files and the decisions about them, until an import is confirmed, and its result afterwards.

use super::reading::StagedFile;
use crate::access::Permit;
use crate::access::actor::Stamped;
use crate::store::bind::Bind as _;
use crate::store::{SchoolTransaction, Store, StoreError, codes, row};
use domain::access::{ImportStaff, ViewImports};
use domain::id::ImportId;
use domain::import::{Choices, FileName, Matching, ResultLine, ResultView, Table};
use domain::moment::Moment;
use domain::school::OpenImport;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row as _};

/// An import's stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ImportState {
    /// The file's columns have to be matched.
    Matching,
    /// The import can be previewed.
    Staged,
    /// The import is confirmed.
    Done,
}

impl ImportState {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Matching => "matching",
            Self::Staged => "staged",
            Self::Done => "done",
        }
    }

    pub(in crate::store) fn from_code(code: &str) -> Option<Self> {
        [Self::Matching, Self::Staged, Self::Done].into_iter().find(|state| state.code() == code)
    }
}

/// An import without its file.
#[derive(Clone, Debug)]
pub(crate) struct StoredImport {
    pub id: ImportId,
    pub file_name: FileName,
    pub author_name: String,
    pub created_at: Moment,
    pub state: ImportState,
    pub matching: Matching,
    pub choices: Choices,
    pub result: Option<ResultView>,
    /// Whether columns and roles were taken from the last list of this shape.
    pub as_last_time: bool,
}

const COLUMNS: &str = "id, file_name, author_name, created_at, state, matching, choices, result, as_last_time";

impl Store {
    /// Stores a file that was read. Nothing in the school has changed, so nothing is announced.
    pub(crate) async fn put_import(
        &self,
        permit: &Permit<ImportStaff>,
        _: &Stamped,
        new: &StoredImport,
        staged: &StagedFile,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO imports (id, school_id, author_id, author_name, file_name, created_at, state, content, matching, choices, shape, reading, source, as_last_time)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        )
        .import(new.id)
        .school(permit.school())
        .member(permit.member())
        .bind(new.author_name.clone())
        .bind(new.file_name.known().unwrap_or_default().to_owned())
        .moment(new.created_at)
        .bind(new.state.code())
        .bind(json(&staged.read.table)?)
        .bind(json(&new.matching)?)
        .bind(json(&new.choices)?)
        .bind(json(&staged.read.shape)?)
        .bind(json(&staged.choices)?)
        .bind(staged.file.clone())
        .bind(i32::from(new.as_last_time))
        .execute(self.pool())
        .await?;
        Ok(())
    }

    /// An import of the school.
    pub(crate) async fn import(
        &self,
        permit: &Permit<ViewImports>,
        import: ImportId,
    ) -> Result<Option<StoredImport>, StoreError> {
        find(&mut *self.pool().acquire().await?, permit, import).await
    }

    /// The table of an import's file; None once it is confirmed.
    pub(crate) async fn import_table(
        &self,
        permit: &Permit<ViewImports>,
        import: ImportId,
    ) -> Result<Table, StoreError> {
        table(&mut *self.pool().acquire().await?, permit, import).await
    }

    /// The lines of an import's result.
    pub(crate) async fn import_lines(
        &self,
        permit: &Permit<ViewImports>,
        import: ImportId,
    ) -> Result<Option<Vec<ResultLine>>, StoreError> {
        let found = sqlx::query("SELECT lines FROM imports WHERE school_id = $1 AND id = $2")
            .school(permit.school())
            .import(import)
            .fetch_optional(self.pool())
            .await?;
        let Some(found) = found else { return Ok(None) };
        found.try_get::<Option<String>, _>("lines")?.as_deref().map(from_json).transpose()
    }

    /// The school's imports, the latest first.
    pub(crate) async fn imports(
        &self,
        permit: &Permit<ViewImports>,
        most: u32,
    ) -> Result<Vec<StoredImport>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM imports WHERE school_id = $1 ORDER BY created_at DESC, id LIMIT $2");
        let found = sqlx::query(AssertSqlSafe(sql))
            .school(permit.school())
            .bind(i64::from(most))
            .fetch_all(self.pool())
            .await?;
        found.iter().map(read).collect()
    }

    /// The school's imports that are not confirmed, the latest first.
    pub(crate) async fn open_imports(
        &self,
        permit: &Permit<ViewImports>,
        most: u32,
    ) -> Result<Vec<OpenImport>, StoreError> {
        let found = sqlx::query(
            "SELECT id, file_name FROM imports WHERE school_id = $1 AND state <> 'done' ORDER BY created_at DESC, id LIMIT $2",
        )
        .school(permit.school())
        .bind(i64::from(most))
        .fetch_all(self.pool())
        .await?;
        let read =
            |found| Ok(OpenImport { import: row::id(found, "id")?, file: FileName::new(found.try_get("file_name")?) });
        found.iter().map(read).collect()
    }

    /// Stores decisions about an open import; false when it is confirmed or gone.
    pub(crate) async fn decide_import(
        &self,
        permit: &Permit<ImportStaff>,
        _: &Stamped,
        import: ImportId,
        matching: &Matching,
        choices: &Choices,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE imports SET state = $3, matching = $4, choices = $5 WHERE school_id = $1 AND id = $2 AND state <> 'done'";
        let written = sqlx::query(sql)
            .school(permit.school())
            .import(import)
            .bind(ImportState::Staged.code())
            .bind(json(matching)?)
            .bind(json(choices)?)
            .execute(self.pool())
            .await?;
        Ok(written.rows_affected() == 1)
    }

    /// Discards an unconfirmed import, and every one older than `before`.
    pub(crate) async fn discard_imports(
        &self,
        permit: &Permit<ImportStaff>,
        _: &Stamped,
        import: Option<ImportId>,
        before: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM imports WHERE school_id = $1 AND state <> 'done' AND (id = $2 OR created_at < $3)")
            .school(permit.school())
            .import(import)
            .moment(before)
            .execute(self.pool())
            .await?;
        Ok(())
    }
}

impl SchoolTransaction {
    /// An import of the school, read in this transaction.
    pub(crate) async fn import(
        &mut self,
        permit: &Permit<ViewImports>,
        import: ImportId,
    ) -> Result<Option<StoredImport>, StoreError> {
        find(&mut self.tx, permit, import).await
    }

    /// The table of an import's file, read in this transaction.
    pub(crate) async fn import_table(
        &mut self,
        permit: &Permit<ViewImports>,
        import: ImportId,
    ) -> Result<Table, StoreError> {
        table(&mut self.tx, permit, import).await
    }

    /// Marks an import as confirmed and stores its result. The file is deleted.
    pub(crate) async fn finish_import(
        &mut self,
        permit: &Permit<ImportStaff>,
        import: ImportId,
        result: &ResultView,
        lines: &[ResultLine],
    ) -> Result<(), StoreError> {
        let sql = "UPDATE imports SET state = $3, content = '', shape = NULL, source = NULL, choices = $4, result = $5, lines = $6, finished_at = $7 WHERE school_id = $1 AND id = $2";
        sqlx::query(sql)
            .school(permit.school())
            .import(import)
            .bind(ImportState::Done.code())
            .bind(json(&Choices::default())?)
            .bind(json(result)?)
            .bind(json(lines)?)
            .moment(self.at)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }
}

async fn find(
    connection: &mut AnyConnection,
    permit: &Permit<ViewImports>,
    import: ImportId,
) -> Result<Option<StoredImport>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM imports WHERE school_id = $1 AND id = $2");
    let found =
        sqlx::query(AssertSqlSafe(sql)).school(permit.school()).import(import).fetch_optional(connection).await?;
    found.as_ref().map(read).transpose()
}

async fn table(
    connection: &mut AnyConnection,
    permit: &Permit<ViewImports>,
    import: ImportId,
) -> Result<Table, StoreError> {
    let found = sqlx::query("SELECT content FROM imports WHERE school_id = $1 AND id = $2 AND state <> 'done'")
        .school(permit.school())
        .import(import)
        .fetch_optional(connection)
        .await?;
    match found {
        Some(found) => from_json(&found.try_get::<String, _>("content")?),
        None => Ok(Table::default()),
    }
}

fn read(found: &AnyRow) -> Result<StoredImport, StoreError> {
    Ok(StoredImport {
        id: row::id::<ImportId>(found, "id")?,
        file_name: FileName::new(found.try_get("file_name")?),
        author_name: found.try_get("author_name")?,
        created_at: Moment(found.try_get("created_at")?),
        state: codes::IMPORT_STATE.read(found)?,
        matching: from_json(&found.try_get::<String, _>("matching")?)?,
        choices: from_json(&found.try_get::<String, _>("choices")?)?,
        result: found.try_get::<Option<String>, _>("result")?.as_deref().map(from_json).transpose()?,
        as_last_time: found.try_get::<i32, _>("as_last_time")? != 0,
    })
}

pub(super) fn json<T: Serialize + ?Sized>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| StoreError::Corrupt("an import"))
}

pub(super) fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::Corrupt("an import"))
}
