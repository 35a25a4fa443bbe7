//! Viewing the school as a role: its pages and refusals, and nothing changes whatever is sent.

use crate::browser::Browser;
use crate::routes::routes;
use crate::test_server::{TestServer, add, somebody};
use crate::walk::{CallerKind, ask, calls};
use domain::role::Role;
use serde_json::json;

async fn view_as(browser: &Browser, role: &str) -> u16 {
    browser.post("/view-as", &[("role", role), ("next", "/school")]).await.status
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_are_the_role_s_and_one_click_leads_back_to_the_same_page() {
    let house = TestServer::demo().await;
    let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
    assert_eq!(owner.get("/users").await.status, 200);
    assert_eq!(view_as(&owner, "partial-edit").await, 303);
    let school = owner.get("/school").await;
    assert!(school.body.contains("Viewing as") && school.body.contains("Partial Edit"), "{}", school.body);
    let users = owner.get("/users?q=a").await;
    assert_eq!(users.status, 403);
    for said in ["What Partial Edit lacks", "looking after people and settings", "value=\"/users?q=a\""] {
        assert!(users.body.contains(said), "{said}: {}", users.body);
    }
    // Switching from one view to another is decided by the reader's own role.
    assert_eq!(view_as(&owner, "account-admin").await, 303);
    assert_eq!(owner.get("/users").await.status, 200);
    assert_eq!(owner.get("/audit").await.status, 403);
    let back = owner.post("/view-as", &[("role", ""), ("next", "/users?q=a")]).await;
    assert_eq!((back.status, back.location()), (303, "/users?q=a"));
    assert!(!owner.get("/users").await.body.contains("Viewing as"));
    assert_eq!(owner.get("/audit").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn pupils_are_as_the_role_meets_them() {
    let house = TestServer::demo().await;
    let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
    let names = owner.get("/pupils").await;
    assert!(names.body.contains("Date of birth"), "{}", names.body);
    assert_eq!(view_as(&owner, "minimal-read-only").await, 303);
    let (reader, _) = house.signed_in_as(Role::MinimalReadOnly).await;
    for (path, arguments) in [("/api/pupils/list", json!({ "listing": {} })), ("/api/pupils/mine", json!({}))] {
        let (viewed, met) = (owner.call(path, &arguments).await, reader.call(path, &arguments).await);
        assert_eq!(viewed.status, 200, "{}", viewed.body);
        if path.ends_with("list") {
            assert_eq!(viewed.body, met.body, "{path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_views_as_a_role_above_their_own_and_outside_the_demonstration_only_admins_view() {
    let house = TestServer::demo().await;
    for own in Role::ALL {
        let (browser, _) = house.signed_in_as(own).await;
        for role in Role::ALL {
            let answer = browser.call("/api/view-as", &json!({ "role": role })).await;
            assert_eq!(answer.status, if role.is_above(own) { 403 } else { 200 }, "{own} as {role}: {}", answer.body);
        }
        assert_eq!(view_as(&browser, "caretaker").await, 404);
    }
    let real = TestServer::real().await;
    let owner = real.school("Hillside Primary School", "owner@hillside.example").await;
    add(&owner, &somebody("Tess", "Teacher", "tess@hillside.example", Role::FullEdit)).await;
    let mails = real.post_round().await;
    real.register(&crate::smtp::link_in(mails.last().unwrap())).await;
    let teacher = real.browser();
    let form = [("email", "tess@hillside.example"), ("password", crate::test_server::PASSWORD), ("next", "")];
    assert_eq!(teacher.post("/sign-in", &form).await.status, 303);
    assert_eq!(view_as(&owner, "full-edit").await, 303);
    assert_eq!(teacher.get("/view-as").await.status, 403);
    assert_eq!(teacher.call("/api/view-as", &json!({ "role": Role::PartialEdit })).await.status, 403);
    assert!(!teacher.get("/school").await.body.contains("View as a role"));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_views_changes_nothing() {
    let house = TestServer::demo().await;
    let (owner, own) = house.signed_in_as(Role::AccountOwner).await;
    let member = add(&owner, &somebody("Walk", "Through", "walk@hillside.example", Role::FullEdit)).await;
    // Viewing as the reader's own role: refusals name the viewing as the reason, not the role.
    assert_eq!(view_as(&owner, "account-owner").await, 303);
    let before = everything(&house).await;
    let mut refused = 0;
    for (path, who, arguments) in calls(&member) {
        if who == CallerKind::Anybody || path == "/api/view-as" {
            continue;
        }
        let arguments = if path == "/api/schools/choose" { json!({ "member": own }) } else { arguments };
        let answer = owner.call(path, &arguments).await;
        refused += usize::from(answer.status == 403 && answer.body.contains("only-viewing"));
        assert!(answer.status < 500, "{path}: {} {}", answer.status, answer.body);
    }
    for (method, path, _) in routes() {
        // These end what is walked as.
        if !["/view-as", "/sign-out", "/demo/sign-in"].contains(&path.as_str()) {
            let (path, answer) = ask(&owner, method, &path, &member).await;
            assert!(answer.status < 500, "{method} {path}: {}", answer.status);
        }
    }
    assert!(refused > 20, "{refused}");
    let after = everything(&house).await;
    for ((table, before), (_, after)) in before.iter().zip(&after) {
        assert_eq!(before, after, "{table}");
    }
}

/// Every table row by row, except sessions, whose use is recorded, and keys, which are created when first needed.
pub async fn everything(house: &TestServer) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    let tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%sqlite%' AND name NOT IN ('sessions', 'server_secrets') ORDER BY name";
    for table in house.texts(tables).await {
        let columns =
            house.texts(&format!("SELECT 'quote(\"' || name || '\")' FROM pragma_table_info('{table}')")).await;
        let row = columns.join(" || ',' || ");
        found.push((table.clone(), house.texts(&format!("SELECT {row} FROM \"{table}\" ORDER BY 1")).await));
    }
    found
}
