//! Recomputing stored search keys after the rule has changed, so that searches find old rows too.
//!
//! Rows are read a batch at a time, and only keys that differ are written. The version is written last: an interrupted
//! run starts again with the next start, and two servers starting at once merely do the work twice.

use super::bind::Bind as _;
use super::members::MemberDetails;
use super::members::columns::projection;
use super::{Store, StoreError, audit, pupils, row};
use domain::id::SchoolId;
use domain::search::VERSION;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row as _};

/// Rows read, and written in one transaction.
const AT_ONCE: i64 = 1_000;

/// A kind of row with a search key.
struct SearchKeyTable {
    table: &'static str,
    /// The row's unique id, which also orders the batches.
    id: &'static str,
    /// The columns that its key is made of.
    columns: fn() -> String,
    key: fn(&AnyRow) -> Result<String, StoreError>,
}

const KEYED: [SearchKeyTable; 2] = [
    SearchKeyTable { table: "members", id: "id", columns: || SEARCHED.select(""), key: |row| Ok(searched(row)?.key()) },
    SearchKeyTable { table: "pupils", id: "id", columns: || "forename, surname, upn".to_owned(), key: of_pupil },
];

impl Store {
    /// Recomputes keys of an older rule.
    pub(super) async fn renew_search_keys(&self) -> Result<(), StoreError> {
        let made_by = sqlx::query("SELECT version FROM search_keys WHERE id = 1").fetch_optional(self.pool()).await?;
        let made_by = made_by.map(|found| found.try_get::<i64, _>("version")).transpose()?.unwrap_or(VERSION);
        if made_by >= VERSION {
            return Ok(());
        }
        for keyed in &KEYED {
            self.renew(keyed).await?;
        }
        self.renew_log().await?;
        sqlx::query("UPDATE search_keys SET version = $1 WHERE id = 1 AND version < $1")
            .bind(VERSION)
            .execute(self.pool())
            .await?;
        Ok(())
    }

    async fn renew(&self, SearchKeyTable { table, id, columns, key }: &SearchKeyTable) -> Result<(), StoreError> {
        let columns = columns();
        // The columns come first, because a member's are read by their places.
        let read =
            format!("SELECT {columns}, {id}, search_key FROM {table} WHERE {id} > $1 ORDER BY {id} LIMIT {AT_ONCE}");
        let write = format!("UPDATE {table} SET search_key = $2 WHERE {id} = $1 AND search_key = $3");
        let mut last = String::new();
        loop {
            let mut tx = self.begin().await?;
            let rows = sqlx::query(AssertSqlSafe(read.clone())).bind(last.clone()).fetch_all(&mut *tx).await?;
            let Some(end) = rows.last() else { return Ok(()) };
            last = end.try_get(*id)?;
            for row in &rows {
                let (old, new): (String, String) = (row.try_get("search_key")?, key(row)?);
                if old != new {
                    let query = sqlx::query(AssertSqlSafe(write.clone())).bind(row.try_get::<String, _>(*id)?);
                    query.bind(new).bind(old).execute(&mut *tx).await?;
                }
            }
            tx.commit().await?;
        }
    }

    async fn renew_log(&self) -> Result<(), StoreError> {
        let (mut school, mut number) = (String::new(), 0_i64);
        loop {
            let mut tx = self.begin().await?;
            let rows = sqlx::query(AssertSqlSafe(format!(
                "SELECT school_id, number, action, subject_kind, subject_id, actor_name, subject_name, old_value, new_value, search_key FROM audit_log
                 WHERE (school_id, number) > ($1, $2) ORDER BY school_id, number LIMIT {AT_ONCE}"
            )))
            .bind(school.clone())
            .bind(number)
            .fetch_all(&mut *tx)
            .await?;
            let Some(end) = rows.last() else { return Ok(()) };
            (school, number) = (end.try_get("school_id")?, end.try_get("number")?);
            for entry in &rows {
                let (old, new): (String, String) = (entry.try_get("search_key")?, of_entry(entry)?);
                if old != new {
                    sqlx::query(
                        "UPDATE audit_log SET search_key = $3 WHERE school_id = $1 AND number = $2 AND search_key = $4",
                    )
                    .school(row::id::<SchoolId>(entry, "school_id")?)
                    .bind(entry.try_get::<i64, _>("number")?)
                    .bind(new)
                    .bind(old)
                    .execute(&mut *tx)
                    .await?;
                }
            }
            tx.commit().await?;
        }
    }
}

/// What a member's key is made of.
pub(in crate::store) struct SearchedMember {
    first_name: String,
    last_name: String,
    email: String,
    job_title: Option<String>,
    username: Option<String>,
    staff_code: Option<String>,
}

projection! {
    SEARCHED, fn searched(found) -> SearchedMember {
        first_name: FIRST_NAME,
        last_name: LAST_NAME,
        email: EMAIL,
        job_title: JOB_TITLE,
        username: USERNAME,
        staff_code: STAFF_CODE,
    }
}

impl SearchedMember {
    fn key(&self) -> String {
        let details = MemberDetails {
            job_title: self.job_title.as_deref(),
            username: self.username.as_deref(),
            staff_code: self.staff_code.as_deref(),
            ..MemberDetails::named(&self.first_name, &self.last_name, &self.email)
        };
        details.search_key()
    }
}

fn of_pupil(row: &AnyRow) -> Result<String, StoreError> {
    let [forename, surname]: [String; 2] = [row.try_get("forename")?, row.try_get("surname")?];
    let upn: Option<String> = row.try_get("upn")?;
    Ok(pupils::search_key(&forename, &surname, upn.as_deref()))
}

fn of_entry(row: &AnyRow) -> Result<String, StoreError> {
    let text = |column: &str| row.try_get::<Option<String>, _>(column);
    let value = |column: &str| Ok::<_, StoreError>(text(column)?.and_then(|value| serde_json::from_str(&value).ok()));
    let values: [Option<serde_json::Value>; 2] = [value("old_value")?, value("new_value")?];
    let [old, new] = &values;
    let [action, kind, id]: [String; 3] =
        [row.try_get("action")?, row.try_get("subject_kind")?, row.try_get("subject_id")?];
    Ok(audit::search_key(
        (&action, &kind, &id),
        [&text("actor_name")?, &text("subject_name")?],
        [old.as_ref(), new.as_ref()],
    ))
}
