//! Photos over HTTP: their headers, and the form that works without scripts.

use crate::browser::{Answer, Browser, STAMP};
use crate::test_server::{TestServer, add, set_access, somebody};
use axum::body::Body;
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{HeaderValue, Method};
use domain::problem::Problem;
use domain::role::Role;
use domain::user::Access;
use futures::StreamExt as _;

const BOUNDARY: &str = "----a-line-between";

/// A white PNG of 100 by 100 pixels.
fn png() -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 100, 100);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header().unwrap().write_image_data(&[255; 10_000]).unwrap();
    file
}

fn form(picture: &[u8], fields: &[(&str, &str)]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(head.as_bytes());
    }
    let head = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n"
    );
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(picture);
    body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
    body
}

async fn send(browser: &Browser, path: &str, body: Vec<u8>, accept: &'static str) -> Answer {
    let mut request = browser
        .request(Method::POST, path)
        .header(CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"))
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))
        .unwrap();
    request.headers_mut().insert(ACCEPT, HeaderValue::from_static(accept));
    browser.send(request).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_without_scripts_leads_back_or_says_what_is_wrong() {
    let house = TestServer::demo().await;
    let (admin, own) = house.signed_in_as(Role::AccountAdmin).await;
    let member = add(&admin, &somebody("Amy", "Webb", "amy@hillside.example", Role::FullEdit)).await;
    let path = format!("/users/{member}/photo");

    let answer = send(&admin, &path, form(&png(), &[]), "text/html").await;
    assert_eq!((answer.status, answer.location()), (303, format!("/users/{member}#photo").as_str()), "{}", answer.body);
    let there = format!("/users/{own}/photo");
    for (back, leads) in
        [("/account", "/account#photo"), ("//evil.example", "/school#photo"), ("/account#x", "/account#photo")]
    {
        let answer = send(&admin, &there, form(&png(), &[("back", back)]), "text/html").await;
        assert_eq!((answer.status, answer.location()), (303, leads), "{back}");
    }
    assert_eq!(house.number("SELECT COUNT(*) FROM photos").await, 2);

    for (picture, says) in [
        (&b"<svg onload='alert(1)'/>"[..], "JPEG, PNG or WebP"),
        (b"", "Choose a picture"),
        (&png()[..60], "damaged or not complete"),
    ] {
        let answer = send(&admin, &path, form(picture, &[("back", "/account\"><script>")]), "text/html").await;
        assert_eq!(answer.status, 422);
        assert!(
            answer.body.contains(says) && answer.body.contains("/account&quot;&gt;&lt;script&gt;#photo"),
            "{}",
            answer.body
        );
        let answer = send(&admin, &path, form(picture, &[]), "application/json").await;
        assert_eq!(answer.status, 422);
        let Problem::Form(errors) = serde_json::from_value(answer.json()).unwrap() else { panic!("{}", answer.body) };
        assert!(errors[0].sentence().contains(says), "{}", answer.body);
    }
    let broken = form(&png(), &[]);
    let answer = send(&admin, &path, broken[..broken.len() - 60].to_vec(), "text/html").await;
    assert_eq!(answer.status, 422, "{}", answer.body);
    let answer = send(&admin, &path, vec![b'x'; 9 * 1024 * 1024], "text/html").await;
    assert_eq!(answer.status, 413);
    let answer = admin.post(&path, &[("photo", "none")]).await;
    assert_eq!(answer.status, 422);
    assert_eq!(house.number("SELECT COUNT(*) FROM photos").await, 2);

    let answer = admin.post(&format!("{path}/remove"), &[("back", "/users?page=2")]).await;
    assert_eq!((answer.status, answer.location()), (303, "/users?page=2#photo"));
    assert_eq!(house.number("SELECT COUNT(*) FROM photos").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_is_kept_by_browsers_of_its_school_and_does_nothing() {
    let house = TestServer::demo().await;
    let (owner, member) = house.signed_in_as(Role::AccountOwner).await;
    let set = format!("/users/{member}/photo");
    let answer =
        send(&owner, &set, form(&png(), &[("x", "0.2"), ("y", "0.2"), ("zoom", "2")]), "application/json").await;
    let first = answer.json()["photo"].as_str().unwrap().replace('-', "");
    let (reader, _) = house.signed_in_as(Role::MinimalReadOnly).await;
    for size in ["96", "512"] {
        let file = reader.get(&format!("/photos/{first}/{size}")).await;
        assert_eq!(file.status, 200);
        for (name, value) in [
            ("content-type", "image/jpeg"),
            ("cache-control", "private, no-cache"),
            ("x-content-type-options", "nosniff"),
            ("content-security-policy", "default-src 'none'; sandbox; frame-ancestors 'none'"),
            ("cross-origin-resource-policy", "same-origin"),
            ("content-encoding", ""),
        ] {
            assert_eq!(file.header(name), value, "{name}");
        }
    }
    assert!(owner.get("/users").await.body.contains(&format!("src=\"/photos/{first}/96\"")));
    for path in [format!("/photos/{first}/97"), format!("/photos/{member}/96"), "/photos/x/96".to_owned()] {
        let answer = reader.get(&path).await;
        assert_eq!((answer.status, answer.header("cache-control")), (404, "no-store"), "{path}");
    }
    let path = format!("/photos/{first}/96");
    // The browser revalidates its copy each time, and may not show it once the reader has signed out.
    let tag = reader.get(&path).await.header("etag").to_owned();
    let again = || reader.request(Method::GET, &path).header("if-none-match", &tag).body(Body::empty()).unwrap();
    assert_eq!(reader.begin(again()).await.status(), 304);
    let request = again();
    assert_eq!(reader.call("/api/sign-out", &serde_json::json!({})).await.status, 200);
    assert_eq!(reader.begin(request).await.status(), 401);
    let (reader, _) = house.signed_in_as(Role::MinimalReadOnly).await;
    assert_eq!(house.browser().get(&path).await.status, 401);
    let other = house.school("Riverside", "owner@riverside.example").await;
    assert_eq!(other.get(&path).await.status, 404);

    send(&owner, &set, form(&png(), &[]), "application/json").await;
    assert_eq!(reader.get(&path).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_blocked_while_their_picture_is_under_way_saves_nothing() {
    let house = TestServer::demo().await;
    let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
    let (teacher, member) = house.signed_in_as(Role::FullEdit).await;
    let whole = form(&png(), &[]);
    let (head, rest) = whole.split_at(whole.len() / 2);
    let (head, rest) = (head.to_vec(), rest.to_vec());
    let (first_half_read, blocked) = (tokio::sync::oneshot::channel(), tokio::sync::oneshot::channel::<()>());
    let (say_read, was_read) = first_half_read;
    let (say_blocked, was_blocked) = blocked;
    let body =
        futures::stream::once(async move { Ok::<_, std::io::Error>(head) }).chain(futures::stream::once(async move {
            say_read.send(()).unwrap();
            was_blocked.await.unwrap();
            Ok(rest)
        }));
    let request = teacher
        .request(Method::POST, &format!("/users/{member}/photo"))
        .header(STAMP, teacher.stamp().await)
        .header(CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"))
        .header("sec-fetch-site", "same-origin")
        .body(Body::from_stream(body))
        .unwrap();
    let sending = tokio::spawn({
        let teacher = teacher.clone();
        async move { teacher.send(request).await }
    });
    was_read.await.unwrap();
    set_access(&owner, &member, Access::Blocked).await;
    say_blocked.send(()).unwrap();
    let answer = sending.await.unwrap();
    assert_eq!(answer.status, 401, "{}", answer.body);
    assert_eq!(house.number("SELECT COUNT(*) FROM photos").await, 0);
}
