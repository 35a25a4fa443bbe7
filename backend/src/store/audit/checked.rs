//! Reading the audit log to verify it. Only the command line does so: nobody is signed in there, and it shows no
//! entries.

use super::chain::{DigestInput, EntryWords};
use crate::access::CommandLine;
use crate::store::bind::Bind as _;
use crate::store::{Store, StoreError, row};
use domain::id::SchoolId;
use domain::moment::Moment;
use sqlx::Row as _;
use sqlx::any::AnyRow;

/// An entry with its link in the chain.
#[derive(Clone, Debug)]
pub(crate) struct ChainedEntry {
    pub sealed: DigestInput,
    pub digest: String,
    pub chain: String,
    pub erased_at: Option<Moment>,
}

impl ChainedEntry {
    /// The action.
    pub fn action(&self) -> &str {
        let [action, ..] = &self.sealed.words.kept;
        action.as_deref().unwrap_or_default()
    }

    /// The new value.
    pub fn new_value(&self) -> Option<&str> {
        let [.., new] = &self.sealed.words.erasable;
        new.as_deref()
    }
}

/// The end of a school's log, as recorded with the school.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ChainHead {
    /// The last entry's number.
    pub number: i64,
    /// The last entry's link in the chain.
    pub chain: String,
}

/// The columns that [`sealed`] reads.
pub(super) const SEALED: &str = "number, at, action, subject_kind, subject_id, actor_id, actor_name, subject_name, old_value, new_value, format, salt, commitments, erased_at";

/// Reads an entry's digest inputs.
pub(super) fn sealed(found: &AnyRow) -> Result<DigestInput, StoreError> {
    let text = |column: &str| found.try_get::<Option<String>, _>(column);
    Ok(DigestInput {
        number: found.try_get("number")?,
        at: Moment(found.try_get("at")?),
        words: EntryWords {
            kept: [text("action")?, text("subject_kind")?, text("subject_id")?, text("actor_id")?],
            erasable: [text("actor_name")?, text("subject_name")?, text("old_value")?, text("new_value")?],
        },
        format: found.try_get("format")?,
        salt: found.try_get("salt")?,
        commitments: text("commitments")?,
    })
}

impl Store {
    /// Every school with its name, or only the one with this name.
    pub(crate) async fn schools_named(
        &self,
        _: &CommandLine,
        name: Option<&str>,
    ) -> Result<Vec<(SchoolId, String)>, StoreError> {
        let found = sqlx::query("SELECT id, name FROM schools WHERE $1 IS NULL OR name = $1 ORDER BY name, id")
            .bind(name.map(str::to_owned))
            .fetch_all(self.pool())
            .await?;
        found.iter().map(|found| Ok((row::id::<SchoolId>(found, "id")?, found.try_get("name")?))).collect()
    }

    /// The end of the log as recorded with the school.
    pub(crate) async fn audit_head(&self, _: &CommandLine, school: SchoolId) -> Result<ChainHead, StoreError> {
        self.head(school).await
    }

    pub(super) async fn head(&self, school: SchoolId) -> Result<ChainHead, StoreError> {
        let found = sqlx::query("SELECT audit_no, audit_chain FROM schools WHERE id = $1")
            .school(school)
            .fetch_one(self.pool())
            .await?;
        Ok(ChainHead { number: found.try_get("audit_no")?, chain: found.try_get("audit_chain")? })
    }

    /// Up to `limit` entries of a school after a number, in order.
    pub(crate) async fn chained_entries(
        &self,
        _: &CommandLine,
        school: SchoolId,
        after: i64,
        limit: i64,
    ) -> Result<Vec<ChainedEntry>, StoreError> {
        let sql = format!(
            "SELECT {SEALED}, digest, chain FROM audit_log WHERE school_id = $1 AND number > $2 ORDER BY number LIMIT $3"
        );
        let found =
            sqlx::query(sqlx::AssertSqlSafe(sql)).school(school).bind(after).bind(limit).fetch_all(self.pool()).await?;
        found
            .iter()
            .map(|found| {
                Ok(ChainedEntry {
                    sealed: sealed(found)?,
                    digest: found.try_get("digest")?,
                    chain: found.try_get("chain")?,
                    erased_at: row::moment(found, "erased_at")?,
                })
            })
            .collect()
    }
}
