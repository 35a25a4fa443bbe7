//! Inspecting a database without changing it, for `rolecall check`.

use super::{Database, MIGRATIONS, StoreError, connect};
use domain::moment::Moment;
use sqlx::{AnyConnection, Connection as _, Executor as _, Row as _};
use std::collections::BTreeSet;

/// The result of an inspection.
#[derive(Debug)]
pub struct Inspection {
    /// Whether the tables are those of this version.
    pub tables: Tables,
    /// The kind of school in it.
    pub school: School,
    /// Why the database cannot be written, if it cannot.
    pub read_only: Option<StoreError>,
    /// The time on the database's machine, if that is another one.
    pub now: Option<Moment>,
    /// The time of the latest entry in any school's log.
    pub last_entry: Option<Moment>,
}

/// A database's tables, compared with this version's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tables {
    /// The database is new and has no tables.
    None,
    /// This many migrations are missing; the server runs them when it starts.
    Behind(usize),
    /// The tables are up to date.
    UpToDate,
    /// A newer version migrated the tables.
    Newer,
}

/// The kind of school in a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum School {
    /// No school yet.
    None,
    /// The demonstration's.
    Demo,
    /// At least one real school.
    Real,
}

/// Inspects the database at `url`. A SQLite file must exist.
///
/// # Errors
/// When it cannot be reached.
pub async fn inspect(url: &str) -> Result<Inspection, StoreError> {
    sqlx::any::install_default_drivers();
    let database = if url.starts_with("sqlite:") { Database::Sqlite } else { Database::Postgres };
    if database == Database::Postgres {
        connect::postgres(url).await?;
    }
    let mut connection = AnyConnection::connect(url).await?;
    let tables = tables(&mut connection).await?;
    let (school, last_entry) = match tables {
        Tables::None => (School::None, None),
        _ => (school(&mut connection).await?, last_entry(&mut connection).await?),
    };
    let read_only = write(&mut connection, database).await.err();
    let now = match database {
        Database::Sqlite => None,
        Database::Postgres => Some(now(&mut connection).await?),
    };
    connection.close().await.ok();
    Ok(Inspection { tables, school, read_only, now, last_entry })
}

async fn tables(connection: &mut AnyConnection) -> Result<Tables, StoreError> {
    let rows = match connection.fetch_all("SELECT version FROM _sqlx_migrations").await {
        Ok(rows) => rows,
        // The table does not exist.
        Err(sqlx::Error::Database(_)) => return Ok(Tables::None),
        Err(error) => return Err(error.into()),
    };
    let done = rows.iter().map(|row| row.try_get("version")).collect::<Result<BTreeSet<i64>, _>>()?;
    let known: BTreeSet<i64> = MIGRATIONS.iter().map(|migration| migration.version).collect();
    let behind = known.difference(&done).count();
    Ok(match (done.is_empty(), done.is_subset(&known), behind) {
        (true, ..) => Tables::None,
        (_, false, _) => Tables::Newer,
        (_, _, 0) => Tables::UpToDate,
        _ => Tables::Behind(behind),
    })
}

async fn school(connection: &mut AnyConnection) -> Result<School, StoreError> {
    let row = connection.fetch_optional("SELECT is_demo FROM schools ORDER BY is_demo DESC LIMIT 1").await?;
    Ok(match row.map(|row| row.try_get::<i32, _>("is_demo")).transpose()? {
        None => School::None,
        Some(0) => School::Real,
        Some(_) => School::Demo,
    })
}

async fn last_entry(connection: &mut AnyConnection) -> Result<Option<Moment>, StoreError> {
    let row = connection.fetch_one("SELECT MAX(at) AS last FROM audit_log").await?;
    Ok(row.try_get::<Option<i64>, _>("last")?.map(Moment))
}

/// Creates a table and rolls back, as a test of the rights a starting server needs.
async fn write(connection: &mut AnyConnection, database: Database) -> Result<(), StoreError> {
    connection.execute(if database == Database::Sqlite { "BEGIN IMMEDIATE" } else { "BEGIN" }).await?;
    let written = connection.execute("CREATE TABLE rolecall_can_write (a_number BIGINT)").await;
    connection.execute("ROLLBACK").await?;
    written?;
    Ok(())
}

async fn now(connection: &mut AnyConnection) -> Result<Moment, StoreError> {
    let sql = "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT) AS now";
    Ok(Moment(connection.fetch_one(sql).await?.try_get("now")?))
}
