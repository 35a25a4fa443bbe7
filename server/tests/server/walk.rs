//! Calls everything there is as everyone: without a session, with every role, and as a blocked person. What is called,
//! and with what, is in `walk/calls.rs`.

mod calls;

pub use calls::calls;

use crate::browser::{Answer, Browser};
use crate::routes::routes;
use crate::test_server::{TestServer, add, set_access, somebody};
use calls::{ANSWERS, ONCE, expected};
use domain::role::Role;
use domain::user::Access;
use serde_json::json;
use std::collections::BTreeSet;

/// Who gets through: what the table of routes says, and of server functions one thing more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallerKind {
    /// Everyone, signed in or not.
    Anybody,
    /// Everyone who is signed in.
    SignedIn,
    /// Everyone whose role knows pupils by name.
    Named,
    /// Everyone who may record observations in the demonstration.
    Recorders,
    /// Everyone who may share observations with home in the demonstration.
    Sharers,
    /// Everyone who may export marks in the demonstration.
    Exporters,
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
            Self::Named => role != Role::MinimalReadOnly,
            Self::Recorders => !role.is_read_only(),
            Self::Sharers | Self::Exporters => Self::Admins.includes(role) || role == Role::FullEdit,
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
            In::Named => Self::Named,
            In::Recorders => Self::Recorders,
            In::Exporters => Self::Exporters,
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
    let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
    for role in [Role::AccountAdmin, Role::FullEdit] {
        let (browser, member) = house.signed_in_as(role).await;
        let is_blocked = role == Role::AccountAdmin;
        if is_blocked {
            set_access(&owner, &member, Access::Blocked).await;
        } else {
            // Their last day is over, and no job has seen it yet: the session is still open.
            house.sql(&format!("UPDATE members SET leaves_at = 1 WHERE id = '{member}'")).await;
        }
        for (path, who, arguments) in calls(&member) {
            // An account that no school lets in may still list its schools: there are none.
            if who == CallerKind::Anybody || path == "/api/schools" || path == "/api/schools/choose" {
                continue;
            }
            assert_eq!(browser.call(path, &arguments).await.status, 401, "{role:?} {path}");
        }
        let schools = browser.call("/api/schools", &json!({})).await;
        let chosen = browser.call("/api/schools/choose", &json!({ "member": member })).await;
        if is_blocked {
            assert_eq!((schools.status, chosen.status), (401, 401), "{}", schools.body);
        } else {
            assert_eq!((schools.status, schools.json()), (200, json!([])), "{}", schools.body);
            assert_eq!(chosen.status, 404);
        }
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
