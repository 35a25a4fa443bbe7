use super::Unreachable;
use domain::problem::Problem;

/// Why the database did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// It cannot be reached, is locked by another program, or refuses to write: a matter of waiting or of the machine.
    #[error("the database cannot be used for now: {}", Plain(.0))]
    Unavailable(sqlx::Error),
    /// The server that was named cannot be used.
    #[error(transparent)]
    Unreachable(#[from] Unreachable),
    /// It was changed by a newer Rolecall, or by hand.
    #[error("the database's tables are not as this Rolecall knows them: {0}")]
    Migration(sqlx::migrate::MigrateError),
    /// A row holds what it never should.
    #[error("a row of the database cannot be read: {0}")]
    Corrupt(&'static str),
    /// Anything else.
    #[error("the database failed: {}", Plain(.0))]
    Failed(sqlx::Error),
}

/// A database's error in its own words, unless these may repeat a value that was bound: then only what it is.
struct Plain<'a>(&'a sqlx::Error);

impl core::fmt::Display for Plain<'_> {
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

/// Whether PostgreSQL's errors of this kind show the value they are about: data exceptions and broken constraints.
/// SQLite's name columns only.
fn repeats_values(code: &str) -> bool {
    code.len() == 5 && (code.starts_with("22") || code.starts_with("23"))
}

impl Trouble {
    /// Whether something that must be unique is there already.
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

impl From<sqlx::Error> for Trouble {
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

/// Whether a database's error code speaks of its state rather than of the statement.
fn is_passing(code: &str) -> bool {
    match code.parse::<u32>() {
        // SQLite: busy, locked, read-only, I/O, full, cannot open; extended codes keep the primary one in the low byte.
        // Only PostgreSQL's have five characters, of which some are digits throughout.
        Ok(number) if code.len() < 5 => matches!(number & 0xFF, 5 | 6 | 8 | 10 | 13 | 14),
        // PostgreSQL: connection, resources, operator intervention, system, serialisation.
        _ => ["08", "53", "57", "58", "40"].iter().any(|class| code.starts_with(class)),
    }
}

impl From<Trouble> for Problem {
    /// What people are told; the log gets the rest. Statements are bound, so no message holds what was typed.
    fn from(trouble: Trouble) -> Self {
        tracing::error!(error = %trouble, "database");
        match trouble {
            Trouble::Unavailable(_) | Trouble::Unreachable(_) => Self::Unavailable,
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
