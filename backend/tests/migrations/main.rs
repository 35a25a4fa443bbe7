//! Tests that migrating the data of each earlier version gives the present version's, on both SQLite and PostgreSQL.
//! The sample rows of each version are in `samples.rs`. What the present version does with its data is tested in
//! `tests/contract`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod samples;

use backend::clock::Clock;
use backend::owner::{NewOwner, SameName};
use backend::parsing::Runner;
use backend::public::BrowserContext;
use backend::retention::Retention;
use backend::scheduler::{Holder, jobs, run_due};
use backend::store::Store;
use backend::{Backend, Setup, import, owner, users};
use domain::form::password::PasswordForm;
use domain::form::sign_in::SignInForm;
use domain::listing::UserListing;
use domain::moment::Moment;
use domain::name::{EmailAddress, SchoolName};
use samples::{CODES, NOW, RENAMED, RENAMED_COLUMNS, SAMPLES, SEEDED, WITH_WORDS, WORDS};
use sqlx::any::AnyPoolOptions;
use sqlx::migrate::Migrator;
use sqlx::{AnyPool, AssertSqlSafe, Row as _};
use std::net::{IpAddr, Ipv4Addr};
use uuid::Uuid;

static MIGRATIONS: Migrator = sqlx::migrate!("../migrations");
const PASSWORD: &str = "Otter-umbrella-9";
const HERE: BrowserContext<'_> = BrowserContext::at(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)));
const COLLATION: &str = "DO $$ BEGIN CREATE COLLATION \"BINARY\" FROM \"C\"; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$";

fn on(store: Store) -> Backend {
    let setup =
        Setup { base_url: "https://rolecall.example.org".to_owned(), is_demo: false, parsing: Runner::InProcess };
    Backend::new(setup, store, Clock::fixed_at(Moment(NOW)))
}

async fn run(pool: &AnyPool, sql: &str) {
    let done = sqlx::query(AssertSqlSafe(sql.to_owned())).execute(pool).await;
    assert!(done.is_ok(), "{sql}: {done:?}");
}

