//! The error of every store method, without the values that databases repeat in their messages.

use super::Unreachable;
use domain::problem::Problem;

/// Why a database operation failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be reached, is locked by another program, or refuses writes: waiting may help, or the
    /// machine is at fault.
    #[error("the database cannot be used for now: {}", RedactedError(.0))]
    Unavailable(sqlx::Error),
    /// The configured server cannot be used.
    #[error(transparent)]
    Unreachable(#[from] Unreachable),
    /// The database was migrated by a newer version, or changed by hand.
    #[error("the database's tables are not as this Rolecall knows them: {0}")]
    Migration(sqlx::migrate::MigrateError),
    /// A row contains an impossible value.
    #[error("a row of the database cannot be read: {0}")]
    Corrupt(&'static str),
    /// A row contains a code that this version does not know.
    #[error("a row of the database has an unknown code in {table}.{column}")]
    UnknownCode {
        /// The table,
        table: &'static str,
        /// and the column.
        column: &'static str,
    },
    /// Any other error.
    #[error("the database failed: {}", RedactedError(.0))]
    Failed(sqlx::Error),
}

/// Displays a database error in its own words, unless these may repeat a bound value: then only its kind.
struct RedactedError<'a>(&'a sqlx::Error);

impl core::fmt::Display for RedactedError<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self.0 {
            sqlx::Error::Database(error) => match error.code() {
                Some(code) if repeats_values(&code) => {
                    write!(f, "error {code}, constraint {}", error.constraint().unwrap_or("unknown"))
                }
                _ => write!(f, "{error}"),
            },
            error => write!(f, "{error}"),
        }
    }
}

/// Whether PostgreSQL errors of this kind repeat values: data exceptions and constraint violations. SQLite names only
/// columns.
fn repeats_values(code: &str) -> bool {
    code.len() == 5 && (code.starts_with("22") || code.starts_with("23"))
}

impl StoreError {
    /// Whether a unique value is already taken.
    pub(super) fn is_taken(&self) -> bool {
        matches!(self, Self::Failed(sqlx::Error::Database(error)) if error.is_unique_violation())
    }

    pub(super) fn from_migration(error: sqlx::migrate::MigrateError) -> Self {
        match error {
            sqlx::migrate::MigrateError::Execute(error) => Self::from(error),
            error => Self::Migration(error),
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let waits = match &error {
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::Configuration(_) => true,
            sqlx::Error::Database(error) => error.code().is_some_and(|code| is_passing(&code)),
            _ => false,
        };
        if waits { Self::Unavailable(error) } else { Self::Failed(error) }
    }
}

/// Whether an error code is about the database's state rather than the statement.
fn is_passing(code: &str) -> bool {
    match code.parse::<u32>() {
        // SQLite: busy, locked, read-only, I/O, full, cannot open. Extended codes have the primary one in the low
        // byte. Only PostgreSQL's codes have five characters, some of which are all digits.
        Ok(number) if code.len() < 5 => matches!(number & 0xFF, 5 | 6 | 8 | 10 | 13 | 14),
        // PostgreSQL: connection, resources, operator intervention, system, serialisation.
        _ => ["08", "53", "57", "58", "40"].iter().any(|class| code.starts_with(class)),
    }
}

impl From<StoreError> for Problem {
    /// The public answer; the log gets the details. Values are bound, so no message repeats what a user typed.
    fn from(trouble: StoreError) -> Self {
        tracing::error!(error = %trouble, "database");
        match trouble {
            StoreError::Unavailable(_) | StoreError::Unreachable(_) => Self::Unavailable,
            _ => Self::Unexpected,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::repeats_values;

    #[test]
    fn errors_about_values_are_told_by_their_code() {
        for code in ["22001", "22P02", "23505"] {
            assert!(repeats_values(code), "{code}");
        }
        for code in ["40001", "53300", "2067", "5"] {
            assert!(!repeats_values(code), "{code}");
        }
    }
}
