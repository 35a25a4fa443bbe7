//! A program killed in the middle of a long change: the change has not happened.

use crate::program::Program;
use crate::smtp::{MailServer, SmtpBehaviour};
use crate::start::{real_school, serve_real};
use crate::test_server::{PASSWORD, until};
use sqlx::{Connection as _, SqliteConnection};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::Command;
use tempfile::{TempDir, tempdir};

const PEOPLE: i64 = 6_000;

async fn signed_in(program: &Program) -> crate::browser::Browser {
    let browser = program.browser();
    let answer = browser.post("/sign-in", &[("email", "owner@hillside.example"), ("password", PASSWORD)]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    browser
}

/// Asks the program to stop, and waits until it has: its database is then a single file.
async fn stop(mut program: Program) {
    assert!(Command::new("kill").arg("-TERM").arg(program.id().to_string()).status().unwrap().success());
    until("the program has ended", || {
        let ended = program.ended();
        async move { ended.map(|well| assert!(well)).is_some() }
    })
    .await;
}

fn database(folder: &TempDir) -> PathBuf {
    folder.path().join("data/rolecall.db")
}

async fn number(folder: &TempDir, sql: &'static str) -> i64 {
    let mut connection = SqliteConnection::connect(&format!("sqlite://{}", database(folder).display())).await.unwrap();
    let number = sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    number
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_is_made_whole_or_not_at_all() {
    let folder = tempdir().unwrap();
    let office = MailServer::open(SmtpBehaviour::Takes).await;
    let (program, owner) = real_school(&folder, &office).await;
    let mut list = "Staff ID,Forename,Surname,Email,Job title\n".to_owned();
    for number in 0..PEOPLE {
        writeln!(list, "X{number},Person{number},Newcomer,person{number}@hillside.example,Teacher").unwrap();
    }
    let brought = owner.upload("/users/import", "staff.csv", list.as_bytes()).await;
    assert_eq!(brought.status, 303, "{}", brought.body);
    let page = brought.location().to_owned();
    let mut columns = vec![("then", "columns"), ("has_header", "true")];
    let fields = ["mis_id", "first_name", "last_name", "email", "job_title"];
    columns.extend(["column_0", "column_1", "column_2", "column_3", "column_4"].into_iter().zip(fields));
    assert_eq!(owner.post(&page, &columns).await.status, 303);
    let choice = [("then", "keep"), ("other_role", "minimal-edit")];
    assert_eq!(owner.post(&page, &choice).await.status, 303);
    let looked_at = crate::import::value_of(&owner.get(&page).await.body, "looked_at");
    let confirm = move || {
        [("then", "confirm"), ("other_role", "minimal-edit")]
            .map(|(key, value)| (key, value.to_owned()))
            .into_iter()
            .chain([("looked_at", looked_at.clone())])
            .collect::<Vec<_>>()
    };
    let send = async |browser: &crate::browser::Browser| {
        let form = confirm();
        let form: Vec<_> = form.iter().map(|(key, value)| (*key, value.as_str())).collect();
        browser.post(&page, &form).await
    };
    stop(program).await;

    // So much is written that it reaches the file long before the transaction is complete.
    let program = serve_real(&folder, &office);
    let owner = signed_in(&program).await;
    let log = database(&folder).with_extension("db-wal");
    let written = || std::fs::metadata(&log).map_or(0, |log| log.len());
    let before = written();
    tokio::select! {
        answer = send(&owner) => panic!("it was done before it could be stopped: {}", answer.status),
        () = until("the import is being written", || async { written() > before + 1_000_000 }) => {}
    }
    program.kill();
    assert_eq!(number(&folder, "SELECT COUNT(*) FROM members").await, 1, "the owner");
    assert_eq!(number(&folder, "SELECT COUNT(*) FROM audit_log WHERE action LIKE '%import%'").await, 0);

    // The import waits unchanged, and can be confirmed.
    let program = serve_real(&folder, &office);
    let owner = signed_in(&program).await;
    let done = send(&owner).await;
    assert_eq!((done.status, done.location()), (303, page.as_str()), "{}", done.body);
    assert_eq!(number(&folder, "SELECT COUNT(*) FROM members").await, PEOPLE + 1);
}
