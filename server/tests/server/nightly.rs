//! `rolecall import`, run as a nightly job runs it, beside the server of the same school.

use crate::browser::Browser;
use crate::import::value_of;
use crate::program::{Program, run};
use crate::smtp::link_in;
use crate::test_server::PASSWORD;
use clap::Parser as _;
use serde_json::Value;
use server::cli::{Cli, Command};
use std::path::Path;
use std::process::Output;
use tempfile::tempdir;

const README: &str = include_str!("../../../README.md");
const HEAD: &str = "Staff ID,Forename,Surname,Work Email,Post";
const ADA: &str = "S1,Ada,Pine,a.pine@hillside.example,Teacher";
const BASE: &str = "http://localhost:3000";
const REAL: [&str; 6] = ["--base-url", BASE, "--smtp-url", "smtp://127.0.0.1:9", "--mail-from", "rolecall@example.org"];

fn list(folder: &Path, rows: &[&str]) {
    std::fs::write(folder.join("staff.csv"), [&[HEAD], rows].concat().join("\r\n")).unwrap();
}

fn import(folder: &Path, more: &[&str]) -> Output {
    let arguments = ["import", "--school", "Hillside", "--file", "staff.csv", "--base-url", BASE];
    run(folder, &[&arguments[..], more].concat())
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// The output with `--json`.
fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", said(output)))
}

async fn signed_in(server: &Program, link: &str) -> Browser {
    let owner = server.browser();
    let set = owner.post(link, &[("password", PASSWORD)]).await;
    assert_eq!(set.status, 200, "{}", set.body);
    owner.post("/sign-in", &[("email", "head@hillside.example"), ("password", PASSWORD)]).await;
    owner
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_asks_once_and_then_imports_night_after_night() {
    let folder = tempdir().unwrap();
    let path = folder.path();
    let school = ["--school", "Hillside", "--name", "Harriet Lowe", "--email", "head@hillside.example"];
    let created = run(path, &[&["create-owner", "--base-url", BASE][..], &school].concat());
    let server = tokio::task::block_in_place(|| Program::serve(&folder, &REAL));
    let owner = signed_in(&server, &link_in(&said(&created))).await;

    // The first night asks on a page what the columns hold.
    list(path, &[ADA]);
    let first = import(path, &["--apply", "--json"]);
    assert_eq!(first.status.code(), Some(3), "{}", said(&first));
    let report = json(&first);
    assert_eq!(report["questions"][0]["question"], "columns", "{report}");
    let page = report["answer_page"].as_str().unwrap().strip_prefix(BASE).unwrap().to_owned();
    let columns = [
        ("then", "columns"),
        ("has_header", "true"),
        ("column_0", "mis_id"),
        ("column_1", "first_name"),
        ("column_2", "last_name"),
        ("column_3", "email"),
        ("column_4", "job_title"),
    ];
    assert_eq!(owner.post(&page, &columns).await.status, 303);
    let preview = owner.get(&page).await.body;
    let looked_at = value_of(&preview, "looked_at");
    let confirm = [
        ("then", "confirm"),
        ("other_role", "minimal-edit"),
        ("ours_shown", "1"),
        ("ours", "yes"),
        ("looked_at", &looked_at),
    ];
    let mut confirmed = owner.post(&page, &confirm).await;
    if confirmed.location() != page {
        // Once confirmed as this school's file, it has to be reviewed again.
        let looked_at = value_of(&owner.get(&page).await.body, "looked_at");
        confirmed = owner.post(&page, &[("then", "confirm"), ("looked_at", &looked_at)]).await;
    }
    assert_eq!((confirmed.status, confirmed.location()), (303, page.as_str()), "{}", confirmed.body);

    // The following nights need no answers.
    list(path, &[ADA, "S2,Ben,Oak,b.oak@hillside.example,Teacher"]);
    let preview = import(path, &[]);
    assert_eq!(preview.status.code(), Some(0), "{}", said(&preview));
    assert!(
        said(&preview).contains("Preview, nothing was changed") && said(&preview).contains("New: Ben Oak"),
        "{}",
        said(&preview)
    );
    assert!(!owner.get("/users?search=oak").await.body.contains("Tick Ben Oak"));
    let applied = import(path, &["--apply"]);
    assert_eq!(applied.status.code(), Some(0), "{}", said(&applied));
    assert!(said(&applied).contains("Done: 1 added."), "{}", said(&applied));
    let found = owner.get("/users?search=oak").await;
    assert!(found.body.contains("Tick Ben Oak"), "{}", found.body);
    let again = import(path, &["--apply"]);
    assert!(again.status.success() && said(&again).contains("Nothing to change."), "{}", said(&again));

    // Limits apply.
    list(path, &["S9,Zed,Yew,z.yew@hillside.example,Cook"]);
    let beyond = import(path, &["--apply", "--leavers", "--most-leavers", "1"]);
    assert_eq!(beyond.status.code(), Some(4), "{}", said(&beyond));
    assert!(said(&beyond).contains("2 people would be deactivated, and the limit is 1"), "{}", said(&beyond));
}

#[test]
fn what_cannot_be_imported_is_refused_in_a_sentence() {
    let folder = tempdir().unwrap();
    let path = folder.path();
    let refused = |expected: &str| {
        let output = import(path, &["--apply"]);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains(expected), "{expected}: {}", said(&output));
    };
    refused("staff.csv cannot be read");
    list(path, &[ADA]);
    refused("There is no database at");
    assert!(run(path, &["migrate"]).status.success());
    refused("There is no school with this id or name");
    let school = ["--school", "Hillside", "--name", "Harriet Lowe", "--email", "head@hillside.example"];
    assert!(run(path, &[&["create-owner", "--base-url", BASE][..], &school].concat()).status.success());
    std::fs::write(path.join("staff.csv"), "%PDF-1.7").unwrap();
    refused("PDF");
}

#[test]
fn the_readmes_job_is_one_that_the_program_takes() {
    let lines: Vec<_> = README.lines().filter(|line| line.contains("rolecall import ")).collect();
    assert!(!lines.is_empty(), "the README shows the job");
    for line in lines {
        let arguments = line.split("rolecall import ").nth(1).unwrap().split(" ||").next().unwrap();
        let mut words = vec!["rolecall".to_owned(), "import".to_owned()];
        for (place, part) in arguments.split('"').enumerate() {
            match place % 2 {
                0 => words.extend(part.split_whitespace().map(str::to_owned)),
                _ => words.push(part.to_owned()),
            }
        }
        let cli = Cli::try_parse_from(words).unwrap_or_else(|error| panic!("{line}: {error}"));
        assert!(matches!(cli.command, Command::Import(asked) if asked.apply), "{line}");
    }
}