async fn texts(pool: &AnyPool, sql: &str) -> Vec<String> {
    let rows = sqlx::query(AssertSqlSafe(sql.to_owned())).fetch_all(pool).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

async fn count(pool: &AnyPool, table: &str) -> i64 {
    let sql = format!("SELECT COUNT(*) FROM {table}");
    sqlx::query(AssertSqlSafe(sql)).fetch_one(pool).await.unwrap().get(0)
}

async fn tables(pool: &AnyPool, is_sqlite: bool) -> Vec<String> {
    let sql = if is_sqlite {
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_sqlx%' ESCAPE '\\' ORDER BY name"
    } else {
        "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name NOT LIKE '\\_sqlx%' ORDER BY 1"
    };
    texts(pool, sql).await
}

/// The hash of [`PASSWORD`], as the present code makes it.
async fn password_hash(folder: &std::path::Path) -> String {
    let url = format!("sqlite:{}", folder.join("hash.db").display());
    let backend = on(Store::open(&url).await.unwrap());
    let owner = NewOwner::named("Ada Owens", EmailAddress::parse("ada@hillside.uk").unwrap()).unwrap();
    let school = SchoolName::parse("Hillside").unwrap();
    let link = owner::create(&backend, &school, &owner, SameName::Another).await.unwrap().link;
    let token = link.rsplit('/').next().unwrap().to_owned();
    let form = PasswordForm { token, password: PASSWORD.to_owned() };
    backend.public().use_link(&form, None, HERE).await.unwrap();
    backend.store().close().await;
    let pool = AnyPoolOptions::new().max_connections(1).connect(&url).await.unwrap();
    let hash = texts(&pool, "SELECT password_hash FROM accounts").await.remove(0);
    pool.close().await;
    hash
}

/// A sample as a database of version `to` takes it: with the names its tables and columns have there.
fn at_version(sql: &str, to: i64) -> String {
    let renamed = RENAMED.iter().filter(|(version, ..)| *version <= to);
    let sql = renamed
        .fold(sql.to_owned(), |sql, (_, old, new)| sql.replace(&format!("INTO {old} "), &format!("INTO {new} ")));
    let columns = RENAMED_COLUMNS.iter().filter(|(version, ..)| *version <= to);
    columns.fold(sql, |sql, (_, old, new)| sql.replace(old, new))
}

/// Makes the database of version `to` with something in every table, brings it to the present version, and works with it.
async fn follow(url: &str, to: i64, hash: &str) {
    let is_sqlite = url.starts_with("sqlite:");
    let made = if is_sqlite { format!("{url}?mode=rwc") } else { url.to_owned() };
    let pool = AnyPoolOptions::new().max_connections(1).connect(&made).await.unwrap();
    if !is_sqlite {
        run(&pool, COLLATION).await;
    }
    MIGRATIONS.run_to(to, &pool).await.unwrap();
    let bytes = if is_sqlite { "X'FFD8'" } else { "'\\xFFD8'::bytea" };
    for (from, sql) in SAMPLES {
        if *from <= to {
            run(&pool, &at_version(sql, to).replace("{hash}", hash).replace("{bytes}", bytes)).await;
        }
    }
    let words = WORDS.iter().filter(|_| to == WITH_WORDS);
    for sql in words {
        run(&pool, sql).await;
    }
    let mut before = Vec::new();
    for table in tables(&pool, is_sqlite).await {
        let rows = count(&pool, &table).await;
        assert!(rows > 0 || SEEDED.contains(&table.as_str()), "version {to} needs a sample of {table}");
        before.push((table, rows));
    }
    MIGRATIONS.run(&pool).await.unwrap();
    let now = tables(&pool, is_sqlite).await;
    for (table, rows) in before {
        let table =
            RENAMED.iter().find(|(_, old, _)| *old == table).map_or(table.clone(), |(.., new)| (*new).to_owned());
        if now.contains(&table) {
            assert_eq!(count(&pool, &table).await, rows, "rows of {table} from version {to}");
        }
    }
    for (sql, codes) in CODES.iter().filter(|_| to == WITH_WORDS) {
        assert_eq!(texts(&pool, sql).await, *codes, "{sql}");
    }
    pool.close().await;

    let backend = on(Store::open(url).await.unwrap());
    let form = SignInForm { email: "ada@hillside.uk".to_owned(), password: PASSWORD.to_owned(), next: String::new() };
    let signed_in = backend.public().sign_in(&form, HERE).await;
    assert!(signed_in.is_ok(), "signing in with the data of version {to}: {signed_in:?}");
    let token = signed_in.unwrap().token;
    let visitor = backend.public().visitor(Some(&token)).await.unwrap();
    let actor = visitor.actor(Some(&visitor.stamp())).unwrap();
    let people = users::list(&backend, &actor, UserListing::default()).await.unwrap();
    assert_eq!(people.rows.len(), 2, "people from version {to}");
    import::list(&backend, &actor).await.unwrap();
    let ran = run_due(&backend, &jobs(Retention::default()), &Holder::new()).await.unwrap();
    assert!(ran.len() > 5, "{ran:?}");
    backend.store().close().await;
}

fn versions() -> Vec<i64> {
    MIGRATIONS.iter().map(|migration| migration.version).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_version_of_sqlite() {
    sqlx::any::install_default_drivers();
    let folder = tempfile::tempdir().unwrap();
    let hash = password_hash(folder.path()).await;
    for version in versions() {
        let url = format!("sqlite:{}", folder.path().join(format!("{version}.db")).display());
        follow(&url, version, &hash).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_version_of_postgres() {
    sqlx::any::install_default_drivers();
    let base = match std::env::var("ROLECALL_TEST_POSTGRES").unwrap_or_default().as_str() {
        "" => panic!("ROLECALL_TEST_POSTGRES names no PostgreSQL server; ROLECALL_TEST_POSTGRES=skip leaves this out"),
        "skip" => return,
        url => url.to_owned(),
    };
    let folder = tempfile::tempdir().unwrap();
    let hash = password_hash(folder.path()).await;
    let server = AnyPoolOptions::new().max_connections(1).connect(&base).await.unwrap();
    for version in versions() {
        let name = format!("m{}", Uuid::new_v4().simple());
        run(&server, &format!("CREATE SCHEMA {name}")).await;
        let url = format!("{base}{}options[search_path]={name}", if base.contains('?') { '&' } else { '?' });
        let followed = tokio::spawn({
            let hash = hash.clone();
            async move { follow(&url, version, &hash).await }
        });
        let followed = followed.await;
        run(&server, &format!("DROP SCHEMA {name} CASCADE")).await;
        if let Err(error) = followed {
            std::panic::resume_unwind(error.into_panic());
        }
    }
    server.close().await;
}
