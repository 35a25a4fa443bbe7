//! Parts: what a browser gets that keeps its document and puts the next page in place.

use crate::test_server::TestServer;
use axum::body::Body;
use axum::http::Method;
use backend::attempts;
use domain::role::Role;

const SCRIPT: &str = "modulepreload";

#[tokio::test(flavor = "multi_thread")]
async fn a_part_is_the_page_without_what_the_document_has() {
    let house = TestServer::demo().await;
    let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
    for path in ["/school", "/users?role=full-edit", "/users/new", "/roles", "/settings", "/help"] {
        let (page, part) = (owner.get(path).await, owner.get_part(path).await);
        assert_eq!((page.status, part.status), (200, 200), "{path}");
        assert_eq!((part.header("rolecall-part"), part.header("rolecall-address")), ("page", path));
        assert_eq!(page.header("rolecall-part"), "", "{path}");
        for answer in [&page, &part] {
            assert!(answer.all_values("vary").contains("rolecall-part"), "{path}: {}", answer.all_values("vary"));
            assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        }
        let main = |html: &str| html.split("<main").nth(1).unwrap().split("</main>").next().unwrap().len();
        assert!(page.body.contains(SCRIPT) && !part.body.contains(SCRIPT), "{path}");
        for only_once in ["rel=\"icon\"", "id=\"cover\"", "shell-foot", "class=\"skip\""] {
            assert!(page.body.contains(only_once) && !part.body.contains(only_once), "{path}: {only_once}");
        }
        assert!(main(&page.body).abs_diff(main(&part.body)) < 200, "{path}");
        let title = |html: &str| html.split("<title>").nth(1).map(|rest| rest.split('<').next().unwrap().to_owned());
        assert_eq!(title(&page.body), title(&part.body), "{path}");
        assert!(!crate::browser::stamp_in(&part.body).is_empty(), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_is_answered_by_the_page_it_leads_to_and_its_address() {
    let house = TestServer::demo().await;
    let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
    let fields = [
        ("first_name", "Nora"),
        ("last_name", "Novak"),
        ("email", "nora.novak@hillside.example"),
        ("role", "minimal-edit"),
    ];
    let added = owner.post_for_part("/users/new", &fields).await;
    assert_eq!((added.status, added.header("rolecall-part")), (200, "page"), "{}", added.body);
    assert!(added.header("rolecall-address").starts_with("/users/added/"), "{}", added.header("rolecall-address"));
    assert!(added.body.contains("Nora Novak"));
    // The same address once more has to be corrected, where it was typed.
    let again = owner.post_for_part("/users/new", &fields).await;
    assert_eq!((again.status, again.header("rolecall-address")), (422, "/users/new"));
    assert!(again.body.contains("nora.novak@hillside.example"));
}

#[tokio::test(flavor = "multi_thread")]
async fn refusals_and_pages_that_are_not_there_come_as_parts_with_their_status() {
    let house = TestServer::demo().await;
    let (teacher, _) = house.signed_in_as(Role::MinimalReadOnly).await;
    for (path, status) in [("/users", 403), ("/audit", 403), ("/nowhere", 404), ("/users/x", 404)] {
        let part = teacher.get_part(path).await;
        assert_eq!((part.status, part.header("rolecall-part")), (status, "page"), "{path}");
        assert_eq!(part.header("rolecall-address"), path);
    }
    // What is too large never reaches the page.
    let large = teacher.post_for_part("/account", &[("known_as", &"x".repeat(2_000_000))]).await;
    assert_eq!((large.status, large.header("rolecall-part")), (413, "notice"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_signed_out_is_led_to_sign_in_and_a_session_that_changes_is_carried_on() {
    let house = TestServer::demo().await;
    let stranger = house.browser();
    let part = stranger.get_part("/users").await;
    assert_eq!((part.status, part.header("rolecall-address")), (200, "/sign-in?next=%2Fusers"));
    assert!(!part.body.contains("id=\"live\""));

    let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
    let before = owner.cookie();
    let gone = owner.post_for_part("/sign-out", &[]).await;
    assert_eq!(gone.status, 200);
    assert!(gone.header("rolecall-address").starts_with("/sign-in"), "{}", gone.header("rolecall-address"));
    assert!(before.is_some() && owner.cookie() != before);
    assert_eq!(owner.get("/school").await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn files_and_the_demonstrations_mail_are_no_parts() {
    let house = TestServer::demo().await;
    let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
    let file = owner.get_part("/roles/export.csv").await;
    assert_eq!((file.status, file.header("rolecall-part")), (200, ""));
    assert!(file.header("content-type").starts_with("text/csv"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_fetched_ahead_does_nothing() {
    let house = TestServer::demo().await;
    let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
    let ahead = async |browser: &crate::browser::Browser, path: &str| {
        browser
            .send(browser.request(Method::GET, path).header("rolecall-part", "ahead").body(Body::empty()).unwrap())
            .await
    };
    assert_eq!(ahead(&owner, "/users").await.status, 200);
    for path in ["/users/new", "/settings"] {
        assert_eq!(ahead(&owner, path).await.status, 200, "{path}");
    }
    assert_eq!(ahead(&owner, "/nowhere").await.status, 204);
    // A page that would hold a draft, which is given once, is fetched when somebody asks for it.
    house
        .sql(
            "INSERT INTO drafts (account_id, school_id, page, body, created_at) SELECT account_id, school_id, 'add-user', \
             '{}', 4102444800000 FROM members WHERE role = 'account-owner'",
        )
        .await;
    assert_eq!(ahead(&owner, "/users/new").await.status, 204);
    assert_eq!(house.number("SELECT COUNT(*) FROM drafts").await, 1);
    let (teacher, _) = house.signed_in_as(Role::MinimalReadOnly).await;
    let refused = async || {
        attempts::write(&house.backend).await.unwrap();
        house.number("SELECT COALESCE(SUM(times), 0) FROM sign_in_attempts WHERE kind = 'refused'").await
    };
    assert_eq!(ahead(&teacher, "/users").await.status, 204);
    assert_eq!(refused().await, 0);
    assert_eq!(teacher.get("/users").await.status, 403);
    assert_eq!(refused().await, 1);
}
