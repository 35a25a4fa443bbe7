//! Observations over HTTP: the form without scripts, and photos.

use crate::browser::{Answer, Browser};
use crate::test_server::TestServer;
use axum::body::Body;
use axum::http::Method;
use axum::http::header::CONTENT_TYPE;
use backend::clock::Clock;
use domain::role::Role;

const BOUNDARY: &str = "----a-line-between";

fn today() -> String {
    Clock::day_of(Clock::default().now()).unwrap().to_string()
}

/// A child of the demonstration with a home contact.
async fn child(house: &TestServer) -> String {
    house.texts("SELECT MIN(id) FROM pupils WHERE home_email IS NOT NULL AND left_on IS NULL").await.remove(0)
}

/// Records an observation by the form, and gives its address.
async fn record(browser: &Browser, child: &str, text: &str) -> String {
    let today = today();
    let fields = [("children", child), ("text", text), ("observed_on", &today), ("areas", "M"), ("step", "save")];
    let answer = browser.post("/observations/new", &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location().split('?').next().unwrap().to_owned()
}

fn png() -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 100, 100);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header().unwrap().write_image_data(&[255; 10_000]).unwrap();
    file
}

async fn send_photo(browser: &Browser, observation: &str, picture: &[u8]) -> Answer {
    let head = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"secret-name.png\"\r\nContent-Type: image/png\r\n\r\n"
    );
    let body = [head.as_bytes(), picture, format!("\r\n--{BOUNDARY}--\r\n").as_bytes()].concat();
    let request = browser
        .request(Method::POST, &format!("{observation}/photo"))
        .header(CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"))
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))
        .unwrap();
    browser.send(request).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_without_scripts_keeps_what_was_typed_and_records_once() {
    let house = TestServer::demo().await;
    let (teacher, _) = house.signed_in_as(Role::FullEdit).await;
    let child = child(&house).await;
    let opened = teacher.get(&format!("/observations/new?child={child}")).await;
    assert_eq!(opened.status, 200);
    assert!(opened.body.contains("Your key children") && opened.body.contains(&format!("value=\"{}\"", today())));
    assert!(opened.body.contains(&format!("id=\"child-{child}\"")), "the child is among the choices");

    let typed = [
        ("children", child.as_str()),
        ("text", "A </textarea><b>bridge"),
        ("observed_on", "2199-01-01"),
        ("areas", "PD"),
    ];
    let searched =
        teacher.post("/observations/new", &[&typed[..], &[("step", "show"), ("class", "Oak")]].concat()).await;
    assert_eq!(searched.status, 200);
    for kept in ["A &lt;/textarea&gt;&lt;b&gt;bridge", "value=\"2199-01-01\"", "Oak"] {
        assert!(searched.body.contains(kept), "{kept}: {}", searched.body);
    }
    let refused = teacher.post("/observations/new", &[&typed[..], &[("step", "save")]].concat()).await;
    assert_eq!(refused.status, 422);
    for said in ["There is a problem", "That date is in the future", "href=\"#observed_on\"", "<title>Error: "] {
        assert!(refused.body.contains(said), "{said}: {}", refused.body);
    }
    let before = house.number("SELECT COUNT(*) FROM observations").await;
    let key = refused.body.split("name=\"form_key\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let today = today();
    let right = [
        ("children", child.as_str()),
        ("text", "A bridge"),
        ("observed_on", &today),
        ("form_key", &key),
        ("step", "save"),
    ];
    let first = teacher.post("/observations/new", &right).await;
    let second = teacher.post("/observations/new", &right).await;
    assert_eq!((first.status, first.location()), (303, second.location()));
    assert!(first.location().ends_with("?done=recorded"), "{}", first.location());
    assert_eq!(house.number("SELECT COUNT(*) FROM observations").await, before + 1);
    let page = teacher.get(first.location()).await;
    for said in
        ["The observation was recorded", "A bridge", "Add a photo", "Share with home", "Delete this observation"]
    {
        assert!(page.body.contains(said), "{said}: {}", page.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_changed_shared_and_deleted_by_plain_forms() {
    let house = TestServer::demo().await;
    let (teacher, _) = house.signed_in_as(Role::FullEdit).await;
    let child = child(&house).await;
    let observation = record(&teacher, &child, "First").await;
    let edit = format!("{observation}/edit");
    assert!(teacher.get(&edit).await.body.contains("First"));
    let today = today();
    let fields = |text: &'static str, version: &'static str| {
        [
            ("children", child.clone()),
            ("text", text.to_owned()),
            ("observed_on", today.clone()),
            ("version", version.to_owned()),
            ("step", "save".to_owned()),
        ]
    };
    let send = async |browser: &Browser, fields: [(&str, String); 5]| {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.post(&edit, &fields).await
    };
    let (admin, _) = house.signed_in_as(Role::AccountAdmin).await;
    let saved = send(&admin, fields("The admin's", "1")).await;
    assert_eq!((saved.status, saved.location()), (303, format!("{observation}?done=saved").as_str()));
    let stale = send(&teacher, fields("The teacher's", "1")).await;
    assert_eq!(stale.status, 422);
    for said in
        ["The admin&#x27;s", "The teacher&#x27;s", "Nothing of yours was saved yet", "name=\"version\" value=\"2\""]
    {
        assert!(
            stale.body.contains(said) || stale.body.contains(&said.replace("&#x27;", "'")),
            "{said}: {}",
            stale.body
        );
    }
    let old = teacher.post(&observation, &[("do", "share"), ("version", "1")]).await;
    assert_eq!(old.location(), format!("{observation}?done=changed-meanwhile"));
    let shared = teacher.post(&observation, &[("do", "share"), ("version", "2")]).await;
    assert_eq!((shared.status, shared.location()), (303, format!("{observation}?done=shared").as_str()));
    assert_eq!(house.number("SELECT COUNT(*) FROM outbox WHERE kind = 'observation'").await, 1);
    let again = teacher.post(&observation, &[("do", "share"), ("version", "2")]).await;
    assert_eq!(again.status, 403);
    assert!(again.body.contains("sent once only"), "{}", again.body);

    let (other, _) = house.signed_in_as(Role::PartialEdit).await;
    assert_eq!(other.post(&observation, &[("do", "delete")]).await.status, 403);
    let page = other.get(&observation).await;
    assert!(page.status == 200 && !page.body.contains("Delete this observation"), "{}", page.body);
    assert_eq!(other.get(&edit).await.status, 403);
    let deleted = teacher.post(&observation, &[("do", "delete")]).await;
    assert_eq!((deleted.status, deleted.location()), (303, "/observations?done=deleted"));
    assert_eq!(teacher.get(&observation).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn photos_are_for_those_who_may_know_the_child() {
    let house = TestServer::demo().await;
    let (teacher, _) = house.signed_in_as(Role::FullEdit).await;
    let observation = record(&teacher, &child(&house).await, "Seen").await;
    for (picture, status) in
        [(png(), 303), (b"<svg/>".to_vec(), 422), (Vec::new(), 422), (vec![b'x'; 9 * 1024 * 1024], 413)]
    {
        let answer = send_photo(&teacher, &observation, &picture).await;
        assert_eq!(answer.status, status, "{}", answer.body);
        if status == 303 {
            assert_eq!(answer.location(), format!("{observation}?done=photo-added#photo"));
        }
    }
    let photo = house.texts("SELECT id FROM observation_photos").await.remove(0);
    let path = format!("{observation}/photos/{photo}");
    assert!(teacher.get(&observation).await.body.contains(&format!("src=\"{path}\"")));
    let (reader, _) = house.signed_in_as(Role::PartialReadOnly).await;
    let file = reader.get(&path).await;
    assert_eq!(file.status, 200);
    for (name, value) in [
        ("content-type", "image/jpeg"),
        ("cache-control", "private, no-cache"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "default-src 'none'; sandbox; frame-ancestors 'none'"),
    ] {
        assert_eq!(file.header(name), value, "{name}");
    }
    let again =
        |tag: &str| reader.request(Method::GET, &path).header("if-none-match", tag).body(Body::empty()).unwrap();
    assert_eq!(reader.begin(again(file.header("etag"))).await.status(), 304);
    let (governor, _) = house.signed_in_as(Role::MinimalReadOnly).await;
    let request = governor.request(Method::GET, &path).header("if-none-match", file.header("etag")).body(Body::empty());
    assert_eq!(governor.begin(request.unwrap()).await.status(), 403, "not even from their own store");
    assert_eq!(house.browser().get(&path).await.status, 401);
    let elsewhere = house.school("Riverside", "owner@riverside.example").await;
    assert_eq!(elsewhere.get(&path).await.status, 404);
    assert_eq!(reader.get(&format!("{observation}/photos/x")).await.status, 404);
    let (other, _) = house.signed_in_as(Role::MinimalEdit).await;
    assert_eq!(send_photo(&other, &observation, &png()).await.status, 403);
    let removed = teacher.post(&observation, &[("do", "remove-photo"), ("photo", &photo)]).await;
    assert_eq!(removed.location(), format!("{observation}?done=photo-removed"));
    assert_eq!(reader.get(&path).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_of_somebody_whose_session_ended_is_offered_to_them_again() {
    let house = TestServer::demo().await;
    let (teacher, own) = house.signed_in_as(Role::FullEdit).await;
    let stamp = teacher.stamp().await;
    house
        .sql(&format!(
            "UPDATE sessions SET ended_at = last_seen_at, ended_because = 'replaced' WHERE member_id = '{own}'"
        ))
        .await;
    let (teacher, _) = house.signed_in_as(Role::FullEdit).await;
    let lost = teacher.post_stamped("/observations/new", &[("text", "Half a bridge"), ("step", "save")], &stamp).await;
    assert_eq!(lost.status, 409, "{}", lost.body);
    let offered = teacher.get("/observations/new").await;
    assert!(
        offered.body.contains("Half a bridge") && offered.body.contains("What you typed before is filled in"),
        "{}",
        offered.body
    );
    assert!(!teacher.get("/observations/new").await.body.contains("Half a bridge"), "once");
}

#[tokio::test(flavor = "multi_thread")]
async fn half_an_observation_is_kept_without_being_recorded_and_given_back_once() {
    let house = TestServer::demo().await;
    let (teacher, _) = house.signed_in_as(Role::FullEdit).await;
    let child = child(&house).await;
    let count = || house.number("SELECT COUNT(*) FROM observations");
    let before = count().await;
    let (stamp, today) = (teacher.stamp().await, today());
    let fields = [
        ("stamp", &*stamp),
        ("children", &child),
        ("text", "Half a bridge"),
        ("observed_on", &today),
        ("step", "save"),
    ];
    let keep = async |path: &str| {
        let body = Body::from(serde_urlencoded::to_string(fields).unwrap());
        teacher.send(teacher.form(path).header("rolecall-part", "keep").body(body).unwrap()).await.status
    };
    assert_eq!(keep("/observations/new").await, 204);
    // The markbook keeps no drafts: marks are kept by the browser.
    assert_eq!(keep("/markbook").await, 409);
    assert_eq!(count().await, before);
    for (time, is_there) in [("first", true), ("second", false)] {
        let opened = teacher.get("/observations/new").await;
        assert_eq!(opened.body.contains("Half a bridge"), is_there, "{time}");
    }
}
