//! The tests' world: a database for each test, a fixed clock, and people who signed in properly.

use backend::clock::Clock;
use backend::mail::{MailTransport, deliver_due};
use backend::owner::{NewOwner, SameName};
use backend::parsing::Runner;
use backend::public::BrowserContext;
use backend::session::{Actor, Renewed};
use backend::store::Store;
use backend::token::SessionToken;
use backend::{Backend, Setup, owner, users};
use domain::form::password::PasswordForm;
use domain::form::sign_in::SignInForm;
use domain::form::user::{INVITE_LATER, INVITE_NOW, UserForm};
use domain::id::MemberId;
use domain::link::LinkResult;
use domain::moment::{DAY, Moment};
use domain::name::{EmailAddress, SchoolName};
use domain::person::{self, DELETE_WORD, EditConfirmResult, EditSubmission, MemberAction, MemberActionForm};
use domain::problem::Problem;
use domain::role::{HeldRole, Role};
use domain::user::{Access, MemberStatus};
use sqlx::any::AnyPoolOptions;
use sqlx::{AnyPool, AssertSqlSafe, Row as _};
use std::future::Future;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::atomic::{AtomicU32, Ordering};
use uuid::Uuid;

/// A strong password.
pub const PASSWORD: &str = "Otter-umbrella-9";
/// The address most requests come from.
pub const HERE: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));
/// A browser at that address that nobody has signed in with.
pub const BROWSER: BrowserContext<'_> = BrowserContext::at(HERE);
/// What the outbox keeps of a mail that a server refused.
pub const NO_MAILBOX: &str = r#"{"refusal":{"for-good":"550 No such mailbox"},"next":"stopped"}"#;
/// A day in November 2026.
pub const NOW: Moment = Moment(1_795_000_000_000);

/// Runs each test once on SQLite and once on PostgreSQL.
macro_rules! both {
    ($($(#[$meta:meta])* async fn $name:ident($($world:ident)+: TestContext) $body:block)+) => {$(
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;
            #[allow(unused_mut)]
            async fn story($($world)+: crate::test_context::TestContext) $body

            #[test]
            fn sqlite() {
                crate::test_context::run(crate::test_context::TestContext::on_sqlite, story);
            }

            #[test]
            fn postgres() {
                if crate::test_context::postgres_url().is_some() {
                    crate::test_context::run(crate::test_context::TestContext::on_postgres, story);
                }
            }
        }
    )+};
}

/// The server for the PostgreSQL half. None only where that half is explicitly left out.
///
/// # Panics
/// When nothing configures the server: a half that passes without running would hide what breaks on PostgreSQL.
pub fn postgres_url() -> Option<String> {
    match std::env::var("ROLECALL_TEST_POSTGRES").unwrap_or_default().as_str() {
        "" => panic!(
            "ROLECALL_TEST_POSTGRES names no PostgreSQL server. `cargo xtask test --only unit` starts one; ROLECALL_TEST_POSTGRES=skip leaves this half out"
        ),
        "skip" => None,
        url => Some(url.to_owned()),
    }
}

/// Makes a world, runs the test in it, and cleans it up whatever the outcome.
pub fn run<Made, Told>(make: impl FnOnce() -> Made, story: impl FnOnce(TestContext) -> Told + Send + 'static)
where
    Made: Future<Output = TestContext>,
    Told: Future<Output = ()> + Send + 'static,
{
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let mut world = make().await;
        let leftovers = world.leftovers.take().unwrap();
        let (store, pool) = (world.backend.store().clone(), world.pool.clone());
        let told = tokio::spawn(story(world)).await;
        let unworded = if told.is_ok() { crate::labels::unworded(&pool).await } else { Vec::new() };
        let labels = if told.is_ok() { crate::labels::logged(&pool).await } else { Vec::new() };
        let words = if told.is_ok() { crate::codes::words_in_place_of_codes(&pool).await } else { Default::default() };
        store.close().await;
        pool.close().await;
        leftovers.clear().await;
        if let Err(error) = told {
            std::panic::resume_unwind(error.into_panic());
        }
        assert!(unworded.is_empty(), "the audit log of this story has codes without words: {unworded:?}");
        assert!(labels.is_empty(), "the audit log of this story has labels in place of codes: {labels:?}");
        assert!(words.is_empty(), "the database of this story has words in place of codes: {words:?}");
    });
}

