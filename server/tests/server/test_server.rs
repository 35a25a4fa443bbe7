//! A server with its own database, in this process.

use crate::browser::Browser;
use crate::smtp::{MailServer, SmtpBehaviour};
use axum::Router;
use backend::clock::Clock;
use backend::mail::{MailTransport, Sender, deliver_due};
use backend::owner::{NewOwner, SameName};
use backend::parsing::Runner;
use backend::store::Store;
use backend::{Backend, Setup, demo, events, owner};
use domain::form::edit::EditForm;
use domain::form::password::PasswordForm;
use domain::form::user::UserForm;
use domain::name::{EmailAddress, SchoolName};
use domain::person::{DELETE_WORD, EditSubmission, MemberAction, MemberActionForm};
use domain::role::Role;
use domain::user::Access;
use serde_json::{Value, json};
use server::assets::Site;
use server::router::router;
use server::served::RouterState;
use sqlx::{Connection as _, Executor as _, SqliteConnection};
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

pub const PASSWORD: &str = "a quiet harbour at dawn";

/// The server, and what a test needs to inspect it.
pub struct TestServer {
    pub backend: Backend,
    pub router: Router,
    pub stopping: CancellationToken,
    folder: TempDir,
}

impl TestServer {
    /// The demonstration.
    pub async fn demo() -> Self {
        let house = Self::at("http://127.0.0.1:3000", true).await;
        demo::seed(&house.backend).await.unwrap();
        house
    }

    /// A real installation without a school, on this machine.
    pub async fn real() -> Self {
        Self::at("http://127.0.0.1:3000", false).await
    }

    /// A server reached at `base_url`.
    pub async fn at(base_url: &str, is_demo: bool) -> Self {
        if std::env::var("RUST_LOG").is_ok() {
            let _ = tracing_subscriber::fmt()
                .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
                .with_writer(std::io::stderr)
                .with_thread_names(true)
                .with_thread_ids(true)
                .try_init();
        }
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite://{}", database(folder.path()).display())).await.unwrap();
        let parsing = Runner::Child(env!("CARGO_BIN_EXE_rolecall").into());
        let backend = Backend::new(Setup { base_url: base_url.to_owned(), is_demo, parsing }, store, Clock::default());
        let stopping = CancellationToken::new();
        let served = RouterState {
            backend: backend.clone(),
            site: Site::at(&site(folder.path())),
            proxy_hops: 1,
            stopping: stopping.clone(),
        };
        let watching = (backend.clone(), stopping.clone());
        tokio::spawn(async move { events::watch(watching.0, watching.1.cancelled()).await });
        Self { router: router(served), backend, stopping, folder }
    }

    /// A browser without a session. The server's folder lives as long as the server: keep it while the browser asks.
    pub fn browser(&self) -> Browser {
        Browser::at(&self.router)
    }

    /// A browser signed in as the demonstration's person with this role, and the member's id.
    pub async fn signed_in_as(&self, role: Role) -> (Browser, String) {
        let people = self.backend.public().demo_people().await.unwrap();
        let member = people.into_iter().find(|person| person.role == role).unwrap().member.to_string();
        let browser = self.browser();
        let answer = browser.post("/demo/sign-in", &[("member", &member)]).await;
        assert_eq!((answer.status, answer.location()), (303, "/school"));
        (browser, member)
    }

    /// A new school; the browser is signed in as its owner.
    pub async fn school(&self, name: &str, email: &str) -> Browser {
        let owner = NewOwner::named("Ada Owens", EmailAddress::parse(email).unwrap()).unwrap();
        let school = SchoolName::parse(name).unwrap();
        let link = owner::create(&self.backend, &school, &owner, SameName::Another).await.unwrap().link;
        self.register(&link).await;
        let browser = self.browser();
        let answer = browser.post("/sign-in", &[("email", email), ("password", PASSWORD), ("next", "")]).await;
        assert_eq!((answer.status, answer.location()), (303, "/school"), "{}", answer.body);
        browser
    }

    /// Registers through a link.
    pub async fn register(&self, link: &str) {
        let token = link.rsplit('/').next().unwrap().to_owned();
        let form = PasswordForm { token, password: PASSWORD.to_owned() };
        self.backend
            .public()
            .use_link(&form, None, backend::public::BrowserContext::at(IpAddr::V4(Ipv4Addr::LOCALHOST)))
            .await
            .unwrap();
    }

