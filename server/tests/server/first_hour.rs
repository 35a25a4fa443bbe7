//! The README's steps to a real school, word for word, from the release folder to a signed-in owner.

use crate::browser::Browser;
use crate::program::{NAMES, rolecall, run};
use crate::smtp::{MailServer, SmtpBehaviour, link_in};
use crate::test_server::{PASSWORD, site, until};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use tempfile::{TempDir, tempdir};

const README: &str = include_str!("../../../README.md");

/// The code blocks in the part for real schools.
fn blocks() -> Vec<String> {
    let part = README.split("## For a real school").nth(1).unwrap().split("\n## ").next().unwrap();
    // Later topics, such as importing every night, have headings of their own.
    let part = part.split("\n### ").next().unwrap();
    let mut blocks = vec![String::new()];
    for line in part.lines() {
        match line.strip_prefix("    ") {
            Some(code) => blocks.last_mut().unwrap().push_str(&format!("{code}\n")),
            None if blocks.last().is_some_and(|block| !block.is_empty()) => blocks.push(String::new()),
            None => {}
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// A folder like the one that `cargo xtask build --release` creates.
fn release_folder() -> TempDir {
    let folder = tempdir().unwrap();
    site(folder.path());
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_rolecall"), folder.path().join("rolecall")).unwrap();
    folder
}

/// A shell in the folder, with nothing in its environment except a free port and the site's location.
fn shell(folder: &Path, script: &str) -> Command {
    let mut command = Command::new("sh");
    NAMES.iter().for_each(|name| {
        command.env_remove(name);
    });
    command.env("ROLECALL_LISTEN", "127.0.0.1:0").env("ROLECALL_LOG_FORMAT", "json").env("LEPTOS_SITE_ROOT", "site");
    command.current_dir(folder).args(["-e", "-c", script]);
    command
}

struct Stopped(Child);

impl Drop for Stopped {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts the script's first command, and waits until it serves.
fn serve(folder: &Path, script: &str) -> (Stopped, SocketAddr) {
    use std::io::BufRead as _;
    let mut child = Stopped(shell(folder, script).stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap());
    let mut said = String::new();
    let mut lines = std::io::BufReader::new(child.0.stderr.take().unwrap()).lines().map_while(Result::ok);
    let address = lines.find_map(|line| {
        said.push_str(&line);
        line.split("\"address\":\"").nth(1)?.split('"').next()?.parse::<SocketAddr>().ok()
    });
    // The remaining output has to be read.
    std::thread::spawn(move || lines.for_each(drop));
    (child, address.unwrap_or_else(|| panic!("it did not serve: {said}")))
}

/// Follows the README with this database, and ends with the owner signed in and a colleague invited.
async fn follow(database: Option<&str>) {
    let blocks = blocks();
    let [settings, postgres, commands] = blocks.as_slice() else { panic!("three blocks: {blocks:?}") };
    let office = MailServer::open(SmtpBehaviour::Takes).await;
    let folder = release_folder();
    let mut env = settings.replace("smtps://user:password@mail.school.example", &office.url());
    assert_ne!(&env, settings);
    if let Some(database) = database {
        let line = postgres.replace("postgres://rolecall:password@database.school.example/rolecall", database);
        assert_ne!(&line, postgres);
        env.push_str(&line);
    }
    std::fs::write(folder.path().join("rolecall.env"), env).unwrap();

    let (before, last) = commands.trim_end().rsplit_once('\n').unwrap();
    assert_eq!(last, "./rolecall serve");
    let output = tokio::task::block_in_place(|| shell(folder.path(), before).output().unwrap());
    let (said, complained) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{said}\n{complained}");
    assert!(said.contains("Rolecall can serve."), "{said}");
    assert!(!said.lines().any(|line| line.starts_with("wrong")), "{said}");
    assert!(office.texts().iter().any(|mail| mail.contains("To: head@school.example")), "{:?}", office.texts());

    let script = format!("{}\nexec {last}", commands.lines().next().unwrap());
    let (_server, address) = tokio::task::block_in_place(|| serve(folder.path(), &script));
    let owner = Browser::of_program(address);
    let link = link_in(&said);
    assert!(said.contains(&format!("https://rolecall.school.example{link}")), "{said}");
    assert!(owner.get(&link).await.body.contains("Harriet"));
    let set = owner.post(&link, &[("password", PASSWORD)]).await;
    assert_eq!(set.status, 200, "{}", set.body);
    let signed_in = owner.post("/sign-in", &[("email", "head@school.example"), ("password", PASSWORD)]).await;
    assert_eq!((signed_in.status, signed_in.location()), (303, "/school"), "{}", signed_in.body);
    let school = owner.get("/school").await.body;
    assert!(school.contains("Hillside Primary School") && school.contains("Harriet"), "{school}");

    crate::start::add(&owner, "Amy", "amy@school.example").await;
    until("the invitation arrives", || async { office.texts().len() > 1 }).await;
    let mail = office.texts().into_iter().find(|mail| mail.contains("To: amy@school.example")).unwrap();
    for part in ["Harriet Lowe has added you", "Hillside Primary School via Rolecall <rolecall@school.example>"] {
        assert!(mail.replace("\r\n ", " ").contains(part), "{part} is not in {mail}");
    }
    assert!(!mail.contains("Account Owner has"), "{mail}");
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_readme_leads_to_a_signed_in_owner_on_sqlite() {
    follow(None).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_readme_leads_to_a_signed_in_owner_on_postgresql() {
    use sqlx::{Connection as _, Executor as _};
    // As in the store's tests: half a test that passes without running would hide what breaks on PostgreSQL.
    let server = match std::env::var("ROLECALL_TEST_POSTGRES").unwrap_or_default().as_str() {
        "" => panic!("ROLECALL_TEST_POSTGRES names no PostgreSQL server; `skip` leaves this test out"),
        "skip" => return,
        url => url.to_owned(),
    };
    sqlx::any::install_default_drivers();
    let name = format!("first_hour_{}", std::process::id());
    let sql = |sql: String| async {
        let mut connection = sqlx::AnyConnection::connect(&server).await.unwrap();
        connection.execute(sqlx::AssertSqlSafe(sql)).await.unwrap();
    };
    sql(format!("CREATE DATABASE {name}")).await;
    let url = format!("{}/{name}", server.rsplit_once('/').unwrap().0);
    let followed = tokio::spawn(async move { follow(Some(&url)).await }).await;
    sql(format!("DROP DATABASE {name} WITH (FORCE)")).await;
    if let Err(error) = followed {
        std::panic::resume_unwind(error.into_panic());
    }
}

fn create(folder: &Path, more: &[&str]) -> Output {
    let arguments = ["create-owner", "--school", "Hillside", "--base-url", "http://localhost:3000"];
    run(folder, &[&arguments[..], more].concat())
}

#[test]
fn an_owner_has_a_name_and_a_school_is_made_once() {
    let folder = tempdir().unwrap();
    let (email, name) = (["--email", "head@hillside.example"], ["--name", "Harriet Lowe"]);
    let nameless = create(folder.path(), &email);
    assert_eq!(nameless.status.code(), Some(2));
    assert!(text(&nameless.stderr).contains("--name \"Harriet Lowe\""), "{}", text(&nameless.stderr));
    assert_eq!(create(folder.path(), &[&email[..], &["--name", "Harriet"]].concat()).status.code(), Some(2));
    assert!(create(folder.path(), &[email, name].concat()).status.success());

    let again = create(folder.path(), &[email, name].concat());
    assert!(text(&again.stdout).contains("Hillside was here already"), "{}", text(&again.stdout));
    let other = create(folder.path(), &["--email", "other@hillside.example", "--name", "Ben Webb"]);
    assert_eq!(other.status.code(), Some(2));
    assert!(text(&other.stderr).contains("Nothing was made"), "{}", text(&other.stderr));
    let corrected = create(folder.path(), &["--email", "other@hillside.example", "--name", "Ben Webb", "--correct"]);
    assert!(text(&corrected.stdout).contains("is now Ben Webb"), "{}", text(&corrected.stdout));
}

#[test]
fn check_says_what_is_missing_and_what_to_do() {
    let folder = tempdir().unwrap();
    site(folder.path());
    let check = |more: &[&str]| {
        let arguments = ["check", "--listen", "127.0.0.1:0", "--site-root", "site"];
        let output = run(folder.path(), &[&arguments[..], more].concat());
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    let (code, said, end) = check(&[]);
    assert_eq!(code, Some(2));
    for part in ["ROLECALL_BASE_URL", "rolecall create-owner", "ROLECALL_SMTP_URL", "ROLECALL_MAIL_FROM"] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    assert_eq!(end.trim(), "3 things must be put right before Rolecall can serve.");
    assert!(!folder.path().join("data").exists(), "nothing is made");

    let database = ["--database-url", "postgres://rolecall:s3cret@127.0.0.1:1/rolecall"];
    let (_, said, _) = check(&database);
    assert!(said.contains("PostgreSQL does not answer at 127.0.0.1:1"), "{said}");
    assert!(!said.contains("s3cret"), "{said}");

    let https = ["--base-url", "https://rolecall.school.example"];
    let mail = ["--smtp-url", "smtps://user:s3cret@127.0.0.1:1", "--mail-from", "Rolecall <rolecall@school.example>"];
    let (_, said, _) = check(&[&https[..], &mail].concat());
    for part in ["ROLECALL_PROXY_HOPS=1", "The mail server cannot be reached. Check the host and the port"] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    assert!(!said.contains("s3cret"), "{said}");
}

#[test]
fn check_sees_who_else_can_read_and_a_clock_that_is_behind() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempdir().unwrap();
    site(folder.path());
    assert!(create(folder.path(), &["--email", "head@hillside.example", "--name", "Harriet Lowe"]).status.success());
    let data = folder.path().join("data");
    let check = || text(&run(folder.path(), &["check", "--listen", "127.0.0.1:0", "--site-root", "site"]).stdout);
    let said = check();
    assert!(said.contains("The SQLite database answers") && said.contains("The clock is right"), "{said}");
    assert!(!said.contains("chmod"), "{said}");

    let open = |path: &Path, mode| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    open(&data, 0o755);
    open(&data.join("rolecall.db"), 0o644);
    assert!(check().contains("chmod 700 data"), "{}", check());

    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        use sqlx::{Connection as _, Executor as _};
        let url = format!("sqlite://{}", data.join("rolecall.db").display());
        let mut connection = sqlx::SqliteConnection::connect(&url).await.unwrap();
        connection.execute("UPDATE audit_log SET at = at + 3600000").await.unwrap();
        connection
            .execute("DELETE FROM _sqlx_migrations WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)")
            .await
            .unwrap();
        connection.close().await.unwrap();
    });
    let said = check();
    assert!(said.contains("seconds behind the latest entry"), "{said}");
    assert!(said.contains("1 change of its tables is made when the server starts"), "{said}");
}

#[test]
fn a_reader_who_has_read_enough_is_no_error() {
    let folder = tempdir().unwrap();
    for arguments in [&["permissions", "--csv"][..], &["permissions"]] {
        let mut child =
            rolecall(folder.path(), arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // Closed before anything is written.
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty(), "{arguments:?}: {}", text(&output.stderr));
    }
}
