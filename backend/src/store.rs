//! The database layer: the only place with SQL, in one text for SQLite and PostgreSQL. Rules are in `domain`, use
//! cases in the other modules.
//!
//! Methods that read or write a school's data take the [`Permit`](crate::access::Permit) of their own action, and
//! every query includes the permit's school. Every write is part of a [`SchoolTransaction`].

mod accounts;
mod attempts;
mod attributes;
mod audit;
mod bind;
mod bulk;
mod codes;
mod connect;
mod demo;
mod drafts;
mod error;
mod exceptions;
mod forget;
mod imports;
mod inspect;
mod jobs;
mod links;
mod marks;
mod measure;
mod members;
mod mentions;
mod observations;
mod outbox;
mod own_account;
mod ownership;
mod photos;
mod pupils;
mod roles;
mod row;
mod schools;
mod search_keys;
mod secrets;
mod seed;
mod sessions;
mod sql_value;
mod sweep;
mod transaction;

pub(crate) use accounts::{Membership, StoredAccount};
pub(crate) use attempts::{AttemptEvent, AttemptTotal, Bucket, SignInOrigin, StoredAttempt};
pub use attributes::AttributeSheet;
pub use audit::{Anchor, Entry, logged_fields};
pub(crate) use audit::{
    AuditFilter, ChainedEntry, DigestCheck, EntryRange, EntryWords, MentionLocations, StoredEntry, link, texts,
};
pub(crate) use bulk::{BulkMemberChange, StoredBulk};
pub use codes::{CODED_COLUMNS, CodedColumn, OPEN_COLUMNS};
pub use connect::Unreachable;
pub(crate) use demo::StoredDemoMail;
pub(crate) use drafts::SavedDraft;
pub use error::StoreError;
pub(crate) use exceptions::{NewStoredException, StoredException, in_force};
pub(crate) use imports::{ChangedMember, ImportState, MappingSource, MovedKey, StagedFile, StoredImport};
pub use inspect::{Inspection, School, Tables, inspect};
pub(crate) use jobs::Claim;
pub(crate) use links::{AccountProof, InvitedMember, LinkKind, StoredLink};
pub(crate) use marks::{MarkRange, MarkedPupils, NewMark, SeedMark, StoredMark, StoredMarkChange};
pub(crate) use measure::{SampleRows, SyncMode};
pub(crate) use members::{ExportedMember, HolderQuery, NewMember, SignIn, TakenValues, ValueHolder};
pub use members::{ListedMember, MemberCounts, StoredMember};
pub(crate) use mentions::Mentions;
pub(crate) use observations::{SeededObservation, StoredObservation, StoredObservedChild};
pub(crate) use outbox::{
    AccountMailContent, DeliveryOutcome, HomeMail, Invitation, MailContent, OwnershipMail, QueuedMail,
};
pub(crate) use ownership::{OfferOutcome, StoredOffer};
pub use photos::Photo;
pub use pupils::StoredPupil;
pub(crate) use pupils::{NewPupil, StoredAssignment, StoredGroup, StoredUndelivered, WorkerAssignment};
pub(crate) use roles::AuthoredCells;
pub(crate) use schools::{ChangeNumbers, NewSchool, WatchedNumbers};
pub use secrets::SECRET_BYTES;
pub(crate) use sessions::{NewSession, OpenedSession, StoredSession};
pub(crate) use sweep::Sweep;
pub use transaction::{Author, SchoolTransaction};
pub(crate) use transaction::{ChangeScope, PartOf};

use crate::limits;
use domain::catalogue::Catalogue;
use sqlx::any::AnyPoolOptions;
use sqlx::{Any, AnyPool, Executor as _, Transaction};

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../migrations");

/// Creates the collation in PostgreSQL that SQLite calls "BINARY". Two servers may start at once.
const BYTEWISE: &str = "DO $$ BEGIN CREATE COLLATION \"BINARY\" FROM \"C\"; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$";

/// The supported databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Database {
    /// SQLite, in a file of its own.
    Sqlite,
    /// A PostgreSQL server.
    Postgres,
}

/// The connection pool, with its queries.
#[derive(Clone, Debug)]
pub struct Store {
    pool: AnyPool,
    database: Database,
    /// The products a school may use.
    catalogue: Catalogue,
}

impl Store {
    /// The store of schools that may use the products of another catalogue than the published one.
    #[must_use]
    pub fn with_catalogue(self, catalogue: Catalogue) -> Self {
        Self { catalogue, ..self }
    }

    /// The products a school may use.
    pub const fn catalogue(&self) -> Catalogue {
        self.catalogue
    }

    /// Connects to the database at `url` (`sqlite:PATH` or `postgres://…`) and migrates it, each migration in a
    /// transaction of its own. A missing SQLite file is created.
    ///
    /// # Errors
    /// When the database cannot be reached, or was migrated by a newer version of Rolecall.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let store = Self::connect(url).await?;
        if store.database == Database::Postgres {
            store.pool.execute(BYTEWISE).await?;
        }
        MIGRATIONS.run(&store.pool).await.map_err(StoreError::from_migration)?;
        store.renew_search_keys().await?;
        Ok(store)
    }

    async fn connect(url: &str) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        let database = if url.starts_with("sqlite:") { Database::Sqlite } else { Database::Postgres };
        if database == Database::Postgres {
            connect::postgres(url).await?;
        }
        let url = match database {
            Database::Sqlite if !url.contains("mode=") => {
                format!("{url}{}mode=rwc", if url.contains('?') { '&' } else { '?' })
            }
            _ => url.to_owned(),
        };
        let pool = AnyPoolOptions::new()
            .max_connections(limits::DATABASE_CONNECTIONS)
            .acquire_timeout(limits::DATABASE_PATIENCE)
            .after_connect(move |connection, _| {
                Box::pin(async move {
                    if database == Database::Sqlite {
                        // WAL allows reads during a write; FULL keeps acknowledged commits through a power cut. Each
                        // connection caches 4 MB of pages; the system's own cache holds the rest of the file, once for
                        // all.
                        connection
                            .execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA cache_size = -4000")
                            .await?;
                    }
                    Ok(())
                })
            })
            .connect(&url)
            .await?;
        Ok(Self { pool, database, catalogue: Catalogue::published() })
    }

    /// The kind of database.
    pub const fn database(&self) -> Database {
        self.database
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1").execute(&self.pool).await?;
        Ok(())
    }

    /// Closes every connection once its work is done.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    const fn pool(&self) -> &AnyPool {
        &self.pool
    }

    /// A transaction that may write. On SQLite it takes the write lock at once, because upgrading from a read lock
    /// fails under load.
    async fn begin(&self) -> Result<Transaction<'static, Any>, StoreError> {
        Ok(match self.database {
            Database::Sqlite => self.pool.begin_with("BEGIN IMMEDIATE").await?,
            Database::Postgres => self.pool.begin().await?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sqlx::Row as _;

    #[tokio::test]
    async fn sqlite_keeps_what_was_acknowledged_through_a_power_cut() {
        let folder = tempfile::tempdir().expect("a folder");
        let store =
            Store::open(&format!("sqlite:{}", folder.path().join("rolecall.db").display())).await.expect("a database");
        let mut connections = Vec::new();
        for _ in 0..3 {
            connections.push(store.pool.acquire().await.expect("a connection"));
        }
        for connection in &mut connections {
            let found = sqlx::query("PRAGMA synchronous").fetch_one(&mut **connection).await.expect("a setting");
            // 2 is FULL.
            assert_eq!(found.try_get::<i64, _>(0).expect("a number"), 2);
        }
    }
}
