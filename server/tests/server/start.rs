//! Starting, refusing to start, stopping, and being killed.

use crate::program::{Program, rolecall, run};
use crate::smtp::{MailServer, SmtpBehaviour, link_in};
use crate::test_server::{PASSWORD, site, until};
use axum::body::Body;
use axum::http::Method;
use futures::StreamExt as _;
use sqlx::{Connection as _, Executor as _, SqliteConnection};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use tempfile::{TempDir, tempdir};

const REAL: [&str; 6] =
    ["--base-url", "http://localhost:3000", "--smtp-url", "smtp://127.0.0.1:9", "--mail-from", "rolecall@example.org"];

/// Runs the program and expects one sentence that contains `expected`, and exit code 2.
fn refuses(folder: &Path, arguments: &[&str], expected: &str) {
    let output = run(folder, arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
    let line = said.trim_end();
    assert!(line.contains(expected), "{arguments:?}: {line}");
    assert!(!line.contains('\n') && line.ends_with(['.', ')']), "one sentence: {line}");
}

fn create_owner(folder: &Path, school: &str, email: &str) -> String {
    let owner = ["--school", school, "--name", "Harriet Lowe", "--email", email];
    let output = run(folder, &[&["create-owner", "--base-url", "http://localhost:3000"][..], &owner].concat());
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said} {}", String::from_utf8_lossy(&output.stderr));
    link_in(&said)
}

