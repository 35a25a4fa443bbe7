//! Invalid addresses, and empty or broken bodies.

use crate::test_server::TestServer;
use axum::body::Body;
use axum::http::Method;
use axum::http::header::CONTENT_TYPE;
use domain::role::Role;

#[tokio::test(flavor = "multi_thread")]
async fn odd_addresses_show_a_page() {
    let house = TestServer::demo().await;
    let (admin, _) = house.signed_in_as(Role::AccountAdmin).await;
    for query in [
        "page=0",
        "page=-1",
        "page=99999999999999999999",
        "page=x",
        "size=0",
        "size=1000000000",
        "size=-5",
        "sort=nonsense",
        "order=sideways",
        "role=headteacher",
        "status=sitting",
        "search=%00%01",
        "search=%F0%9F%8E%93",
        "search=%",
        "search=%27%3B--",
        "search=%25",
        "page=1&page=2",
        "=",
        "&&&",
        "new=x",
        "%",
        "search=%C3%28",
    ] {
        let answer = admin.get(&format!("/users?{query}")).await;
        assert_eq!(answer.status, 200, "{query}: {}", answer.body);
    }
    let long = admin.get(&format!("/users?search={}", "x".repeat(5_000))).await;
    assert_eq!(long.status, 200);
    for path in
        ["/link/short", "/link/%E2%82%AC", &format!("/link/{}", "x".repeat(44)), &format!("/link/{}", "x".repeat(43))]
    {
        let answer = house.browser().get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.body.contains("This link is not complete"), "{path}: {}", answer.body);
    }
    for path in [
        "/nowhere",
        "/users/nobody/else",
        "/.env",
        "/pkg/nothing.js",
        "/..%2f..%2fetc%2fpasswd",
        "/pkg/../../test.db",
        "/api/nothing",
    ] {
        let answer = admin.get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.body.contains("Page not found"), "{path}");
    }
    for (path, page) in [("/users/", "/users"), ("/users/new/", "/users/new")] {
        let answer = admin.get(path).await;
        assert_eq!((answer.status, answer.location()), (308, page));
    }
    assert_eq!(admin.get("//evil.example/").await.location(), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn arguments_that_are_none_are_no_fault_of_the_server() {
    let house = TestServer::demo().await;
    let (admin, _) = house.signed_in_as(Role::AccountAdmin).await;
    let before = house.number("SELECT COUNT(*) FROM members").await;
    for body in ["", "{", "[]", "null", "{\"form\":7}", "\u{fffd}", "{\"form\":{\"first_name\":{}}}"] {
        let call = admin.request(Method::POST, "/api/users/create").header(CONTENT_TYPE, "application/json");
        let answer = admin.send(call.body(Body::from(body)).unwrap()).await;
        assert_eq!(answer.status, 400, "{body}: {}", answer.body);
    }
    assert_eq!(house.number("SELECT COUNT(*) FROM members").await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_are_open_to_visitors_of_the_demonstration_only() {
    const PAGES: [&str; 3] =
        ["/roles", "/roles/present?role=full-edit", "/roles/export.csv?role=full-edit&role=minimal-edit"];
    let (demo, real) = (TestServer::demo().await, TestServer::real().await);
    for path in PAGES {
        let shown = demo.browser().get(path).await;
        assert!(shown.status == 200 && shown.body.contains("Full Edit"), "{path} {}", shown.status);
        let led = real.browser().get(path).await;
        assert_eq!((led.status, led.location().split('?').next()), (303, Some("/sign-in")), "{path}");
    }
    let owner = real.school("Hillside Primary School", "owner@hillside.example").await;
    for path in PAGES {
        assert_eq!(owner.get(path).await.status, 200, "{path}");
    }
}