    /// Delivers every waiting mail to a mail server that keeps it, and returns the texts.
    pub async fn post_round(&self) -> Vec<String> {
        let office = MailServer::open(SmtpBehaviour::Takes).await;
        let post = MailTransport::smtp(&office.url(), &Sender::parse("rolecall@example.org").unwrap()).unwrap();
        deliver_due(&self.backend, &post).await.unwrap();
        office.texts()
    }

    /// Changes the database directly.
    pub async fn sql(&self, statements: &str) {
        self.connection().await.execute(sqlx::AssertSqlSafe(statements.to_owned())).await.unwrap();
    }

    /// The number that a query returns.
    pub async fn number(&self, query: &str) -> i64 {
        sqlx::query_scalar(sqlx::AssertSqlSafe(query.to_owned())).fetch_one(&mut self.connection().await).await.unwrap()
    }

    /// The texts that a query returns.
    pub async fn texts(&self, query: &str) -> Vec<String> {
        sqlx::query_scalar(sqlx::AssertSqlSafe(query.to_owned())).fetch_all(&mut self.connection().await).await.unwrap()
    }

    /// The folder with its database, `test.db`.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub async fn connection(&self) -> SqliteConnection {
        SqliteConnection::connect(&format!("sqlite://{}", database(self.folder.path()).display())).await.unwrap()
    }
}

fn database(folder: &Path) -> PathBuf {
    folder.join("test.db")
}

/// An empty site folder.
pub fn site(folder: &Path) -> PathBuf {
    let site = folder.join("site");
    std::fs::create_dir_all(site.join("pkg")).unwrap();
    for sheet in ["rolecall.css", "more.css"] {
        std::fs::write(site.join("pkg").join(sheet), "body { margin: 0 }").unwrap();
    }
    site
}

/// The arguments of `create_user` for a person.
pub fn somebody(first_name: &str, last_name: &str, email: &str, role: Role) -> Value {
    let form = UserForm {
        first_name: first_name.to_owned(),
        last_name: last_name.to_owned(),
        email: email.to_owned(),
        role: role.code().to_owned(),
        ..UserForm::default()
    };
    json!({ "form": form })
}

/// Blocks a member, deactivates, deletes or lets them in again, as somebody who may would.
pub async fn set_access(by: &Browser, member: &str, to: Access) {
    if to == Access::Deleted {
        let form = MemberActionForm { typed: DELETE_WORD.to_owned(), ..MemberActionForm::default() };
        let arguments = json!({ "member": member, "act": MemberAction::Delete, "form": form });
        let answer = by.call("/api/users/act", &arguments).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
    } else {
        edit(by, member, |form| form.set_access(to)).await;
    }
}

/// Gives a member another main role, as somebody who may would.
pub async fn change_role(by: &Browser, member: &str, to: Role) {
    edit(by, member, |form| to.code().clone_into(&mut form.user.role)).await;
}

/// Saves a member's page with something changed.
async fn edit(by: &Browser, member: &str, change: impl FnOnce(&mut EditForm)) {
    let person = by.call("/api/users/person", &json!({ "member": member })).await;
    assert_eq!(person.status, 200, "{}", person.body);
    let base: EditForm = serde_json::from_value(person.json()["form"].clone()).unwrap();
    let mut form = base.clone();
    change(&mut form);
    assert_ne!(form, base, "{member} is like this already");
    let filled = EditSubmission { form, base };
    let saved = by.call("/api/users/save", &json!({ "member": member, "filled": filled })).await;
    assert_eq!(saved.status, 200, "{}", saved.body);
}

/// Adds a person and returns the member's id.
pub async fn add(browser: &Browser, somebody: &Value) -> String {
    let answer = browser.call("/api/users/create", somebody).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let member = answer.json()["member"].as_str().unwrap().to_owned();
    member.replace('-', "")
}

/// Waits until `holds`, for at most ten seconds.
pub async fn until<F: Future<Output = bool>>(what: &str, mut holds: impl FnMut() -> F) {
    for _ in 0..500 {
        if holds().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("not in ten seconds: {what}");
}
