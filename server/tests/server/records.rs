//! The audit log, histories and exports, as seen from outside.

use crate::browser::Browser;
use crate::program::run;
use crate::test_server::{TestServer, add, somebody};
use axum::body::Body;
use axum::http::Method;
use domain::role::Role;
use std::path::Path;

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_saved_under_the_schools_name_and_noted() {
    let house = TestServer::demo().await;
    let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
    for (path, what, kind) in [
        ("/users/export.csv?role=full-edit", "people-full-edit", "text/csv; charset=utf-8"),
        ("/users/export.xlsx", "people", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (
            "/users/export.csv?what=permissions&search=no-such-person",
            "permissions-no-such-person",
            "text/csv; charset=utf-8",
        ),
        ("/audit/export.csv?action=sign+in", "audit-log-sign-in", "text/csv; charset=utf-8"),
    ] {
        let answer = owner.get(path).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, kind), "{path}");
        let disposition = answer.header("content-disposition");
        let begins = format!("attachment; filename=\"hillside-primary-school-{what}-20");
        assert!(disposition.starts_with(&begins) && disposition.ends_with('"'), "{disposition}");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert!(answer.body.len() > 20, "{path}");
    }
    for smaller in ["gzip", "br"] {
        let request = owner.request(Method::GET, "/users/export.csv").header("accept-encoding", smaller);
        let answer = owner.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!((answer.status, answer.header("content-encoding")), (200, smaller), "whole, and smaller");
    }
    let noted =
        house.number("SELECT COUNT(*) FROM audit_log WHERE action IN ('export users', 'export audit log')").await;
    assert_eq!(noted, 6);
    let log = owner.get("/audit?action=export+users").await.body;
    assert!(log.contains("List of people was exported") && log.contains("Full Edit"), "{log}");
    // After signing in, the reader returns to the same file.
    let answer = house.browser().get("/users/export.csv?role=full-edit").await;
    assert_eq!((answer.status, answer.location()), (303, "/sign-in?next=%2Fusers%2Fexport.csv%3Frole%3Dfull-edit"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_is_read_without_scripts() {
    let house = TestServer::demo().await;
    let (owner, id) = house.signed_in_as(Role::AccountOwner).await;
    let member = add(&owner, &somebody("Zoë", "O'Zebra", "zoe@hillside.example", Role::PartialEdit)).await;
    let page = owner.get("/audit?search=ozebra").await.body;
    assert!(page.contains("1 entry") && page.contains("Partial Edit") && page.contains("Zoë O'Zebra"), "{page}");
    assert!(page.contains(&format!("/audit?actor={id}")) || page.contains(&format!("actor={id}")), "names lead on");
    assert!(page.contains("/audit/export.csv?search=ozebra"), "what is shown is what is exported");
    let of_zoe = owner.get(&format!("/audit?subject={member}")).await.body;
    assert!(of_zoe.contains("Only what was done to Zoë O'Zebra."), "{of_zoe}");
    assert!(owner.get("/audit?search=nobody-at-all").await.body.contains("Nothing matches"));
    for nonsense in ["page=0", "page=99999", "from=x&to=2026-02-31", "actor=x&subject=y", "action=%00", "search=%25"] {
        assert_eq!(owner.get(&format!("/audit?{nonsense}")).await.status, 200, "{nonsense}");
    }
    let history = owner.get(&format!("/users/{member}/history")).await.body;
    assert!(history.contains("Zoë O'Zebra: History") && history.contains("Partial Edit"), "{history}");
    let (admin, _) = house.signed_in_as(Role::AccountAdmin).await;
    assert_eq!(admin.get(&format!("/users/{id}/history")).await.status, 403);
    assert_eq!(admin.get("/users/nobody/history").await.status, 404);
    assert!(!admin.get("/school").await.body.contains("Audit log"), "no way there is shown to whoever may not go");
}

fn verify(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut all = vec!["audit", "verify", "--database-url", "sqlite://test.db"];
    all.extend(arguments);
    let output = run(folder, &all);
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(said).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_line_says_whether_the_chain_holds() {
    let house = TestServer::real().await;
    let _: Browser = house.school("Hillside", "owner@hillside.example").await;
    house.school("Riverside", "owner@riverside.example").await;
    let folder = house.folder();
    let (code, said) = verify(folder, &[]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("Hillside: 5 entries. The chain holds") && said.contains("Riverside"), "{said}");
    let (code, said) = verify(folder, &["--school", "Seaside"]);
    assert_eq!((code, said.trim()), (Some(2), "There is no school of this name (--school)."));
    // The printed output works as a file of anchors.
    let (_, printed) = verify(folder, &[]);
    std::fs::write(folder.join("anchors.txt"), &printed).unwrap();
    let (code, said) = verify(folder, &["--anchor", "anchors.txt"]);
    assert_eq!((code, said.matches("still the log of which the anchor was taken").count()), (Some(0), 2), "{said}");
    let anchor = printed.split_once("Anchor: ").unwrap().1.split_whitespace().next().unwrap().to_owned();
    assert_eq!(verify(folder, &["--anchor", &anchor]).0, Some(0));
    let forged = format!("{}{}", &anchor[..anchor.len() - 1], if anchor.ends_with('0') { '1' } else { '0' });
    let (code, said) = verify(folder, &["--anchor", &forged]);
    assert!(code == Some(2) && said.contains("wrong at entry 5") && said.contains("was rewritten"), "{said}");
    let strange = format!("00000000-0000-4000-8000-000000000000:5:{}", "0".repeat(64));
    for (given, answer) in [
        (strange.as_str(), "is of no school that was checked"),
        ("nowhere.txt", "is no anchor, and no file that can be read"),
    ] {
        let (code, said) = verify(folder, &["--anchor", given]);
        assert!(code == Some(2) && said.contains(answer), "{said}");
    }
    house.sql("UPDATE audit_log SET actor_name = 'Eve' WHERE number = 3 AND school_id = (SELECT id FROM schools WHERE name = 'Hillside')").await;
    let (code, said) = verify(folder, &[]);
    assert_eq!(code, Some(2));
    assert!(
        said.contains("The audit log of Hillside is wrong at entry 3: it was changed after it was written."),
        "{said}"
    );
    assert!(said.contains("Riverside: 5 entries. The chain holds"), "{said}");
    assert_eq!(verify(folder, &["--school", "Riverside"]).0, Some(0));
}
