//! The rows of a confirmed import, whose counts are kept.

use crate::store::bind::Bind as _;
use crate::store::{StoreError, row};
use domain::id::ImportId;
use domain::import::ResultView;
use domain::moment::Moment;
use sqlx::{Any, Row as _, Transaction};

/// Deletes the rows of one import; 0 when none is left.
pub(super) async fn take_rows(tx: &mut Transaction<'static, Any>, before: Moment) -> Result<u64, StoreError> {
    let found = sqlx::query(
        "SELECT id, result FROM imports WHERE lines IS NOT NULL AND state = 'done' AND finished_at <= $1 ORDER BY finished_at LIMIT 1",
    )
    .moment(before)
    .fetch_optional(&mut **tx)
    .await?;
    let Some(found) = found else { return Ok(0) };
    let result: Option<String> = found.try_get("result")?;
    let taken = sqlx::query("UPDATE imports SET lines = NULL, result = $2 WHERE id = $1")
        .import(row::id::<ImportId>(&found, "id")?)
        .bind(result.map(|result| counts_of(&result)))
        .execute(&mut **tx)
        .await?;
    Ok(taken.rows_affected())
}

/// A result reduced to its counts; empty when it cannot be read.
fn counts_of(result: &str) -> String {
    let result: ResultView = serde_json::from_str(result).unwrap_or_default();
    serde_json::to_string(&ResultView { remarks: Vec::new(), has_rows: false, ..result }).unwrap_or_default()
}
