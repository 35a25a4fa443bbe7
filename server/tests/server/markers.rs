//! Who may not know pupils never learns who one is: Minimal Read-only, and anybody whom an exception keeps from *View
//! pupils*. The test puts markers into a school's pupils (`markers/marked_school.rs`), asks for everything there is
//! (`markers/questions.rs`), every page, file, error and the stream of changes, and finds no marker in the answers.

mod marked_school;
mod questions;

use crate::browser::{Answer, Browser};
use crate::test_server::{TestServer, add, somebody};
use crate::walk::ask;
use axum::body::Body;
use axum::http::Method;
use domain::exception::{DENY, ExceptionForm};
use domain::role::Role;
use futures::StreamExt as _;
use marked_school::MarkedSchool;
use questions::{addresses, questions, this_year};
use serde_json::json;
use std::time::Duration;

/// What the reader is kept from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kept {
    /// Nothing besides what their role does not give.
    FromNothing,
    /// *View pupils*, by an exception.
    FromPupils,
}

/// The stream's beginning, and what it says while people, marks and pupils change.
async fn stream(house: &TestServer, marked: &MarkedSchool, browser: &Browser) -> String {
    let response = browser.begin(browser.request(Method::GET, "/events").body(Body::empty()).unwrap()).await;
    let mut text = format!("{:?}", response.headers());
    let mut body = response.into_body().into_data_stream();
    let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
    add(&owner, &somebody("Stream", "Walker", "stream.walker@hillside.example", Role::FullEdit)).await;
    let cell = json!({ "year": this_year(), "kind": "formative", "item": "3-reading-1", "half_term": null });
    let key = "00000000-0000-4000-8000-000000000002";
    let edit = json!({ "key": key, "pupil": marked.pupil, "cell": cell, "value": "S", "base": 0 });
    assert_eq!(owner.call("/api/marks/save", &json!({ "edits": [edit] })).await.status, 200);
    assert_eq!(owner.call("/api/pupils/back", &json!({ "pupil": marked.left })).await.status, 200);
    let mut pieces = 0;
    while let Ok(Some(piece)) = tokio::time::timeout(Duration::from_secs(3), body.next()).await {
        pieces += 1;
        text.push_str(&String::from_utf8_lossy(&piece.unwrap()));
    }
    assert!(pieces > 1, "{text}");
    text
}

/// Every answer to the role that contains a marker, and the number of answers.
async fn marked(role: Role, kept: Kept) -> (Vec<String>, usize) {
    let house = TestServer::demo().await;
    let (admin, _) = house.signed_in_as(Role::AccountOwner).await;
    let member = add(&admin, &somebody("Walk", "Through", "walk@hillside.example", Role::FullEdit)).await;
    let (_, own) = house.signed_in_as(role).await;
    let school = MarkedSchool::set(&house, &own).await;
    if kept == Kept::FromPupils {
        let form = ExceptionForm {
            feature: "sonar-tracker/pupils/view-pupils".to_owned(),
            effect: DENY.to_owned(),
            ends_on: "2199-12-31".to_owned(),
            reason: "Walked past".to_owned(),
            ..ExceptionForm::default()
        };
        let made = admin.call("/api/users/exceptions/make", &json!({ "member": own, "form": form })).await;
        assert_eq!(made.status, 200, "{}", made.body);
    }
    let mut told = Vec::new();
    let mut answers = 0;
    let mut look = |asked: &str, answer: &Answer| {
        answers += 1;
        told.extend(school.found(asked, answer).map(|mark| format!("{asked}: {mark}")));
    };
    // Pages first: some of the calls delete what they show.
    let (reader, _) = house.signed_in_as(role).await;
    let about_own = addresses(&school, &own).into_iter().filter(|(_, path)| path.contains(&*own));
    for (method, path) in addresses(&school, &member).into_iter().chain(about_own) {
        let browser = if method == "GET" { reader.clone() } else { house.signed_in_as(role).await.0 };
        let (path, answer) = ask(&browser, method, &path, &member).await;
        look(&path, &answer);
        if method == "GET" && path.contains("&mine=1") {
            look(&path, &reader.get_part(&path).await);
        }
    }
    // A new session for each that may end one.
    for (path, arguments) in questions(&school, [&member, &own]) {
        let answer = house.signed_in_as(role).await.0.call(&path, &arguments).await;
        look(&format!("{path} {arguments}"), &answer);
    }
    let stream = stream(&house, &school, &house.signed_in_as(role).await.0).await;
    told.extend(school.found_in("", &stream).map(|mark| format!("/events: {mark}")));
    (told, answers)
}

#[tokio::test(flavor = "multi_thread")]
async fn minimal_read_only_meets_no_pupil() {
    let (told, answers) = marked(Role::MinimalReadOnly, Kept::FromNothing).await;
    assert!(told.is_empty(), "{told:#?}");
    assert!(answers > 500, "{answers}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_teacher_whom_an_exception_keeps_from_pupils_meets_none() {
    let (told, _) = marked(Role::FullEdit, Kept::FromPupils).await;
    assert!(told.is_empty(), "{told:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_whom_an_exception_keeps_from_pupils_meets_none() {
    let (told, _) = marked(Role::AccountAdmin, Kept::FromPupils).await;
    assert!(told.is_empty(), "{told:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_marks_are_there_to_be_found() {
    let (told, _) = marked(Role::AccountOwner, Kept::FromNothing).await;
    for path in [
        "/api/pupils/list",
        "/api/pupils/mine",
        "/api/pupils/pick",
        "/api/pupils/child",
        "/api/marks/sheet",
        "/api/observations/list",
        "/api/observations/find",
        "/api/observations/children",
        "/pupils",
        "/school",
        "/markbook?",
        "/observations",
        "/observations/new",
        "/audit",
    ] {
        assert!(told.iter().any(|line| line.starts_with(path)), "{path} {told:#?}");
    }
    for part in ["/photos/", "/edit", "/pupils?kind=key"] {
        assert!(told.iter().any(|line| line.contains(part)), "{part} {told:#?}");
    }
    // A teacher may take a class out as a file, without giving the password again for so few.
    let (told, _) = marked(Role::FullEdit, Kept::FromNothing).await;
    for path in ["/markbook/export.csv", "/markbook/export.xlsx"] {
        assert!(told.iter().any(|line| line.starts_with(path)), "{path} {told:#?}");
    }
}
