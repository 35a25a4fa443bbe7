//! Calls everything there is as everyone: without a session, with every role, and as a blocked person.

use crate::browser::{Answer, Browser};
use crate::routes::routes;
use crate::test_server::{TestServer, add, somebody};
use domain::attribute::AttributeForm;
use domain::audit::AuditListing;
use domain::exception::ExceptionForm;
use domain::form::account::{ChangeEmailForm, ChangePasswordForm};
use domain::form::password::PasswordForm;
use domain::form::pupils::PickForm;
use domain::form::settings::SettingsForm;
use domain::form::sign_in::SignInForm;
use domain::import::{Decisions, ImportListing, ReadingForm};
use domain::invitation::InviteListing;
use domain::listing::UserListing;
use domain::product::Product;
use domain::pupil::PupilListing;
use domain::role::Role;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Who gets through: what the table of routes says, and of server functions one thing more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallerKind {
    /// Everyone, signed in or not.
    Anybody,
    /// Everyone who is signed in.
    SignedIn,
    /// The Account Owner and Account Admins.
    Admins,
    /// The Account Owner.
    Owner,
    /// The Account Admin whom the school is offered to.
    Offered,
}

impl CallerKind {
    fn includes(self, role: Role) -> bool {
        match self {
            Self::Anybody | Self::SignedIn => true,
            Self::Admins => matches!(role, Role::AccountOwner | Role::AccountAdmin),
            Self::Owner => role == Role::AccountOwner,
            Self::Offered => role == Role::AccountAdmin,
        }
    }
}

impl From<app::routes::Who> for CallerKind {
    fn from(who: app::routes::Who) -> Self {
        use app::routes::Who as In;
        match who {
            // The walk is in the demonstration.
            In::Anybody | In::Visitors => Self::Anybody,
            In::SignedIn => Self::SignedIn,
            In::Admins => Self::Admins,
            In::Owner => Self::Owner,
        }
    }
}

/// The server functions that need no session. This list may only shrink.
const OPEN: &[&str] = &[
    "/api/demo/people",
    "/api/demo/sign-in",
    "/api/link",
    "/api/link/use",
    "/api/password/forgotten",
    "/api/sign-in",
    "/api/sign-out",
    "/api/site",
];

/// An id that nothing has in any school.
const NOTHINGS: &str = "00000000-0000-4000-8000-000000000000";