/// A test's backend, database and mail.
pub struct TestContext {
    pub backend: Backend,
    pub clock: Clock,
    /// Direct access to the database: to check it, and to do what no use case does yet.
    pub pool: AnyPool,
    url: String,
    counter: AtomicU32,
    leftovers: Option<DropGuard>,
}

enum DropGuard {
    Folder(tempfile::TempDir),
    Schema { server: AnyPool, name: String },
}

impl DropGuard {
    async fn clear(self) {
        match self {
            Self::Folder(folder) => folder.close().unwrap(),
            Self::Schema { server, name } => {
                sqlx::query(AssertSqlSafe(format!("DROP SCHEMA {name} CASCADE"))).execute(&server).await.unwrap();
                server.close().await;
            }
        }
    }
}

/// A person who is signed in.
#[derive(Clone)]
pub struct Person {
    pub member: MemberId,
    pub email: String,
    pub token: SessionToken,
    pub actor: Actor,
}

/// A person who was added.
#[derive(Clone, Debug)]
pub struct Added {
    pub member: MemberId,
    pub email: String,
}

impl TestContext {
    pub async fn on_sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("rolecall.db").display());
        Self::at(url, DropGuard::Folder(folder)).await
    }

    pub async fn on_postgres() -> Self {
        sqlx::any::install_default_drivers();
        let base = postgres_url().unwrap();
        let server = AnyPoolOptions::new().max_connections(1).connect(&base).await.unwrap();
        let name = format!("t{}", Uuid::new_v4().simple());
        sqlx::query(AssertSqlSafe(format!("CREATE SCHEMA {name}"))).execute(&server).await.unwrap();
        let url = format!("{base}{}options[search_path]={name}", if base.contains('?') { '&' } else { '?' });
        Self::at(url, DropGuard::Schema { server, name }).await
    }

    async fn at(url: String, leftovers: DropGuard) -> Self {
        let clock = Clock::fixed_at(NOW);
        let store = Store::open(&url).await.unwrap();
        let pool = AnyPoolOptions::new().max_connections(2).connect(&url).await.unwrap();
        let backend = Backend::new(setup(false), store, clock.clone());
        Self { backend, clock, pool, url, counter: AtomicU32::new(0), leftovers: Some(leftovers) }
    }

    /// Another process on the same database, at the same time.
    pub async fn another_process(&self) -> Backend {
        Backend::new(setup(false), Store::open(&self.url).await.unwrap(), self.clock.clone())
    }

    /// A backend on this database, with this runner for files.
    pub fn reading_files(&self, parsing: Runner) -> Backend {
        let setup = Setup { parsing, ..setup(false) };
        Backend::new(setup, self.backend.store().clone(), self.clock.clone())
    }

    /// A backend on this database and clock, through another store.
    pub fn with_store(&self, store: Store) -> Backend {
        Backend::new(setup(false), store, self.clock.clone())
    }

    /// A backend on this database, as the demonstration.
    pub fn as_demo(&self) -> Backend {
        Backend::new(setup(true), self.backend.store().clone(), self.clock.clone())
    }

    /// A number not used before.
    pub fn next(&self) -> u32 {
        self.counter.fetch_add(1, Ordering::SeqCst)
    }

    /// A new school, its owner registered and signed in.
    pub async fn school_with_owner(&self, name: &str) -> Person {
        let email = format!("owner{}@hillside.uk", self.next());
        let school = SchoolName::parse(name).unwrap();
        let owner = NewOwner::named("Ada Owens", EmailAddress::parse(&email).unwrap()).unwrap();
        let created = owner::create(&self.backend, &school, &owner, SameName::Another).await.unwrap();
        self.use_link(token_in(&created.link)).await.unwrap();
        self.sign_in(&email).await
    }

    /// A member added by `by`, with this status.
    pub async fn add_member(&self, by: &Person, role: Role, status: MemberStatus) -> Added {
        let email = format!("person{}@hillside.uk", self.next());
        self.add_with_email(by, &email, role, status).await
    }

    /// As [`add_member`](TestContext::add_member), with this address.
    pub async fn add_with_email(&self, by: &Person, email: &str, role: Role, status: MemberStatus) -> Added {
        // An expired invitation was sent in the past.
        let ago = if status == MemberStatus::InvitationExpired { 15 * DAY } else { 0 };
        self.clock.advance(-ago);
        let invite = if status == MemberStatus::NotRegistered { INVITE_LATER } else { INVITE_NOW };
        let form = UserForm {
            first_name: "Amy".to_owned(),
            last_name: "Marlowe".to_owned(),
            email: email.to_owned(),
            role: role.code().to_owned(),
            invite: invite.to_owned(),
            ..UserForm::default()
        };
        let created = users::create(&self.backend, &by.actor, &form).await.unwrap();
        self.clock.advance(ago);
        let added = Added { member: created.member, email: created.email };
        match status {
            MemberStatus::NotRegistered | MemberStatus::Invited | MemberStatus::InvitationExpired => {}
            MemberStatus::Active => {
                self.register(&added.email).await;
            }
            MemberStatus::Blocked => self.set_access(by, added.member, Access::Blocked).await,
            MemberStatus::Deactivated => self.set_access(by, added.member, Access::Deactivated).await,
            MemberStatus::Deleted => self.set_access(by, added.member, Access::Deleted).await,
        }
        added
    }

    /// A member who was added, registered and signed in.
    pub async fn person(&self, by: &Person, role: Role) -> Person {
        let added = self.add_member(by, role, MemberStatus::Active).await;
        self.sign_in(&added.email).await
    }

    /// Blocks, deactivates, deletes or restores somebody, as `by` does on their page.
    pub async fn set_access(&self, by: &Person, member: MemberId, to: Access) {
        let (backend, actor) = (&self.backend, &by.actor);
        let person::Person { form: base, access, .. } = users::person(backend, actor, member).await.unwrap();
        if to == Access::Deleted {
            let form = MemberActionForm { typed: DELETE_WORD.to_owned(), ..MemberActionForm::default() };
            users::act(backend, actor, member, MemberAction::Delete, &form).await.unwrap();
            return;
        }
        if access == Access::Deleted {
            users::act(backend, actor, member, MemberAction::Restore, &MemberActionForm::default()).await.unwrap();
            return;
        }
        let mut form = base.clone();
        form.set_access(to);
        let saved = users::confirm(backend, actor, member, &EditSubmission { form, base }).await.unwrap();
        assert!(
            matches!(saved, EditConfirmResult::Saved { changes, .. } if !changes.is_empty()),
            "{member} was {to:?} already"
        );
    }

    /// Gives somebody another main role, as `by` does on their page.
    pub async fn change_role(&self, by: &Person, member: MemberId, to: impl Into<HeldRole>) {
        let to = to.into();
        let base = users::person(&self.backend, &by.actor, member).await.unwrap().form;
        let mut form = base.clone();
        form.user.role = to.code().into_owned();
        let saved = users::confirm(&self.backend, &by.actor, member, &EditSubmission { form, base }).await.unwrap();
        assert!(
            matches!(&saved, EditConfirmResult::Saved { changes, .. } if !changes.is_empty()),
            "{member} as {to:?}: {saved:?}"
        );
    }

    /// Delivers the mail to the demonstration's page.
    pub async fn deliver(&self) -> u32 {
        deliver_due(&self.backend, &MailTransport::demo()).await.unwrap()
    }

    /// The text of the latest mail to this address.
    pub async fn mail_to(&self, email: &str) -> Option<String> {
        let mails = self.mails_to(email).await;
        mails.into_iter().last()
    }

    /// The texts of all mails to this address, the oldest first.
    pub async fn mails_to(&self, email: &str) -> Vec<String> {
        let rows = sqlx::query("SELECT text_body FROM demo_outbox WHERE to_address = $1 ORDER BY sent_at")
            .bind(email.to_owned())
            .fetch_all(&self.pool)
            .await
            .unwrap();
        rows.iter().map(|row| row.get("text_body")).collect()
    }

    /// Delivers mail, and gives the token in the latest one to this address.
    pub async fn link_to(&self, email: &str) -> String {
        self.deliver().await;
        let mails = self.mails_to(email).await;
        token_in(mails.iter().rfind(|mail| mail.contains("/link/")).expect("a mail with a link")).to_owned()
    }

    /// Uses a link with the usual password.
    pub async fn use_link(&self, token: &str) -> Result<LinkResult, Problem> {
        self.use_link_with(token, PASSWORD).await
    }

    /// Uses a link with this password.
    pub async fn use_link_with(&self, token: &str, password: &str) -> Result<LinkResult, Problem> {
        let form = PasswordForm { token: token.to_owned(), password: password.to_owned() };
        Ok(self.backend.public().use_link(&form, None, BrowserContext::at(HERE)).await?.used)
    }

    /// Registers by the link in the mail.
    pub async fn register(&self, email: &str) {
        let token = self.link_to(email).await;
        self.use_link(&token).await.unwrap();
    }

    /// Signs in from the usual address.
    pub async fn try_sign_in(&self, email: &str, password: &str) -> Result<SessionToken, Problem> {
        let form = SignInForm { email: email.to_owned(), password: password.to_owned(), next: String::new() };
        Ok(self.backend.public().sign_in(&form, BROWSER).await?.token)
    }

    /// The stamp of a page drawn for this session now.
    pub async fn stamp(&self, token: &SessionToken) -> String {
        self.backend.public().visitor(Some(token)).await.unwrap().stamp()
    }

    /// The actor with this token, sending a form of a page drawn for them.
    pub async fn actor(&self, token: &SessionToken) -> Actor {
        let visitor = self.backend.public().visitor(Some(token)).await.unwrap();
        visitor.actor(Some(&visitor.stamp())).unwrap()
    }

    /// Signs out by a page of this session.
    pub async fn sign_out(&self, token: &SessionToken) {
        let stamp = self.stamp(token).await;
        self.backend.public().sign_out(token, Some(&stamp)).await.unwrap();
    }

    /// Chooses a school by a page of this session; gives the new token.
    pub async fn choose(&self, token: &SessionToken, member: MemberId) -> Result<SessionToken, Problem> {
        let stamp = self.stamp(token).await;
        let Renewed(renewed) = self.backend.public().choose_school(token, Some(&stamp), member).await?;
        Ok(renewed.unwrap_or_else(|| token.clone()))
    }

    /// Signs in a person with one school.
    pub async fn sign_in(&self, email: &str) -> Person {
        let token = self.try_sign_in(email, PASSWORD).await.unwrap();
        let actor = self.actor(&token).await;
        Person { member: actor.member(), email: email.to_owned(), token, actor }
    }

    /// A number from the database. `sql` comes from the test itself.
    pub async fn number(&self, sql: &str) -> i64 {
        sqlx::query(AssertSqlSafe(sql.to_owned())).fetch_one(&self.pool).await.unwrap().get(0)
    }

    /// A column of texts from the database, in the query's order. `sql` comes from the test itself.
    pub async fn texts(&self, sql: &str) -> Vec<String> {
        let rows = sqlx::query(AssertSqlSafe(sql.to_owned())).fetch_all(&self.pool).await.unwrap();
        rows.iter().map(|row| row.get::<Option<String>, _>(0).unwrap_or_default()).collect()
    }

    /// The actions in the audit log about a member, in order.
    pub async fn audit_of(&self, member: MemberId) -> Vec<String> {
        self.texts(&format!("SELECT action FROM audit_log WHERE subject_id = '{member}' ORDER BY school_id, number"))
            .await
    }
}

fn setup(is_demo: bool) -> Setup {
    Setup { base_url: "https://rolecall.example.org".to_owned(), is_demo, parsing: Runner::InProcess }
}

/// The token in a link.
pub fn token_in(text: &str) -> &str {
    let (_, rest) = text.split_once("/link/").expect("a link");
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).unwrap_or(rest.len());
    &rest[..end]
}
