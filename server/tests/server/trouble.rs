//! A database that is unavailable or locked.

use crate::test_server::{TestServer, somebody};
use domain::role::Role;
use serde_json::json;
use sqlx::Executor as _;

#[tokio::test(flavor = "multi_thread")]
async fn without_its_database_the_server_says_so() {
    let house = TestServer::demo().await;
    let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
    assert_eq!(owner.get("/healthz").await.json(), json!({ "status": "ok" }));
    house.backend.store().close().await;
    let health = owner.get("/healthz").await;
    assert_eq!((health.status, health.json()["status"] == "ok"), (503, false));
    for path in ["/school", "/users", "/users/new", "/settings", "/roles"] {
        let page = owner.get(path).await;
        assert_eq!(page.status, 503, "{path}");
        assert!(page.body.contains("Rolecall cannot reach its records"), "{path}: {}", page.body);
    }
    let sign_in =
        house.browser().post("/sign-in", &[("email", "a@hillside.example"), ("password", "anything at all")]).await;
    assert_eq!(sign_in.status, 503, "{}", sign_in.body);
    let call =
        owner.call("/api/users/create", &somebody("Ada", "O'Neill", "ada@hillside.example", Role::FullEdit)).await;
    assert_eq!((call.status, call.json()), (503, json!("Unavailable")));
    assert_eq!(house.browser().get("/events").await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_held_by_somebody_else_leaves_nothing_half_written() {
    let house = TestServer::demo().await;
    let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
    let count = "SELECT (SELECT COUNT(*) FROM members) + (SELECT COUNT(*) FROM outbox) + (SELECT COUNT(*) FROM audit_log) + (SELECT SUM(change_no) FROM schools)";
    // The installation's keys are created when they are first needed.
    assert_eq!(owner.get("/users").await.status, 200);
    let before = house.number(count).await;
    let mut holder = house.connection().await;
    holder.execute("BEGIN IMMEDIATE").await.unwrap();
    let form =
        [("first_name", "Ada"), ("last_name", "O'Neill"), ("email", "ada@hillside.example"), ("role", "full-edit")];
    let refused = owner.post("/users/new", &form).await;
    assert_eq!(refused.status, 503, "{}", refused.body);
    assert!(refused.body.contains("Nothing was changed"), "{}", refused.body);
    // Reading does not wait.
    assert_eq!(owner.get("/users").await.status, 200);
    holder.execute("ROLLBACK").await.unwrap();
    assert_eq!(house.number(count).await, before);
    assert_eq!(owner.post("/users/new", &form).await.status, 303, "once it is free, it works");
}