/// A well-formed call of every server function; `member` is the subject of calls about a person.
pub fn calls(member: &str) -> Vec<(&'static str, CallerKind, Value)> {
    let settings = SettingsForm {
        name: "Hillside Primary School".to_owned(),
        products: [(domain::product::Product::PORTAL, "true".to_owned())].into_iter().collect(),
        ..SettingsForm::default()
    };
    let sign_in =
        SignInForm { email: "nobody@hillside.example".to_owned(), password: "wrong".to_owned(), next: String::new() };
    let link = PasswordForm { token: "x".repeat(43), password: "A long enough passphrase".to_owned() };
    let import = "0".repeat(32);
    let edit = json!({ "form": { "job_title": "Walked past" }, "base": {} });
    let shoe_size = AttributeForm { name: "Shoe size".to_owned(), kind: "text".to_owned(), ..AttributeForm::default() };
    let bulk = json!({ "people": member, "act": "block" });
    let feature = "sonar-tracker/observations/create-observations";
    let switch = "comms-hub/compose-send-messages/send-sms";
    let nothings_role = format!("minimal-edit.{NOTHINGS}");
    let exception = ExceptionForm {
        feature: "sonar-tracker/pupils/view-pupils".to_owned(),
        effect: "deny".to_owned(),
        ends_on: "2199-12-31".to_owned(),
        reason: "Walked past".to_owned(),
        ..ExceptionForm::default()
    };
    vec![
        ("/api/site", CallerKind::Anybody, json!({})),
        ("/api/sign-in", CallerKind::Anybody, json!({ "form": sign_in })),
        ("/api/sign-out", CallerKind::Anybody, json!({})),
        ("/api/schools", CallerKind::SignedIn, json!({})),
        ("/api/schools/choose", CallerKind::SignedIn, json!({ "member": member })),
        ("/api/password/forgotten", CallerKind::Anybody, json!({ "email": "nobody@hillside.example" })),
        ("/api/link", CallerKind::Anybody, json!({ "token": "x".repeat(43) })),
        ("/api/link/use", CallerKind::Anybody, json!({ "form": link })),
        ("/api/demo/people", CallerKind::Anybody, json!({})),
        ("/api/demo/sign-in", CallerKind::Anybody, json!({ "member": member })),
        ("/api/school/widget", CallerKind::SignedIn, json!({})),
        ("/api/school/settings", CallerKind::Admins, json!({ "form": settings })),
        ("/api/school/confirm", CallerKind::Owner, json!({ "feature": feature, "role": "full-edit", "allowed": true })),
        ("/api/users/list", CallerKind::Admins, json!({ "listing": UserListing::default() })),
        ("/api/users/find", CallerKind::Admins, json!({ "member": member })),
        (
            "/api/users/create",
            CallerKind::Admins,
            somebody("Sam", "Sample", "sam.sample@hillside.example", Role::FullEdit),
        ),
        ("/api/users/invite", CallerKind::Admins, json!({ "member": member })),
        ("/api/users/email", CallerKind::Admins, json!({ "email": "sam.sample@hillside.example" })),
        ("/api/users/username", CallerKind::Admins, json!({ "username": "ssample" })),
        ("/api/users/person", CallerKind::Admins, json!({ "member": member })),
        ("/api/users/review", CallerKind::Admins, json!({ "member": member, "filled": edit })),
        ("/api/users/save", CallerKind::Admins, json!({ "member": member, "filled": edit })),
        ("/api/users/act", CallerKind::Admins, json!({ "member": member, "act": "RevokeInvitation", "form": {} })),
        ("/api/users/leaving", CallerKind::Admins, json!({ "member": member })),
        ("/api/users/leaving/hand-over", CallerKind::Admins, json!({ "from": member, "to": member })),
        ("/api/users/exceptions/make", CallerKind::Admins, json!({ "member": member, "form": exception })),
        ("/api/users/exceptions/switch", CallerKind::Admins, json!({ "member": member, "form": { "on": [switch] } })),
        ("/api/users/exceptions/end", CallerKind::Admins, json!({ "member": member, "feature": switch })),
        // A draft belongs to the reader.
        ("/api/users/person/draft", CallerKind::SignedIn, json!({ "member": member })),
        ("/api/users/photo", CallerKind::Admins, json!({ "member": member })),
        ("/api/users/draft", CallerKind::SignedIn, json!({})),
        ("/api/users/invitable", CallerKind::Admins, json!({ "listing": to_portal() })),
        ("/api/users/invite-many", CallerKind::Admins, json!({ "listing": to_portal(), "members": [member] })),
        ("/api/imports/list", CallerKind::Admins, json!({})),
        ("/api/imports/look", CallerKind::Admins, json!({ "import": import, "listing": ImportListing::default() })),
        ("/api/imports/columns", CallerKind::Admins, json!({ "import": import, "has_header": true, "columns": [] })),
        ("/api/imports/shape", CallerKind::Admins, json!({ "import": import })),
        ("/api/imports/read", CallerKind::Admins, json!({ "import": import, "form": ReadingForm::default() })),
        ("/api/imports/decide", CallerKind::Admins, json!({ "import": import, "decisions": Decisions::default() })),
        (
            "/api/imports/confirm",
            CallerKind::Admins,
            json!({ "import": import, "looked_at": "", "decisions": Decisions::default() }),
        ),
        ("/api/imports/discard", CallerKind::Admins, json!({ "import": import })),
        ("/api/attributes/list", CallerKind::Admins, json!({})),
        ("/api/attributes/filters", CallerKind::Admins, json!({})),
        ("/api/attributes/add", CallerKind::Admins, json!({ "form": shoe_size })),
        ("/api/attributes/suggested", CallerKind::Admins, json!({})),
        ("/api/attributes/change", CallerKind::Admins, json!({ "attribute": NOTHINGS, "form": shoe_size })),
        ("/api/attributes/shift", CallerKind::Admins, json!({ "attribute": NOTHINGS, "way": "Up" })),
        ("/api/attributes/retire", CallerKind::Admins, json!({ "attribute": NOTHINGS })),
        ("/api/attributes/bring-back", CallerKind::Admins, json!({ "attribute": NOTHINGS })),
        ("/api/pupils/list", CallerKind::SignedIn, json!({ "listing": PupilListing::default() })),
        ("/api/pupils/mine", CallerKind::SignedIn, json!({})),
        ("/api/pupils/of", CallerKind::Admins, json!({ "member": member })),
        (
            "/api/pupils/pick",
            CallerKind::Admins,
            json!({ "member": member, "kind": "Key", "listing": PupilListing::default() }),
        ),
        (
            "/api/pupils/assign",
            CallerKind::Admins,
            json!({ "form": PickForm { member: member.to_owned(), kind: "key".to_owned(), ..PickForm::default() } }),
        ),
        ("/api/users/sign-in", CallerKind::Admins, json!({ "member": member })),
        ("/api/users/sessions/end", CallerKind::Admins, json!({ "member": member, "session": null })),
        ("/api/users/password-link", CallerKind::Admins, json!({ "member": member })),
        // Open to everyone in the demonstration. With a role, the rest of the walk would be viewing as it.
        ("/api/view-as", CallerKind::SignedIn, json!({ "role": null })),
        ("/api/account", CallerKind::SignedIn, json!({})),
        ("/api/account/known-as", CallerKind::SignedIn, json!({ "known_as": "Sam" })),
        ("/api/account/details", CallerKind::SignedIn, json!({ "details": { "pronouns": "they/them" } })),
        ("/api/account/password", CallerKind::SignedIn, json!({ "form": ChangePasswordForm::default() })),
        ("/api/account/email", CallerKind::SignedIn, json!({ "form": ChangeEmailForm::default() })),
        ("/api/account/email/withdraw", CallerKind::SignedIn, json!({})),
        // An id that nobody has, because ending other sessions would end the walk's own.
        ("/api/account/sessions/end", CallerKind::SignedIn, json!({ "session": "0".repeat(32) })),
        // In this order: the owner's offer stays open for the admin, who comes after.
        ("/api/account/ownership/withdraw", CallerKind::Owner, json!({})),
        ("/api/account/ownership/offer", CallerKind::Owner, json!({ "member": member })),
        ("/api/account/ownership/accept", CallerKind::Offered, json!({ "password": "" })),
        ("/api/account/ownership/decline", CallerKind::Offered, json!({})),
        ("/api/users/bulk/people", CallerKind::Admins, json!({ "people": member, "listing": null })),
        ("/api/users/bulk/review", CallerKind::Admins, json!({ "form": bulk })),
        // Without a summary nothing is done.
        ("/api/users/bulk/do", CallerKind::Admins, json!({ "form": bulk })),
        ("/api/users/bulk/done", CallerKind::Admins, json!({ "id": NOTHINGS })),
        ("/api/users/bulk/undo", CallerKind::Admins, json!({ "id": NOTHINGS })),
        (
            "/api/users/holders",
            CallerKind::Admins,
            json!({ "listing": { "feature": "sonar-tracker/groups/create-groups", "page": 1 } }),
        ),
        ("/api/roles/uses", CallerKind::Admins, json!({})),
        ("/api/roles/create", CallerKind::Admins, json!({ "name": "Walked past", "like": "minimal-edit" })),
        ("/api/roles/review", CallerKind::Admins, json!({ "role": "minimal-edit", "form": {} })),
        // A draft belongs to the reader.
        ("/api/school/settings/draft", CallerKind::SignedIn, json!({})),
        ("/api/roles/draft", CallerKind::SignedIn, json!({ "role": "minimal-edit" })),
        (
            "/api/roles/save",
            CallerKind::Admins,
            json!({ "role": "minimal-edit", "form": { "cells": [[switch, "deny"]] } }),
        ),
        (
            "/api/roles/review-deletion",
            CallerKind::Admins,
            json!({ "role": nothings_role, "form": { "version": 1, "to": "minimal-edit" } }),
        ),
        (
            "/api/roles/delete",
            CallerKind::Admins,
            json!({ "role": nothings_role, "form": { "version": 1, "to": "minimal-edit" } }),
        ),
        ("/api/audit/list", CallerKind::Owner, json!({ "listing": AuditListing::default() })),
        ("/api/audit/sign-in-attempts", CallerKind::Owner, json!({})),
        ("/api/audit/history", CallerKind::Admins, json!({ "member": member, "page": 1 })),
        ("/api/audit/latest", CallerKind::Admins, json!({ "member": member })),
    ]
}

