//! Looks at a database without changing it: for whoever sets Rolecall up.

use super::{Database, MIGRATIONS, Trouble, reach};
use domain::moment::Moment;
use sqlx::{AnyConnection, Connection as _, Executor as _, Row as _};
use std::collections::BTreeSet;

/// What was found.
#[derive(Debug)]
pub struct Inspection {
    /// Whether its tables are those of this program.
    pub tables: Tables,
    /// Whose school is in it.
    pub school: School,
    /// Why nothing can be written, if nothing can.
    pub read_only: Option<Trouble>,
    /// What time it is for the database's machine, where that is another.
    pub now: Option<Moment>,
    /// When something last happened at a school.
    pub last_entry: Option<Moment>,
}

/// A database's tables, as this program sees them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tables {
    /// There are none: the database is new.
    None,
    /// So many changes of them are to come; they are made when the server starts.
    Behind(usize),
    /// They are as they should be.
    UpToDate,
    /// A newer program was here.
    Newer,
}

/// What school a database holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum School {
    /// None yet.
    None,
    /// The demonstration's.
    Demo,
    /// A real one, or several.
    Real,
}

/// Looks at the database at `url`, whose file must be there if it is SQLite's.
///
/// # Errors
/// When it cannot be reached.
pub async fn inspect(url: &str) -> Result<Inspection, Trouble> {
    sqlx::any::install_default_drivers();
    let database = if url.starts_with("sqlite:") { Database::Sqlite } else { Database::Postgres };
    if database == Database::Postgres {
        reach::postgres(url).await?;
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

async fn tables(connection: &mut AnyConnection) -> Result<Tables, Trouble> {
    let rows = match connection.fetch_all("SELECT version FROM _sqlx_migrations").await {
        Ok(rows) => rows,
        // There is no such table.
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

async fn school(connection: &mut AnyConnection) -> Result<School, Trouble> {
    let row = connection.fetch_optional("SELECT is_demo FROM schools ORDER BY is_demo DESC LIMIT 1").await?;
    Ok(match row.map(|row| row.try_get::<i32, _>("is_demo")).transpose()? {
        None => School::None,
        Some(0) => School::Real,
        Some(_) => School::Demo,
    })
}

async fn last_entry(connection: &mut AnyConnection) -> Result<Option<Moment>, Trouble> {
    let row = connection.fetch_one("SELECT MAX(at) AS last FROM audit_log").await?;
    Ok(row.try_get::<Option<i64>, _>("last")?.map(Moment))
}

/// Makes a table and takes it back, as a new Rolecall would when it starts.
async fn write(connection: &mut AnyConnection, database: Database) -> Result<(), Trouble> {
    connection.execute(if database == Database::Sqlite { "BEGIN IMMEDIATE" } else { "BEGIN" }).await?;
    let written = connection.execute("CREATE TABLE rolecall_can_write (a_number BIGINT)").await;
    connection.execute("ROLLBACK").await?;
    written?;
    Ok(())
}

async fn now(connection: &mut AnyConnection) -> Result<Moment, Trouble> {
    let sql = "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT) AS now";
    Ok(Moment(connection.fetch_one(sql).await?.try_get("now")?))
}
