//! Filling a database of made-up people with rows past their retention, and measuring costs.

use super::{Database, Store, StoreError};
use crate::access::Seeding;
use sqlx::{AssertSqlSafe, Executor as _, Row as _};
use std::time::{Duration, Instant};

/// How durable SQLite's commits are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SyncMode {
    /// Synced at the next checkpoint: a power cut can lose the last commits.
    Normal,
    /// Synced before each answer, as Rolecall runs.
    Full,
}

/// Kinds of rows, one day past their longest default retention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SampleRows {
    Sessions,
    /// Mails, each with its link and an earlier token.
    Mail,
    Attempts,
}

/// `$1` rows, numbered from `$2`. The database generates them itself, within seconds.
const NUMBERS: &str =
    "WITH RECURSIVE n (i) AS (SELECT CAST($2 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $1 + $2)";
/// A text as long as an id.
const ID: &str = "'-0000-4000-8000-0000000000'";

impl SampleRows {
    fn statements(self) -> Vec<String> {
        let insert = |table: &str, select: &str| format!("INSERT INTO {table} {NUMBERS} SELECT {select} FROM n");
        let hash = "'0123456789abcdef0123456789abcdef0123456789abcdef' || i";
        match self {
            Self::Sessions => vec![insert(
                "sessions (id, token_hash, account_id, school_id, member_id, device, created_at, last_seen_at, ends_at)",
                &format!(
                    "'s' || i || {ID}, {hash}, (SELECT MIN(id) FROM accounts), (SELECT MIN(id) FROM schools), (SELECT MIN(id) FROM members), 'chrome/windows', i, i, i"
                ),
            )],
            Self::Mail => vec![
                insert(
                    "email_tokens (id, kind, school_id, member_id, token_hash, created_at, expires_at)",
                    &format!(
                        "'l' || i || {ID}, 'registration', (SELECT MIN(id) FROM schools), (SELECT MIN(id) FROM members), {hash}, i, i"
                    ),
                ),
                insert(
                    "outbox (id, kind, school_id, member_id, link_id, to_address, author_name, state, attempts, next_attempt_at, created_at, sent_at)",
                    &format!(
                        "'m' || i || {ID}, 'invitation', (SELECT MIN(id) FROM schools), (SELECT MIN(id) FROM members), 'l' || i || {ID}, 'mohammed.fitzgerald@hillside.example', 'Grace Okafor', 'sent', 1, i, i, i"
                    ),
                ),
            ],
            Self::Attempts => vec![insert(
                "sign_in_attempts (id, at, kind, reason, account_id, network, times)",
                &format!("'a' || i || {ID}, i, 'failed', 'password', (SELECT MIN(id) FROM accounts), '192.0.2.0', 1"),
            )],
        }
    }

    const fn table(self) -> &'static str {
        match self {
            Self::Sessions => "sessions",
            Self::Mail => "outbox",
            Self::Attempts => "sign_in_attempts",
        }
    }
}

impl Store {
    /// Writes this many rows that ended long ago.
    pub(crate) async fn fill(&self, _: &Seeding, filler: SampleRows, rows: u32) -> Result<(), StoreError> {
        let count = sqlx::query(AssertSqlSafe(format!("SELECT COUNT(*) AS there FROM {}", filler.table())))
            .fetch_one(self.pool())
            .await?;
        let there: i64 = count.try_get("there")?;
        for sql in filler.statements() {
            sqlx::query(AssertSqlSafe(sql)).bind(i64::from(rows)).bind(there + 1).execute(self.pool()).await?;
        }
        Ok(())
    }

    /// The database's size in bytes.
    pub(crate) async fn size(&self) -> Result<i64, StoreError> {
        let sql = match self.database() {
            Database::Sqlite => {
                "SELECT (SELECT page_count FROM pragma_page_count()) * (SELECT page_size FROM pragma_page_size()) AS size"
            }
            Database::Postgres => "SELECT pg_database_size(current_database()) AS size",
        };
        Ok(sqlx::query(sql).fetch_one(self.pool()).await?.try_get("size")?)
    }

    /// The time of each of this many small commits, one after another on one connection.
    pub(crate) async fn time_commits(
        &self,
        _: &Seeding,
        syncing: SyncMode,
        commits: usize,
    ) -> Result<Vec<Duration>, StoreError> {
        let mut connection = self.pool().acquire().await?;
        if self.database() == Database::Sqlite {
            connection
                .execute(match syncing {
                    SyncMode::Normal => "PRAGMA synchronous = NORMAL",
                    SyncMode::Full => "PRAGMA synchronous = FULL",
                })
                .await?;
        }
        let mut times = Vec::with_capacity(commits);
        for _ in 0..commits {
            let begun = Instant::now();
            // A single statement is a transaction of its own.
            connection.execute("UPDATE schools SET change_no = change_no + 1").await?;
            times.push(begun.elapsed());
        }
        if self.database() == Database::Sqlite {
            connection.execute("PRAGMA synchronous = FULL").await?;
        }
        Ok(times)
    }
}