/// A product and a role to invite people to.
fn to_portal() -> InviteListing {
    InviteListing { product: Some(Product::PORTAL), role: Role::FullEdit.into(), ..InviteListing::default() }
}

/// What whoever gets through is answered, where that is not 200: many samples are about nothing there is (404), do not say enough
/// (422), or lead on (303).
const ANSWERS: &[(&str, u16)] = &[
    ("/api/sign-in", 422),
    ("/api/link", 404),
    ("/api/link/use", 404),
    ("/api/users/exceptions/end", 404),
    ("/api/imports/look", 404),
    ("/api/imports/columns", 404),
    ("/api/imports/read", 404),
    ("/api/imports/decide", 404),
    ("/api/imports/confirm", 404),
    ("/api/attributes/change", 404),
    ("/api/attributes/shift", 404),
    ("/api/attributes/retire", 404),
    ("/api/attributes/bring-back", 404),
    ("/api/pupils/assign", 422),
    ("/api/account/password", 422),
    ("/api/account/email", 422),
    ("/api/account/ownership/accept", 422),
    ("/api/users/bulk/do", 422),
    ("/api/users/bulk/done", 404),
    ("/api/users/bulk/undo", 404),
    ("/api/roles/review-deletion", 404),
    ("/api/roles/delete", 404),
    ("GET /demo/outbox/0/html", 404),
    ("GET /link/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", 404),
    ("POST /demo/sign-in", 404),
    ("POST /forgotten-password", 422),
    ("POST /link/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", 404),
    ("POST /roles/manage", 422),
    ("POST /schools", 404),
    ("POST /sign-in", 422),
    ("POST /sign-out", 303),
    ("POST /users/export.xlsx", 422),
    ("GET /session?member={member}", 409),
    ("POST /step-up", 303),
    ("GET /", 303),
    ("GET /users/import/{member}", 404),
    ("GET /users/import/{member}/result.csv", 404),
    ("POST /users/bulk", 422),
    ("GET /users/bulk/{member}", 404),
    ("POST /users/bulk/{member}", 404),
    ("POST /users/export.csv", 422),
    ("POST /users/{member}", 422),
    ("POST /users/{member}/do/delete", 422),
    ("GET /settings/attributes/{member}", 404),
    ("POST /account", 303),
    ("POST /users/{member}/sessions", 303),
    ("POST /users/new", 422),
    ("POST /users", 303),
    ("POST /users/{member}/exceptions", 303),
    ("POST /settings", 303),
    ("POST /view-as", 303),
    ("POST /users/import", 303),
    ("POST /users/import/{member}", 404),
    ("POST /users/invite", 422),
    ("POST /settings/attributes", 422),
    ("POST /settings/attributes/{member}", 404),
    ("GET /photos/{member}/96", 404),
    ("POST /users/{member}/photo", 422),
    ("POST /users/{member}/photo/remove", 303),
];

