//! Two schools in one database: neither sees anything of the other.

use crate::test_server::{TestServer, add, somebody};
use crate::walk::calls;
use domain::role::Role;
use serde_json::json;

/// Values that occur only in the other school.
const MARKERS: [&str; 4] = ["Zebedee", "Quagmire", "zebedee@elsewhere.example", "marker-username"];

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_finds_nothing_of_another_school() {
    let house = TestServer::real().await;
    let ours = house.school("Anthill School", "owner@anthill.example").await;
    let theirs = house.school("Zebedee College", "owner@elsewhere.example").await;
    let mut zebedee = somebody("Zebedee", "Quagmire", "zebedee@elsewhere.example", Role::FullEdit);
    zebedee["form"]["username"] = "marker-username".into();
    let member = add(&theirs, &zebedee).await;
    assert!(theirs.get("/users").await.body.contains("Quagmire"), "the marker would be seen");

    for (path, _, arguments) in calls(&member) {
        if path == "/api/sign-out" {
            continue;
        }
        let answer = ours.call(path, &arguments).await;
        let about_them = [
            "/api/users/find",
            "/api/users/invite",
            "/api/users/sign-in",
            "/api/users/sessions/end",
            "/api/users/password-link",
            "/api/account/ownership/offer",
            "/api/audit/history",
            "/api/schools/choose",
        ]
        .contains(&path);
        assert!(!about_them || answer.status == 404, "{path}: {} {}", answer.status, answer.body);
        assert_no_marker(path, &answer.body);
    }
    for path in [
        "/school",
        "/users",
        "/users?size=100",
        "/users/new",
        "/roles",
        "/permissions",
        "/settings",
        "/settings/attributes",
        "/schools",
        "/audit",
        "/users/export.csv",
        "/users/export.csv?what=permissions",
        "/audit/export.csv",
    ] {
        let answer = ours.get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert_no_marker(path, &answer.body);
    }
    assert_eq!(ours.get(&format!("/users/{member}")).await.status, 404);
    let added = ours.get(&format!("/users/added/{member}")).await;
    assert_eq!(added.status, 404);
    assert_no_marker("/users/added", &added.body);
    assert_eq!(ours.get(&format!("/users/{member}/history")).await.status, 404);
    for key in ["actor", "subject"] {
        assert_no_marker(key, &ours.get(&format!("/audit?{key}={member}")).await.body);
    }
    // The search field repeats the search; the results do not contain the match.
    assert!(!ours.get("/users?search=Zebedee").await.body.contains("Quagmire"));
    let invited = ours.post("/users", &[("invite", &member)]).await;
    assert_eq!(invited.status, 404, "{}", invited.body);
    assert_no_marker("POST /users", &invited.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_elsewhere_is_free_here() {
    let house = TestServer::real().await;
    let ours = house.school("Anthill School", "owner@anthill.example").await;
    let theirs = house.school("Zebedee College", "owner@elsewhere.example").await;
    let mut zebedee = somebody("Zebedee", "Quagmire", "zebedee@elsewhere.example", Role::FullEdit);
    zebedee["form"]["username"] = "marker-username".into();
    add(&theirs, &zebedee).await;

    for (path, arguments) in [
        ("/api/users/email", json!({ "email": "zebedee@elsewhere.example" })),
        ("/api/users/email", json!({ "email": "owner@elsewhere.example" })),
        ("/api/users/username", json!({ "username": "marker-username" })),
    ] {
        let unknown = ours.call(path, &json!({ "email": "new@example.org", "username": "new-username" })).await;
        assert_eq!(ours.call(path, &arguments).await.body, unknown.body, "{path}");
        assert_ne!(theirs.call(path, &arguments).await.body, unknown.body, "{path}");
    }
    // An address with an account at another school gets the same answer as a new one.
    let known =
        ours.call("/api/users/create", &somebody("Olive", "Owner", "owner@elsewhere.example", Role::FullEdit)).await;
    let new = ours.call("/api/users/create", &somebody("Nina", "New", "new@example.org", Role::FullEdit)).await;
    assert_eq!((known.status, new.status), (200, 200));
    assert_eq!(known.json()["invited"], new.json()["invited"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_of_two_schools_sees_one_at_a_time() {
    let house = TestServer::real().await;
    let ours = house.school("Anthill School", "owner@anthill.example").await;
    let _theirs = house.school("Zebedee College", "both@elsewhere.example").await;
    add(&ours, &somebody("Bea", "Both", "both@elsewhere.example", Role::AccountAdmin)).await;
    let mails = house.post_round().await;
    let mail =
        mails.iter().find(|mail| mail.contains("Anthill School") && mail.contains("/link/")).expect("an invitation");
    house.register(&crate::smtp::link_in(mail)).await;

    let browser = house.browser();
    let answer = browser
        .post(
            "/sign-in",
            &[("email", "both@elsewhere.example"), ("password", crate::test_server::PASSWORD), ("next", "")],
        )
        .await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let choosing = browser.get("/school").await;
    assert_eq!((choosing.status, choosing.location()), (303, "/schools"));
    assert_eq!(browser.call("/api/school/widget", &json!({})).await.status, 401, "no school was chosen yet");
    let choices = browser.call("/api/schools", &json!({})).await.json();
    let at = |name: &str| {
        let found = choices.as_array().unwrap().iter().find(|choice| choice["school"] == name);
        found.unwrap_or_else(|| panic!("{choices}"))["member"].as_str().unwrap().to_owned()
    };
    for (school, other) in [("Anthill School", "Zebedee College"), ("Zebedee College", "Anthill School")] {
        let chosen = browser.post("/schools", &[("member", &at(school))]).await;
        assert_eq!((chosen.status, chosen.location()), (303, "/school"), "{}", chosen.body);
        let page = browser.get("/school").await.body;
        assert!(page.contains(school) && !page.contains(other), "{school}");
    }
}

fn assert_no_marker(path: &str, body: &str) {
    for marker in MARKERS {
        assert!(!body.contains(marker), "{path} shows {marker}");
    }
}
