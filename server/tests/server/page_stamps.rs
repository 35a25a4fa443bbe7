//! Two tabs of one browser: what is sent from a page drawn for another session, person or school changes nothing.

use crate::browser::{Browser, stamp_in};
use crate::routes::routes;
use crate::test_server::{PASSWORD, TestServer, add, change_role, somebody};
use crate::viewing::everything;
use crate::walk::{CallerKind, ask, calls};
use domain::role::Role;
use serde_json::json;

/// The tables that may change all the same: drafts are kept instead of the change, refusals are recorded, and keys are
/// created when first needed.
const NOTED: [&str; 3] = ["drafts", "sign_in_attempts", "server_secrets"];

/// Everything in the database except [`NOTED`].
async fn saved(house: &TestServer) -> Vec<(String, Vec<String>)> {
    everything(house).await.into_iter().filter(|(table, _)| !NOTED.contains(&table.as_str())).collect()
}

/// Whose page a stamp comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum StampSource {
    /// A page of the same session, at another school.
    Same,
    /// A page of another session, or of none.
    Another,
}

/// Calls and posts everything as `browser` with this stamp, and returns how many requests were refused for it.
async fn walk(house: &TestServer, browser: &Browser, member: &str, stamp: &str, of_session: StampSource) -> usize {
    let before = saved(house).await;
    let mut refused = 0;
    browser.stay_on(stamp);
    for (path, who, arguments) in calls(member) {
        // Signing in and links are for people without a session. Any page of a session can sign it out.
        if who == CallerKind::Anybody && (path != "/api/sign-out" || of_session == StampSource::Same) {
            continue;
        }
        let answer = browser.call(path, &arguments).await;
        assert!(answer.status < 500, "{path}: {} {}", answer.status, answer.body);
        refused += usize::from(answer.status == 409);
    }
    for (method, path, who) in routes() {
        // A session is signed out from any of its pages.
        if path == "/sign-out" && of_session == StampSource::Same {
            continue;
        }
        let (path, answer) = ask(browser, method, &path, member).await;
        assert!(answer.status < 500, "{method} {path}: {} {}", answer.status, answer.body);
        let is_file = path.starts_with("/users/export") || path.starts_with("/audit/export");
        // Its use case compares the stamp with the session alone.
        let is_its_own = path == "/schools" && of_session == StampSource::Same;
        if method == "POST" && who != CallerKind::Anybody && !is_file && !is_its_own {
            // A form without a picture is refused before its stamp is read.
            let refused = if path.ends_with("/photo") { 422 } else { 409 };
            assert_eq!(answer.status, refused, "{path}: {}", answer.body);
        }
    }
    let after = saved(house).await;
    for ((table, before), (_, after)) in before.iter().zip(&after) {
        // Downloads are recorded in the audit log, whichever page they are requested from.
        if table != "audit_log" && table != "schools" {
            assert_eq!(before, after, "{table}");
        }
    }
    refused
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_changed_from_no_page_or_from_the_page_of_another_person_or_session() {
    let house = TestServer::demo().await;
    let (owner, own) = house.signed_in_as(Role::AccountOwner).await;
    let (admin, _) = house.signed_in_as(Role::AccountAdmin).await;
    let (tablet, _) = house.signed_in_as(Role::AccountOwner).await;
    let member = add(&owner, &somebody("Walk", "Through", "walk@hillside.example", Role::FullEdit)).await;
    for stamp in [String::new(), admin.stamp().await, tablet.stamp().await, format!("{}A", owner.stamp().await)] {
        let refused = walk(&house, &owner, &member, &stamp, StampSource::Another).await;
        assert!(refused > 35, "{refused}");
        assert_eq!(owner.get("/school").await.status, 200, "still signed in");
    }
    assert_eq!(house.number("SELECT COUNT(*) FROM members WHERE email_key LIKE '%posted%'").await, 0);
    // Requests from the session's own page still work.
    owner.stay_on(&stamp_in(&owner.get("/school").await.body));
    assert_eq!(owner.post("/account", &[("do", "known-as"), ("known_as", "Maggie")]).await.status, 303, "{own}");
}

/// A browser signed in to the first of an admin's two schools, with the ids of both members.
async fn of_two_schools(house: &TestServer) -> (Browser, [String; 2]) {
    let first = house.school("Hillside Primary School", "owner@hillside.example").await;
    let second = house.school("Riverside Primary School", "owner@riverside.example").await;
    let amy = somebody("Amy", "Marlowe", "amy@hillside.example", Role::AccountAdmin);
    let at_first = add(&first, &amy).await;
    house.register(&crate::smtp::newest_link(&house.post_round().await)).await;
    let at_second = add(&second, &amy).await;
    house.register(&crate::smtp::newest_link(&house.post_round().await)).await;
    let browser = house.browser();
    let form = [("email", "amy@hillside.example"), ("password", PASSWORD), ("next", "")];
    assert_eq!(browser.post("/sign-in", &form).await.status, 303);
    assert_eq!(browser.post("/schools", &[("member", &at_first)]).await.location(), "/school");
    (browser, [at_first, at_second])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_of_one_school_saves_nothing_in_the_other() {
    let house = TestServer::real().await;
    let (amy, [at_first, at_second]) = of_two_schools(&house).await;
    let page = amy.get("/settings").await;
    let stamp = stamp_in(&page.body);
    assert!(page.body.contains(&format!("name=\"stamp\" value=\"{stamp}\"")), "{}", page.body);
    assert_eq!(amy.post("/schools", &[("member", &at_second)]).await.status, 303);
    let sent = amy.post_stamped("/settings", &[("name", "Hillside Renamed"), ("portal", "true")], &stamp).await;
    assert_eq!(sent.status, 409, "{}", sent.body);
    assert!(sent.body.contains("You are signed in as Amy Marlowe at Riverside Primary School now"), "{}", sent.body);
    let names = house.texts("SELECT name FROM schools ORDER BY name").await;
    assert_eq!(names, ["Hillside Primary School", "Riverside Primary School"]);
    assert!(sent.body.contains("What you typed is kept"), "{}", sent.body);
    assert!(!amy.get("/settings").await.body.contains("Hillside Renamed"), "it is the other school's");
    assert_eq!(amy.post("/schools", &[("member", &at_first)]).await.status, 303);
    let again = amy.get("/settings").await.body;
    assert!(again.contains("Hillside Renamed") && again.contains("What you typed before is filled in"), "{again}");
    assert!(!amy.get("/settings").await.body.contains("Hillside Renamed"), "it is offered once");
    assert_eq!(amy.post("/schools", &[("member", &at_second)]).await.status, 303);
    walk(&house, &amy, &at_second, &stamp, StampSource::Same).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_as_one_person_is_not_saved_as_another_and_is_kept_for_them() {
    let house = TestServer::demo().await;
    let (browser, _) = house.signed_in_as(Role::AccountAdmin).await;
    let stamp = stamp_in(&browser.get("/users/new").await.body);
    let people = house.backend.public().demo_people().await.unwrap();
    let owner = people.iter().find(|person| person.role == Role::AccountOwner).unwrap();
    let id = owner.member.to_string();
    assert_eq!(browser.post("/demo/sign-in", &[("member", &id)]).await.status, 303);
    let form =
        [("first_name", "Ada"), ("last_name", "Quill"), ("email", "ada.quill@hillside.example"), ("role", "full-edit")];
    let sent = browser.post_stamped("/users/new", &form, &stamp).await;
    assert_eq!(sent.status, 409, "{}", sent.body);
    assert!(sent.body.contains(&format!("You are signed in as {}", owner.name)), "{}", sent.body);
    assert!(sent.body.contains("What you typed is kept"), "{}", sent.body);
    assert_eq!(house.number("SELECT COUNT(*) FROM members WHERE email_key = 'ada.quill@hillside.example'").await, 0);
    assert!(!browser.get("/users/new").await.body.contains("ada.quill"), "it is not the owner's");
    // The same with scripts.
    let person = somebody("Ada", "Quill", "ada.quill@hillside.example", Role::FullEdit);
    let called = browser.call_stamped("/api/users/create", &person, &stamp).await;
    assert_eq!(called.status, 409, "{}", called.body);
    assert_eq!(called.json()["PageMismatch"]["kept"], json!(true));
    let (again, _) = house.signed_in_as(Role::AccountAdmin).await;
    assert!(again.get("/users/new").await.body.contains("ada.quill@hillside.example"));
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_role_was_lowered_meanwhile_is_told_which_it_is_now() {
    let house = TestServer::demo().await;
    let (admin, member) = house.signed_in_as(Role::AccountAdmin).await;
    let stamp = stamp_in(&admin.get("/settings").await.body);
    let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
    change_role(&owner, &member, Role::FullReadOnly).await;
    let person = somebody("Ada", "Quill", "ada.quill@hillside.example", Role::FullEdit);
    let called = admin.call_stamped("/api/users/create", &person, &stamp).await;
    assert_eq!(
        (called.status, called.json()),
        (403, json!({ "RoleChanged": { "role": { "role": "full-read-only" } } }))
    );
    let form =
        [("first_name", "Ada"), ("last_name", "Quill"), ("email", "ada.quill@hillside.example"), ("role", "full-edit")];
    for path in ["/users/new", "/settings"] {
        let sent = admin.post_stamped(path, &form, &stamp).await;
        assert_eq!(sent.status, 403, "{path}");
        assert!(sent.body.contains("Your role is Full Read-only now"), "{path}: {}", sent.body);
    }
    let since = admin.call_stamped("/api/users/create", &person, &stamp_in(&admin.get("/school").await.body)).await;
    assert!(since.body.contains("Denied"), "{}", since.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_form_that_is_posted_from_a_page_of_a_school_carries_its_stamp() {
    let house = TestServer::demo().await;
    let (owner, member) = house.signed_in_as(Role::AccountOwner).await;
    let mut forms = 0;
    for (_, path, _) in routes().into_iter().filter(|(method, ..)| *method == "GET") {
        if path == "/events"
            || path.starts_with("/link/")
            || path.starts_with("/sign-in")
            || path.starts_with("/forgotten")
        {
            continue;
        }
        let (path, answer) = ask(&owner, "GET", &path, &member).await;
        for form in answer
            .body
            .split("<form")
            .skip(1)
            .filter(|form| form.split('>').next().unwrap().contains("method=\"post\""))
        {
            let inside = form.split("</form>").next().unwrap();
            let stamp = inside.split("name=\"stamp\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
            assert!(stamp.is_some_and(|stamp| stamp.len() > 60), "{path}: {inside}");
            forms += 1;
        }
    }
    assert!(forms > 40, "{forms}");
}