/// Samples that add something with a name, which is taken (422) for whoever comes after the owner.
const ONCE: &[&str] = &["/api/users/create", "/api/attributes/add", "/api/roles/create"];

fn expected(sample: &str) -> u16 {
    ANSWERS.iter().find(|(of, _)| *of == sample).map_or(200, |(_, status)| *status)
}

#[test]
fn every_answer_belongs_to_a_sample() {
    let calls: Vec<_> = calls("").into_iter().map(|(path, ..)| path.to_owned()).collect();
    let routes: Vec<_> = routes().into_iter().map(|(method, path, _)| format!("{method} {path}")).collect();
    for sample in ANSWERS.iter().map(|(sample, _)| sample).chain(ONCE) {
        assert!(calls.iter().chain(&routes).any(|known| known == sample), "{sample}");
    }
}

#[test]
fn no_server_function_is_left_out() {
    // Linking the router registers them.
    let there: BTreeSet<_> = server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned()).collect();
    let walked: BTreeSet<_> = calls("").into_iter().map(|(path, ..)| path.to_owned()).collect();
    assert!(!there.is_empty());
    assert_eq!(there, walked);
    let open: BTreeSet<_> =
        calls("").into_iter().filter(|(_, who, _)| *who == CallerKind::Anybody).map(|(path, ..)| path).collect();
    assert_eq!(open, OPEN.iter().copied().collect());
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gets_through_to_what_is_not_open() {
    let house = TestServer::demo().await;
    let (admin, _) = house.signed_in_as(Role::AccountAdmin).await;
    let member = add(&admin, &somebody("Walk", "Through", "walk@hillside.example", Role::FullEdit)).await;
    let (_, registered) = house.signed_in_as(Role::MinimalReadOnly).await;
    for (path, who, arguments) in calls(&member) {
        let arguments = if path == "/api/demo/sign-in" { json!({ "member": registered }) } else { arguments };
        let answer = house.browser().call(path, &arguments).await;
        if who == CallerKind::Anybody {
            assert_eq!(answer.status, expected(path), "{path}: {}", answer.body);
        } else {
            assert_eq!(answer.status, 401, "{path}: {}", answer.body);
        }
    }
    for (method, path, who) in routes() {
        let sample = format!("{method} {path}");
        let (path, answer) = ask(&house.browser(), method, &path, &member).await;
        match who {
            CallerKind::Anybody => assert_eq!(answer.status, expected(&sample), "{sample}: {}", answer.body),
            _ => assert_turned_away(&path, &answer),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_role_gets_through_to_what_it_may_and_to_nothing_else() {
    let house = TestServer::demo().await;
    let (admin, the_admin) = house.signed_in_as(Role::AccountAdmin).await;
    let (_, registered) = house.signed_in_as(Role::MinimalReadOnly).await;
    for role in Role::ALL {
        let (browser, own) = house.signed_in_as(role).await;
        let email = format!("walk.{}@hillside.example", role.code());
        let member = add(&admin, &somebody("Walk", "Through", &email, Role::FullEdit)).await;
        for (path, who, arguments) in calls(&member) {
            if who == CallerKind::Anybody {
                continue;
            }
            let arguments = match path {
                "/api/schools/choose" => json!({ "member": own }),
                "/api/users/password-link" => json!({ "member": registered }),
                "/api/account/ownership/offer" => json!({ "member": the_admin }),
                _ => arguments,
            };
            let answer = browser.call(path, &arguments).await;
            assert_allowed(who.includes(role), path, role, &answer);
        }
        for (method, path, who) in routes() {
            let (_, answer) = ask(&browser, method, &path, &member).await;
            assert_allowed(who.includes(role), &format!("{method} {path}"), role, &answer);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_blocked_gets_no_further_than_nobody() {
    let house = TestServer::demo().await;
    for role in [Role::AccountAdmin, Role::FullEdit] {
        let (browser, member) = house.signed_in_as(role).await;
        house.sql(&format!("UPDATE members SET access = 'blocked' WHERE id = '{member}'")).await;
        for (path, who, arguments) in calls(&member) {
            // An account that no school lets in may still list its schools: there are none.
            if who == CallerKind::Anybody || path == "/api/schools" || path == "/api/schools/choose" {
                continue;
            }
            assert_eq!(browser.call(path, &arguments).await.status, 401, "{role:?} {path}");
        }
        let schools = browser.call("/api/schools", &json!({})).await;
        assert_eq!((schools.status, schools.json()), (200, json!([])), "{}", schools.body);
        assert_eq!(browser.call("/api/schools/choose", &json!({ "member": member })).await.status, 404);
        for (method, path, who) in routes() {
            let (path, answer) = ask(&browser, method, &path, &member).await;
            if who != CallerKind::Anybody && path != "/schools" {
                assert_turned_away(&path, &answer);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_the_demonstration_is_there_in_a_real_school() {
    let house = TestServer::real().await;
    let browser = house.school("Hillside Primary School", "owner@hillside.example").await;
    let member = "0".repeat(32);
    assert_eq!(browser.get("/demo/outbox").await.status, 404);
    assert_eq!(browser.get("/demo/outbox/0/html").await.status, 404);
    assert_eq!(browser.post("/demo/sign-in", &[("member", &member)]).await.status, 404);
    assert_eq!(browser.call("/api/demo/people", &json!({})).await.status, 404);
    assert_eq!(browser.call("/api/demo/sign-in", &json!({ "member": member })).await.status, 404);
    assert!(!browser.get("/sign-in").await.body.contains("Demonstration"));
}

pub async fn ask(browser: &Browser, method: &str, path: &str, member: &str) -> (String, Answer) {
    let path = path.replace("{member}", member);
    let answer = match (method, path.as_str()) {
        ("GET", "/events") => {
            let head = browser
                .begin(browser.request(axum::http::Method::GET, &path).body(axum::body::Body::empty()).unwrap())
                .await;
            Answer { status: head.status().as_u16(), headers: head.headers().clone(), body: String::new() }
        }
        ("GET", _) => browser.get(&path).await,
        ("POST", "/schools") => browser.post(&path, &[("member", member)]).await,
        ("POST", "/users") => browser.post(&path, &[("invite", member)]).await,
        ("POST", "/users/import") => browser.upload(&path, "staff.csv", b"Forename,Surname\nZo,Ng").await,
        ("POST", "/account") => browser.post(&path, &[("do", "known-as"), ("known_as", "Sam")]).await,
        ("POST", _) if path.ends_with("/sessions") => browser.post(&path, &[("do", "all")]).await,
        ("POST", _) if path.ends_with("/exceptions") => browser.post(&path, &[("do", "switch")]).await,
        ("POST", "/view-as") => browser.post(&path, &[("role", "")]).await,
        ("POST", "/settings") => browser.post(&path, &[("name", "Hillside Primary School")]).await,
        _ => browser.post(&path, &[("first_name", "Posted"), ("last_name", "Plainly"), ("role", "full-edit")]).await,
    };
    (path, answer)
}

/// `sample` is the path of a call, or the method and the path of a route, as they are listed.
fn assert_allowed(is_allowed: bool, sample: &str, role: Role, answer: &Answer) {
    let what = format!("{role:?} {sample}");
    if is_allowed {
        // The owner walks first.
        let is_there = ONCE.contains(&sample) && role != Role::AccountOwner;
        let expected = if is_there { 422 } else { expected(sample) };
        assert_eq!(answer.status, expected, "{what}: {}", answer.body);
    } else {
        assert_eq!(answer.status, 403, "{what}: {}", answer.body);
    }
}

fn assert_turned_away(path: &str, answer: &Answer) {
    let is_led_away = answer.status == 303 || answer.status == 302;
    assert!(
        answer.status == 401 || (is_led_away && answer.location().starts_with("/sign-in")),
        "{path}: {} {}",
        answer.status,
        answer.location()
    );
}
