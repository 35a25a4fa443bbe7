//! Forms without scripts, valid and invalid.

use crate::browser::{Answer, Browser};
use crate::test_server::{PASSWORD, TestServer, add, somebody, until};
use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use domain::role::Role;
use futures::stream;
use serde_json::json;
use std::convert::Infallible;

const ADA: [(&str, &str); 4] =
    [("first_name", "Ada"), ("last_name", "O'Neill"), ("email", "ada.oneill@hillside.example"), ("role", "full-edit")];

async fn number_of(house: &TestServer, email: &str) -> i64 {
    house.number(&format!("SELECT COUNT(*) FROM members WHERE email_key = '{email}'")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_added_and_comes_in_without_scripts() {
    let house = TestServer::real().await;
    let owner = house.school("Hillside Primary School", "owner@hillside.example").await;
    let added = owner.post("/users/new", &ADA).await;
    assert_eq!(added.status, 303, "{}", added.body);
    assert!(added.location().starts_with("/users/added/"), "{}", added.location());
    let page = owner.get(added.location()).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Ada") && page.body.contains("will get an email"), "{}", page.body);

    let mails = house.post_round().await;
    let mail = mails.iter().find(|mail| mail.contains("ada.oneill@hillside.example")).expect("the invitation");
    let link = crate::smtp::link_in(mail);
    let ada = house.browser();
    for _ in 0..3 {
        // Visits by a mail scanner do not use the link up.
        let page = ada.get(&link).await;
        assert_eq!(page.status, 200, "{}", page.body);
        assert!(page.body.contains("Hillside Primary School"));
    }
    let weak = ada.post(&link, &[("password", "password")]).await;
    assert_eq!(weak.status, 422, "{}", weak.body);
    let set = ada.post(&link, &[("password", PASSWORD)]).await;
    assert_eq!(set.status, 200, "{}", set.body);
    assert!(!set.body.contains(PASSWORD));
    let again = ada.post(&link, &[("password", PASSWORD)]).await;
    assert_eq!(again.status, 410, "{}", again.body);

    let signed_in = ada.post("/sign-in", &[("email", "Ada.ONeill@hillside.example"), ("password", PASSWORD)]).await;
    assert_eq!((signed_in.status, signed_in.location()), (303, "/school"), "{}", signed_in.body);
    assert_eq!(ada.get("/school").await.status, 200);
    assert_eq!(ada.get("/users").await.status, 403);
    let out = ada.post("/sign-out", &[]).await;
    assert_eq!(out.status, 303);
    assert_eq!(ada.cookie(), None);
    assert_eq!(ada.get("/school").await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_form_comes_back_as_it_was_typed() {
    let house = TestServer::demo().await;
    let (admin, _) = house.signed_in_as(Role::AccountAdmin).await;
    let answer = admin
        .post(
            "/users/new",
            &[("first_name", "Zoë \"Zo\""), ("last_name", ""), ("email", "zoe at home"), ("role", "headteacher")],
        )
        .await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("Zoë &quot;Zo&quot;") && answer.body.contains("zoe at home"), "{}", answer.body);
    for field in ["last_name", "email", "role"] {
        assert!(answer.body.contains(&format!("href=\"#{field}\"")), "{field}: {}", answer.body);
    }
    // A role above the admin's own: the rule's explanation, and nobody is added.
    let above = admin.post("/users/new", &[ADA[0], ADA[1], ADA[2], ("role", "account-owner")]).await;
    assert_eq!(above.status, 403, "{}", above.body);
    assert_eq!(number_of(&house, ADA[2].1).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_site_sends_is_refused() {
    let house = TestServer::demo().await;
    let (admin, _) = house.signed_in_as(Role::AccountAdmin).await;
    let body = || Body::from(serde_urlencoded::to_string(ADA).unwrap());
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
    ] {
        let mut request = admin.form("/users/new").body(body()).unwrap();
        request.headers_mut().remove("sec-fetch-site");
        request.headers_mut().insert(name, value.parse().unwrap());
        let answer = admin.send(request).await;
        assert_eq!(answer.status, 403, "{name}: {value}");
        assert!(answer.body.contains("That came from another site"));
        let arguments = somebody("Ada", "O'Neill", ADA[2].1, Role::FullEdit).to_string();
        let call = admin
            .request(axum::http::Method::POST, "/api/users/create")
            .header(CONTENT_TYPE, "application/json")
            .header(name, value);
        assert_eq!(admin.send(call.body(Body::from(arguments)).unwrap()).await.status, 403, "{name}: {value}");
    }
    assert_eq!(number_of(&house, ADA[2].1).await, 0);
    for origin in ["http://127.0.0.1:3000"] {
        let mut request = admin.form("/users/new").body(body()).unwrap();
        request.headers_mut().remove("sec-fetch-site");
        request.headers_mut().insert("origin", origin.parse().unwrap());
        assert_eq!(admin.send(request).await.status, 303);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_large_is_refused_whole() {
    let house = TestServer::demo().await;
    let (admin, _) = house.signed_in_as(Role::AccountAdmin).await;
    let large = format!("{}&job_title={}", serde_urlencoded::to_string(ADA).unwrap(), "x".repeat(1024 * 1024));
    let said = admin.send(admin.form("/users/new").body(Body::from(large.clone())).unwrap()).await;
    assert_eq!(said.status, 413);
    assert!(said.body.contains("up to 1 MB"), "{}", said.body);
    // In chunks, so that no header states the length.
    let pieces: Vec<_> = large.into_bytes().chunks(10_000).map(|piece| Ok::<_, Infallible>(piece.to_vec())).collect();
    let unsaid = admin.send(admin.form("/users/new").body(Body::from_stream(stream::iter(pieces))).unwrap()).await;
    assert_eq!(unsaid.status, 413);
    let call = admin.call("/api/users/create", &json!({ "form": { "first_name": "x".repeat(1024 * 1024) } })).await;
    assert_eq!((call.status, call.json()), (413, json!("TooLarge")));
    assert_eq!(number_of(&house, ADA[2].1).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_form_is_refused() {
    let house = TestServer::demo().await;
    let (admin, _) = house.signed_in_as(Role::AccountAdmin).await;
    for kind in ["application/json", "multipart/form-data; boundary=x", "text/plain", ""] {
        let mut request = admin.form("/users/new").body(Body::from(serde_urlencoded::to_string(ADA).unwrap())).unwrap();
        request.headers_mut().insert(CONTENT_TYPE, kind.parse().unwrap());
        assert_eq!(admin.send(request).await.status, 415, "{kind}");
    }
    assert_eq!(number_of(&house, ADA[2].1).await, 0);
    let no_form = admin.post("/help", &[("a", "b")]).await;
    assert_eq!(no_form.status, 405);
    let garbage =
        admin.send(admin.form("/users/new").body(Body::from(vec![0xFF, b'=', b'%', b'Z', b'&', 0])).unwrap()).await;
    assert_eq!(garbage.status, 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_form_sent_twice_at_once_adds_one_person() {
    let house = TestServer::demo().await;
    let (admin, _) = house.signed_in_as(Role::AccountAdmin).await;
    let page = admin.get("/users/new").await.body;
    let key = value_of(&page, "form_key");
    let form: Vec<_> = ADA.into_iter().chain([("form_key", key.as_str())]).collect();
    let (one, other) = tokio::join!(admin.post("/users/new", &form), admin.post("/users/new", &form));
    assert_eq!((one.status, other.status), (303, 303), "{} {}", one.body, other.body);
    assert_eq!(one.location(), other.location());
    assert_eq!(number_of(&house, ADA[2].1).await, 1);
    assert_eq!(house.number(&format!("SELECT COUNT(*) FROM outbox WHERE to_address = '{}'", ADA[2].1)).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_admins_adding_one_address_at_once_add_one_person() {
    let house = TestServer::demo().await;
    let ((admin, _), (owner, _)) =
        (house.signed_in_as(Role::AccountAdmin).await, house.signed_in_as(Role::AccountOwner).await);
    let other_case = [ADA[0], ADA[1], ("email", "ADA.ONEILL@hillside.example"), ADA[3]];
    let (one, other) = tokio::join!(admin.post("/users/new", &ADA), owner.post("/users/new", &other_case));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422]);
    let refused = if one.status == 422 { one } else { other };
    assert!(refused.body.contains("already has this email address"), "{}", refused.body);
    assert_eq!(number_of(&house, ADA[2].1).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_when_the_session_ended_is_offered_again() {
    let house = TestServer::demo().await;
    let (admin, member) = house.signed_in_as(Role::AccountAdmin).await;
    assert_eq!(admin.get("/users/new").await.status, 200);
    // The page was drawn while the session was live.
    admin.stamp().await;
    house
        .sql(&format!(
            "UPDATE sessions SET ends_at = (SELECT MAX(created_at) FROM sessions) WHERE member_id = '{member}'"
        ))
        .await;
    let form: Vec<_> = ADA.into_iter().chain([("job_title", "Year 3 teacher")]).collect();
    let sent = admin.post("/users/new", &form).await;
    assert_eq!(sent.status, 401, "{}", sent.body);
    assert!(sent.body.contains("What you typed is kept"), "{}", sent.body);
    assert_eq!(number_of(&house, ADA[2].1).await, 0);

    // Another person who signs in is not offered the draft.
    let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
    assert!(!owner.get("/users/new").await.body.contains("ada.oneill"));
    let (admin, _) = house.signed_in_as(Role::AccountAdmin).await;
    let offered = admin.get("/users/new").await.body;
    for (field, typed) in [("first_name", "Ada"), ("email", ADA[2].1), ("job_title", "Year 3 teacher")] {
        assert_eq!(value_of(&offered, field), typed);
    }
    assert!(!admin.get("/users/new").await.body.contains("ada.oneill"), "offered once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_never_was_keeps_nothing() {
    let house = TestServer::demo().await;
    let stranger = house.browser();
    let sent = stranger.post("/users/new", &ADA).await;
    assert_eq!(sent.status, 401);
    assert!(!sent.body.contains("What you typed is kept"), "{}", sent.body);
    assert_eq!(house.number("SELECT COUNT(*) FROM drafts").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_says_nothing_and_leads_nowhere_else() {
    let house = TestServer::real().await;
    house.school("Hillside Primary School", "owner@hillside.example").await;
    let browser = house.browser();
    let known = browser
        .post("/sign-in", &[("email", "owner@hillside.example"), ("password", "s3cret-Marker"), ("next", "/users")])
        .await;
    let unknown = browser
        .post("/sign-in", &[("email", "nobody@hillside.example"), ("password", "s3cret-Marker"), ("next", "/users")])
        .await;
    for answer in [&known, &unknown] {
        assert_eq!(answer.status, 422);
        assert!(!answer.body.contains("s3cret-Marker"), "a password is never sent back");
    }
    assert_eq!(
        without_what_varies(&known, "owner@hillside.example"),
        without_what_varies(&unknown, "nobody@hillside.example"),
        "nothing tells whether there is such an account"
    );
    for next in [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/%0d%0aset-cookie:a=b\r\n",
        "javascript:alert(1)",
        "/sign-out",
    ] {
        let answer = browser
            .post("/sign-in", &[("email", "owner@hillside.example"), ("password", PASSWORD), ("next", next)])
            .await;
        assert_eq!((answer.status, answer.location()), (303, "/school"), "{next}");
    }
    let answer = browser
        .post("/sign-in", &[("email", "owner@hillside.example"), ("password", PASSWORD), ("next", "/users?page=2")])
        .await;
    assert_eq!((answer.status, answer.location()), (303, "/users?page=2"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_password_is_set_anew_and_ends_every_session() {
    let house = TestServer::real().await;
    let owner = house.school("Hillside Primary School", "owner@hillside.example").await;
    let stranger = house.browser();
    let known = stranger.post("/forgotten-password", &[("email", "owner@hillside.example")]).await;
    let unknown = stranger.post("/forgotten-password", &[("email", "nobody@hillside.example")]).await;
    assert_eq!(known.status, unknown.status);
    assert_eq!(
        without_what_varies(&known, "owner@hillside.example"),
        without_what_varies(&unknown, "nobody@hillside.example")
    );

    let mails = house.post_round().await;
    assert!(!mails.iter().any(|mail| mail.contains("nobody@hillside.example")));
    let link =
        crate::smtp::link_in(mails.iter().find(|mail| mail.contains("owner@hillside.example")).expect("the reset"));
    let set = stranger.post(&link, &[("password", "another harbour entirely")]).await;
    assert_eq!(set.status, 200, "{}", set.body);
    assert_eq!(owner.get("/school").await.status, 303, "the session has ended");
    let old = stranger.post("/sign-in", &[("email", "owner@hillside.example"), ("password", PASSWORD)]).await;
    assert_eq!(old.status, 422);
    let new = stranger
        .post("/sign-in", &[("email", "owner@hillside.example"), ("password", "another harbour entirely")])
        .await;
    assert_eq!(new.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn people_named_in_every_way_are_added_and_shown() {
    let house = TestServer::demo().await;
    let (admin, _) = house.signed_in_as(Role::AccountAdmin).await;
    for (number, (first, last, shown)) in [
        ("Siân", "O'Brien-Łukasik", "O&#x27;Brien-Łukasik"),
        ("小明", "王", "小明"),
        ("مريم", "الحسن", "مريم"),
        ("A", "B", "A"),
        ("<b>Bold</b>", "<script>alert(1)</script>", "&lt;b&gt;Bold&lt;/b&gt;"),
    ]
    .into_iter()
    .enumerate()
    {
        let email = format!("names{number}@hillside.example");
        let answer = admin
            .post("/users/new", &[("first_name", first), ("last_name", last), ("email", &email), ("role", "full-edit")])
            .await;
        // Markup is refused as a name or shown as text: either way it never runs.
        assert!(!answer.body.contains("<script>alert"), "{}", answer.body);
        if answer.status == 303 {
            let list = admin.get(&format!("/users?search={email}")).await.body;
            assert!(list.contains(shown) || list.contains(first) && !first.contains('<'), "{first}: {list}");
            assert!(!list.contains("<script>alert"));
        } else {
            assert_eq!(answer.status, 422, "{first}");
            assert!(first.contains('<'), "{first} is a name: {}", answer.body);
        }
    }
}

/// An answer's text, without the submitted address and what differs each time.
fn without_what_varies(answer: &Answer, email: &str) -> String {
    let nonce = answer
        .header("content-security-policy")
        .split("'nonce-")
        .nth(1)
        .and_then(|rest| rest.split('\'').next())
        .unwrap_or("-");
    answer.body.replace(nonce, "").replace(email, "")
}

/// The value of the field with this name.
fn value_of(page: &str, name: &str) -> String {
    let field = page
        .split('<')
        .find(|tag| tag.starts_with("input") && tag.contains(&format!("name=\"{name}\"")))
        .unwrap_or_else(|| panic!("no {name} in {page}"));
    let value = field.split("value=\"").nth(1).map(|rest| rest.split('"').next().unwrap());
    value.unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_outbox_of_the_demonstration_shows_what_was_sent() {
    let house = TestServer::demo().await;
    let (admin, _) = house.signed_in_as(Role::AccountAdmin).await;
    add(&admin, &somebody("Ada", "O'Neill", ADA[2].1, Role::FullEdit)).await;
    backend::mail::deliver_due(&house.backend, &backend::mail::MailTransport::demo()).await.unwrap();
    let browser: Browser = house.browser();
    until("the mail is shown", || async { browser.get("/demo/outbox").await.body.contains(ADA[2].1) }).await;
    let page = browser.get("/demo/outbox").await.body;
    let link = crate::smtp::link_in(&page);
    assert_eq!(browser.get(&link).await.status, 200);
    let html = page.split("href=\"").find(|rest| rest.starts_with("/demo/outbox/")).unwrap().split('"').next().unwrap();
    let mail = browser.get(html).await;
    assert_eq!(mail.status, 200);
    assert!(mail.header("content-security-policy").starts_with("sandbox"), "{:?}", mail.headers);
    assert_eq!(browser.get("/demo/outbox/nothing/html").await.status, 404);
}
