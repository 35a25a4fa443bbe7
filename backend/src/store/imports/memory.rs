//! Choices remembered from a school's last list of staff, for its next one.

use crate::access::Permit;
use crate::limits;
use crate::store::bind::Bind as _;
use crate::store::members::values;
use crate::store::sql_value::{places_for, some_at_once};
use crate::store::{SchoolTransaction, Store, StoreError};
use domain::access::{ImportStaff, ViewImports};
use domain::import::{Choices, Matching};
use domain::moment::Moment;
use sqlx::{AnyConnection, AssertSqlSafe, Row as _};
use std::collections::{BTreeMap, BTreeSet};

/// Rows written by one statement.
const ROWS_AT_ONCE: usize = 40;

impl Store {
    /// The choices for the last list of this shape.
    pub(crate) async fn import_shape(
        &self,
        permit: &Permit<ViewImports>,
        shape: &str,
    ) -> Result<Option<(Matching, Choices)>, StoreError> {
        let found = sqlx::query("SELECT matching, choices FROM import_shapes WHERE school_id = $1 AND shape = $2")
            .school(permit.school())
            .bind(shape.to_owned())
            .fetch_optional(self.pool())
            .await?;
        let Some(found) = found else { return Ok(None) };
        let matching = super::staged::from_json(&found.try_get::<String, _>("matching")?)?;
        Ok(Some((matching, super::staged::from_json(&found.try_get::<String, _>("choices")?)?)))
    }

    /// The keys of the rows a person decided to skip.
    pub(crate) async fn left_rows(&self, permit: &Permit<ViewImports>) -> Result<BTreeSet<String>, StoreError> {
        left(&mut *self.pool().acquire().await?, permit).await
    }
}

impl SchoolTransaction {
    /// The keys of the rows a person decided to skip, read in this transaction.
    pub(crate) async fn left_rows(&mut self, permit: &Permit<ViewImports>) -> Result<BTreeSet<String>, StoreError> {
        left(&mut self.tx, permit).await
    }

    /// Remembers the choices for a list of this shape, replacing earlier ones.
    pub(crate) async fn keep_import_shape(
        &mut self,
        _: &Permit<ImportStaff>,
        shape: &str,
        matching: &Matching,
        choices: &Choices,
    ) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM import_shapes WHERE school_id = $1 AND (shape = $2 OR used_at < $3)")
            .school(self.school)
            .bind(shape.to_owned())
            .moment(self.at.plus(-limits::IMPORT_MEMORY_KEPT))
            .execute(&mut *self.tx)
            .await?;
        sqlx::query(
            "INSERT INTO import_shapes (school_id, shape, matching, choices, used_at) VALUES ($1, $2, $3, $4, $5)",
        )
        .school(self.school)
        .bind(shape.to_owned())
        .bind(super::staged::json(matching)?)
        .bind(super::staged::json(choices)?)
        .moment(self.at)
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    /// Remembers which rows were skipped, with the people each might have been, and forgets earlier answers about
    /// `others`.
    pub(crate) async fn keep_left_rows(
        &mut self,
        _: &Permit<ImportStaff>,
        left: &BTreeMap<&str, String>,
        others: &BTreeSet<&str>,
    ) -> Result<(), StoreError> {
        let gone: Vec<&str> = left.keys().chain(others).copied().collect();
        for some in some_at_once(&gone) {
            let sql =
                format!("DELETE FROM import_answers WHERE school_id = $1 AND row_key IN ({})", places_for(&some, 1));
            let query = sqlx::query(AssertSqlSafe(sql)).school(self.school);
            some.iter().fold(query, |query, key| query.bind((*key).to_owned())).execute(&mut *self.tx).await?;
        }
        self.forget_answers(self.at.plus(-limits::IMPORT_MEMORY_KEPT)).await?;
        let left: Vec<_> = left.iter().collect();
        for some in left.chunks(ROWS_AT_ONCE) {
            let sql = format!(
                "INSERT INTO import_answers (school_id, row_key, about, answered_at) VALUES {}",
                values(some.len(), 4)
            );
            let query = some.iter().fold(sqlx::query(AssertSqlSafe(sql)), |query, (key, about)| {
                query.school(self.school).bind((**key).to_owned()).bind((*about).clone()).moment(self.at)
            });
            query.execute(&mut *self.tx).await?;
        }
        Ok(())
    }

    async fn forget_answers(&mut self, before: Moment) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM import_answers WHERE school_id = $1 AND answered_at < $2")
            .school(self.school)
            .moment(before)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }
}

async fn left(connection: &mut AnyConnection, permit: &Permit<ViewImports>) -> Result<BTreeSet<String>, StoreError> {
    let found = sqlx::query("SELECT row_key FROM import_answers WHERE school_id = $1")
        .school(permit.school())
        .fetch_all(connection)
        .await?;
    found.iter().map(|found| Ok(found.try_get(0)?)).collect()
}