#[test]
fn the_server_refuses_to_start_without_what_it_needs() {
    let folder = tempdir().unwrap();
    let site = site(folder.path());
    let serve = |more: &[&str], expected: &str| {
        let arguments: Vec<_> = ["serve", "--listen", "127.0.0.1:0", "--site-root", site.to_str().unwrap()]
            .iter()
            .chain(more)
            .copied()
            .collect();
        refuses(folder.path(), &arguments, expected);
    };
    serve(&[], "--base-url");
    serve(&REAL[..2], "--smtp-url");
    serve(&REAL[..4], "--mail-from");
    serve(&REAL[2..], "--base-url");
    serve(
        &[
            "--base-url",
            "http://rolecall.example.org",
            "--smtp-url",
            "smtp://127.0.0.1:9",
            "--mail-from",
            "a@example.org",
        ],
        "is not https",
    );
    serve(
        &["--base-url", "https://rolecall.example.org", "--smtp-url", "post office", "--mail-from", "a@example.org"],
        "--smtp-url",
    );
    serve(
        &["--base-url", "https://rolecall.example.org", "--smtp-url", "smtp://127.0.0.1:9", "--mail-from", "nobody"],
        "--mail-from",
    );
    serve(
        &[
            "--base-url",
            "https://rolecall.example.org",
            "--smtp-url",
            "smtp://127.0.0.1:9",
            "--mail-from",
            "a@example.org",
        ],
        "ROLECALL_PROXY_HOPS=1",
    );
    serve(&REAL, "rolecall create-owner");
    serve(&["--database-url", "mysql://here", "--demo"], "postgres://");
    serve(&["--database-url", "sqlite:///no/such/folder/x.db", "--demo"], "database");
    refuses(
        folder.path(),
        &["serve", "--demo", "--listen", "127.0.0.1:0", "--site-root", "nowhere"],
        "cargo xtask build",
    );
    refuses(
        folder.path(),
        &["create-owner", "--school", "", "--email", "a@example.org", "--base-url", "http://localhost"],
        "--school",
    );
    refuses(
        folder.path(),
        &[
            "create-owner",
            "--school",
            "Hillside",
            "--name",
            "A B",
            "--email",
            "nobody",
            "--base-url",
            "http://localhost",
        ],
        "--email",
    );
    refuses(folder.path(), &["create-owner", "--school", "Hillside", "--email", "a@example.org"], "--base-url");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demonstration_and_a_real_school_never_share_a_database() {
    let folder = tempdir().unwrap();
    let site = site(folder.path());
    let database = format!("sqlite://{}", folder.path().join("one.db").display());
    let place = ["--site-root", site.to_str().unwrap(), "--listen", "127.0.0.1:0", "--database-url", &database];
    Program::serve(&folder, &["--demo", "--database-url", &database]).kill();
    let serve: Vec<_> = ["serve"].iter().chain(&place).chain(&REAL).copied().collect();
    refuses(folder.path(), &serve, "holds the demonstration school");
    let owner = [
        "create-owner",
        "--school",
        "Real",
        "--name",
        "Harriet Lowe",
        "--email",
        "a@example.org",
        "--base-url",
        "http://localhost",
        "--database-url",
        &database,
    ];
    refuses(folder.path(), &owner, "holds the demonstration school");
    refuses(
        folder.path(),
        &["seed", "--people", "1", "--password", "x", "--database-url", &database],
        "holds the demonstration school",
    );

    // By default the two use different databases.
    create_owner(folder.path(), "Hillside", "owner@hillside.example");
    let real = format!("sqlite://{}", folder.path().join("data/rolecall.db").display());
    let demo = [
        "serve",
        "--demo",
        "--demo-reset",
        "--site-root",
        site.to_str().unwrap(),
        "--listen",
        "127.0.0.1:0",
        "--database-url",
        &real,
    ];
    refuses(folder.path(), &demo, "holds a real school");
}

#[test]
fn migrate_makes_a_private_folder_and_can_be_repeated() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempdir().unwrap();
    for _ in 0..2 {
        let output = run(folder.path(), &["migrate"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert!(folder.path().join("data/rolecall.db").is_file());
    assert_eq!(folder.path().join("data").metadata().unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn permissions_print_what_was_reviewed() {
    let folder = tempdir().unwrap();
    let output = run(folder.path(), &["permissions", "--csv"]);
    assert!(output.status.success());
    let rows = |text: &[u8]| -> Vec<Vec<String>> {
        let reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text);
        reader.into_records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    };
    let reviewed = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../domain/tests/data/applied.csv")).unwrap();
    let (printed, reviewed) = (rows(&output.stdout), rows(&reviewed));
    assert_eq!(printed.len(), 1_353);
    assert_eq!(printed, reviewed);
    // It is written as every export is.
    assert!(output.stdout.starts_with("\u{feff}product,area,".as_bytes()) && output.stdout.ends_with(b"\r\n"));

    let table = String::from_utf8(run(folder.path(), &["permissions"]).stdout).unwrap();
    let lines: Vec<_> = table.lines().collect();
    assert_eq!(lines.len(), 1_353);
    let column = lines[0].find("feature").unwrap();
    assert!(lines.iter().all(|line| line.chars().nth(column - 1) == Some(' ')), "columns are aligned");
}

#[test]
fn help_tells_everything() {
    let folder = tempdir().unwrap();
    let all = String::from_utf8(run(folder.path(), &["--help"]).stdout).unwrap();
    for word in ["serve", "migrate", "create-owner", "check", "permissions", "import"] {
        assert!(all.contains(word), "{word}");
    }
    let mut serve = rolecall(folder.path(), &["serve", "--help"]);
    let serve = String::from_utf8(
        serve
            .env("DATABASE_URL", "postgres://user:s3cret@host/x")
            .env("ROLECALL_SMTP_URL", "smtp://user:s3cret@host")
            .output()
            .unwrap()
            .stdout,
    )
    .unwrap();
    for word in [
        "DATABASE_URL",
        "ROLECALL_LISTEN",
        "ROLECALL_BASE_URL",
        "ROLECALL_SMTP_URL",
        "ROLECALL_MAIL_FROM",
        "--proxy-hops",
        "--behind-proxy",
        "--demo",
        "--demo-reset",
        "--site-root",
        "--log-format",
    ] {
        assert!(serve.contains(word), "{word}");
    }
    assert!(!serve.contains("s3cret"));
}

/// A real school's server, and a browser signed in as its owner.
pub async fn real_school(folder: &TempDir, office: &MailServer) -> (Program, crate::browser::Browser) {
    let link = create_owner(folder.path(), "Hillside Primary School", "owner@hillside.example");
    let program = serve_real(folder, office);
    let browser = program.browser();
    assert_eq!(browser.get(&link).await.status, 200);
    let set = browser.post(&link, &[("password", PASSWORD)]).await;
    assert_eq!(set.status, 200, "{}", set.body);
    let signed_in = browser.post("/sign-in", &[("email", "owner@hillside.example"), ("password", PASSWORD)]).await;
    assert_eq!((signed_in.status, signed_in.location()), (303, "/school"), "{}", signed_in.body);
    assert!(browser.get("/school").await.body.contains("Hillside Primary School"));
    (program, browser)
}

pub fn serve_real(folder: &TempDir, office: &MailServer) -> Program {
    Program::serve(
        folder,
        &["--base-url", "http://localhost:3000", "--smtp-url", &office.url(), "--mail-from", "rolecall@example.org"],
    )
}

pub async fn add(browser: &crate::browser::Browser, first_name: &str, email: &str) {
    let answer = browser
        .post(
            "/users/new",
            &[("first_name", first_name), ("last_name", "Markerson"), ("email", email), ("role", "full-edit")],
        )
        .await;
    assert_eq!(answer.status, 303, "{}", answer.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_goes_out_although_the_server_was_killed_before_it_could() {
    let folder = tempdir().unwrap();
    let office = MailServer::open(SmtpBehaviour::Silent).await;
    let (program, owner) = real_school(&folder, &office).await;
    add(&owner, "First", "first@hillside.example").await;
    // The first mail is being sent and the mail server is silent, so the second one is stored and waits.
    until("the first mail is in hand", || async { office.callers() > 0 }).await;
    add(&owner, "Second", "second@hillside.example").await;
    program.kill();
    assert!(office.texts().is_empty());

    office.become_now(SmtpBehaviour::Takes);
    let program = serve_real(&folder, &office);
    until("the second mail arrives", || async {
        office.texts().iter().any(|mail| mail.contains("To: second@hillside.example"))
    })
    .await;
    program.kill();
    // The first mail is left alone for as long as its sender might be alive; this ends that time.
    let mut database =
        SqliteConnection::connect(&format!("sqlite://{}", folder.path().join("data/rolecall.db").display()))
            .await
            .unwrap();
    database.execute("UPDATE outbox SET next_attempt_at = 0 WHERE state = 'waiting'").await.unwrap();
    database.close().await.unwrap();
    let program = serve_real(&folder, &office);
    until("the first mail arrives", || async {
        office.texts().iter().any(|mail| mail.contains("To: first@hillside.example"))
    })
    .await;
    let mail = office.texts().into_iter().find(|mail| mail.contains("To: first@hillside.example")).unwrap();
    assert_eq!(program.browser().get(&link_in(&mail)).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_holds_nothing_personal() {
    let folder = tempdir().unwrap();
    let office = MailServer::open(SmtpBehaviour::Takes).await;
    let (program, owner) = real_school(&folder, &office).await;
    add(&owner, "Logged", "logged.marker@hillside.example").await;
    until("the mail arrives", || async { !office.texts().is_empty() }).await;
    let link = link_in(&office.texts()[0]);
    let logged = program.browser();
    logged.get(&link).await;
    logged.get("/users?search=Markerson&page=2").await;
    owner.get("/users?search=Markerson").await;
    logged.post("/sign-in", &[("email", "logged.marker@hillside.example"), ("password", "wrong-Marker-1")]).await;
    logged.get("/nowhere/Markerson").await;
    owner.call("/api/users/email", &serde_json::json!({ "email": "logged.marker@hillside.example" })).await;
    until("the last request is logged", || async { program.said().contains("\"route\":\"/api/users/email\"") }).await;

    let said = program.said();
    let token = link.rsplit('/').next().unwrap().to_owned();
    let cookie = owner.cookie().unwrap();
    let session = cookie.split('=').nth(1).unwrap().to_owned();
    for secret in [
        "logged.marker",
        "owner@",
        "hillside.example",
        "Markerson",
        "Logged",
        "Hillside",
        "wrong-Marker",
        "search=",
        PASSWORD,
        &token,
        &session,
    ] {
        assert!(!said.contains(secret), "the log holds {secret}");
    }
    let lines: Vec<serde_json::Value> =
        said.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}"))).collect();
    for (method, route, status) in [
        ("GET", "/link/{token}", 200),
        ("GET", "/users", 200),
        ("POST", "/sign-in", 422),
        ("POST", "/users/new", 303),
        ("GET", "elsewhere", 404),
    ] {
        let line =
            lines.iter().find(|line| line["route"] == route && line["method"] == method && line["status"] == status);
        let line = line.unwrap_or_else(|| panic!("no {method} {route} {status} in {said}"));
        assert!(line["ms"].is_number() && line["span"]["id"].as_str().unwrap().len() == 36, "{line}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn asked_to_stop_it_finishes_and_ends_streams() {
    let folder = tempdir().unwrap();
    let mut program = Program::serve(&folder, &["--demo"]);
    let browser = program.browser();
    let page = browser.get("/sign-in").await.body;
    let member = page.split("name=\"member\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(browser.post("/demo/sign-in", &[("member", &member)]).await.status, 303);
    let stream = browser.begin(browser.request(Method::GET, "/events").body(Body::empty()).unwrap()).await;
    let mut stream = stream.into_body().into_data_stream();
    assert!(stream.next().await.is_some());
    let stopped = Instant::now();
    assert!(Command::new("kill").arg("-TERM").arg(program.id().to_string()).status().unwrap().success());
    while let Some(piece) = tokio::time::timeout(Duration::from_secs(10), stream.next()).await.expect("the stream ends")
    {
        assert!(piece.is_ok());
    }
    until("the program has ended", || {
        let ended = program.ended();
        async move { ended.map(|well| assert!(well)).is_some() }
    })
    .await;
    assert!(stopped.elapsed() < Duration::from_secs(8), "{:?}", stopped.elapsed());
    assert!(program.said().contains("\"message\":\"stopped\""), "{}", program.said());
}
