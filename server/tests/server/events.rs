//! The stream of changes, and the checks that open pages make.

use crate::browser::Browser;
use crate::test_server::{TestServer, add, set_access, somebody};
use axum::body::{Body, BodyDataStream};
use axum::http::Method;
use domain::role::Role;
use domain::user::Access;
use futures::StreamExt as _;
use std::time::{Duration, Instant};

/// The stream, and whether it has said that the session ended.
struct Events(BodyDataStream, bool);

impl Events {
    async fn of(browser: &Browser) -> Self {
        let response = browser.begin(browser.request(Method::GET, "/events").body(Body::empty()).unwrap()).await;
        assert_eq!(response.status(), 200);
        Self(response.into_body().into_data_stream(), false)
    }

    /// The next number; `None` when the stream has ended.
    async fn next(&mut self) -> Option<i64> {
        loop {
            let waited = tokio::time::timeout(Duration::from_secs(10), self.0.next()).await;
            let piece = waited.expect("nothing came in ten seconds")?.unwrap();
            let text = String::from_utf8(piece.to_vec()).unwrap();
            if let Some(number) = text.strip_prefix("data: ") {
                match number.trim() {
                    "ended" => self.1 = true,
                    number => return Some(number.parse().unwrap()),
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_is_announced_within_a_second_to_everybody_of_the_school() {
    let house = TestServer::demo().await;
    let ((admin, _), (teacher, _)) =
        (house.signed_in_as(Role::AccountAdmin).await, house.signed_in_as(Role::FullEdit).await);
    let (mut one, mut other) = (Events::of(&admin).await, Events::of(&teacher).await);
    let before = one.next().await.unwrap();
    assert_eq!(other.next().await, Some(before), "first comes the number as it is");
    let changed = Instant::now();
    add(&admin, &somebody("Ada", "O'Neill", "ada@hillside.example", Role::FullEdit)).await;
    let after = one.next().await.unwrap();
    assert_eq!(other.next().await, Some(after));
    assert!(after > before);
    assert!(changed.elapsed() < Duration::from_secs(1), "{:?}", changed.elapsed());
}

#[tokio::test(flavor = "multi_thread")]
async fn another_schools_changes_are_not_announced() {
    let house = TestServer::real().await;
    let ours = house.school("Anthill School", "owner@anthill.example").await;
    let theirs = house.school("Zebedee College", "owner@elsewhere.example").await;
    let mut events = Events::of(&ours).await;
    let first = events.next().await.unwrap();
    add(&theirs, &somebody("Zebedee", "Quagmire", "z@elsewhere.example", Role::FullEdit)).await;
    add(&ours, &somebody("Ann", "Anthill", "ann@anthill.example", Role::FullEdit)).await;
    let change_no = house.number("SELECT change_no FROM schools WHERE name = 'Anthill School'").await;
    assert_eq!(events.next().await, Some(change_no));
    assert!(change_no > first);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_ends_with_its_session() {
    let house = TestServer::demo().await;
    let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
    for role in [Role::FullEdit, Role::PartialEdit] {
        let (browser, member) = house.signed_in_as(role).await;
        let mut events = Events::of(&browser).await;
        assert!(events.next().await.is_some());
        if role == Role::FullEdit {
            set_access(&owner, &member, Access::Blocked).await;
        } else {
            // The session ends without a change that tells of it, and is looked at when the next one does.
            house.sql(&format!("UPDATE sessions SET ended_at = created_at WHERE member_id = '{member}'")).await;
            add(&owner, &somebody("Ada", "O'Neill", "ada@hillside.example", Role::FullEdit)).await;
        }
        assert_eq!(events.next().await, None, "{role:?}");
        assert!(events.1, "{role:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_is_ended_is_refused_at_once_and_its_stream_closes_within_a_second() {
    let house = TestServer::demo().await;
    let (admin, _) = house.signed_in_as(Role::AccountAdmin).await;
    let (teacher, member) = house.signed_in_as(Role::FullEdit).await;
    let (tablet, _) = house.signed_in_as(Role::FullEdit).await;
    for (browser, ending) in [
        (&tablet, ("/api/account/sessions/end", serde_json::json!({ "session": null }))),
        (&teacher, ("/api/users/sessions/end", serde_json::json!({ "member": member, "session": null }))),
    ] {
        let mut events = Events::of(browser).await;
        assert!(events.next().await.is_some());
        let by = if ending.0.starts_with("/api/account") { &teacher } else { &admin };
        let ended = Instant::now();
        let answer = by.call(ending.0, &ending.1).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert_eq!(browser.call("/api/account", &serde_json::json!({})).await.status, 401);
        assert_eq!(events.next().await, None, "{}", ending.0);
        assert!(events.1, "{}", ending.0);
        assert!(ended.elapsed() < Duration::from_secs(1), "{:?}", ended.elapsed());
    }
    assert_eq!(admin.call("/api/account", &serde_json::json!({})).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn streams_end_when_the_server_stops() {
    let house = TestServer::demo().await;
    let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
    let mut events = Events::of(&owner).await;
    assert!(events.next().await.is_some());
    house.stopping.cancel();
    assert_eq!(events.next().await, None);
    assert!(!events.1, "the session goes on");
}

/// The answer to an open page of `member` that asks with the cookies of `browser`.
async fn asked(browser: &Browser, member: &str) -> (u16, String) {
    let answer = browser.get(&format!("/session?member={member}")).await;
    (answer.status, answer.body)
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_ends_the_streams_of_the_browsers_other_pages_within_a_second() {
    let house = TestServer::demo().await;
    let (teacher, member) = house.signed_in_as(Role::FullEdit).await;
    let mut events = Events::of(&teacher).await;
    assert!(events.next().await.is_some());
    assert_eq!(asked(&teacher, &member).await.0, 204);
    let ended = Instant::now();
    let other_page = teacher.clone();
    assert_eq!(teacher.call("/api/sign-out", &serde_json::json!({})).await.status, 200);
    assert_eq!(events.next().await, None);
    assert!(events.1 && ended.elapsed() < Duration::from_secs(1), "{:?}", ended.elapsed());
    let (status, text) = asked(&other_page, &member).await;
    assert_eq!(status, 401);
    assert!(text.starts_with("empty\nYou signed out\n"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_page_is_told_why_it_is_over() {
    let house = TestServer::demo().await;
    let (admin, admins_member) = house.signed_in_as(Role::AccountAdmin).await;
    for (role, access, told) in [
        (Role::FullEdit, Some(Access::Blocked), "empty\nYour school blocked your account\n"),
        (Role::PartialEdit, Some(Access::Deleted), "empty\nYour school deleted your account\n"),
        (Role::MinimalEdit, None, "keep\nYour session expired\n"),
    ] {
        let (browser, member) = house.signed_in_as(role).await;
        match access {
            Some(access) => set_access(&admin, &member, access).await,
            None => {
                house.sql(&format!("UPDATE sessions SET ends_at = created_at WHERE member_id = '{member}'")).await;
            }
        }
        let (status, text) = asked(&browser, &member).await;
        assert_eq!(status, 401, "{role:?}");
        assert!(text.starts_with(told), "{text}");
        let page = browser.get("/sign-in?next=%2Fusers").await;
        assert!(page.body.contains(told.lines().nth(1).unwrap()), "signing in says why, {role:?}");
    }
    let (reader, member) = house.signed_in_as(Role::FullReadOnly).await;
    let ended = serde_json::json!({ "member": member, "session": null });
    assert_eq!(admin.call("/api/users/sessions/end", &ended).await.status, 200);
    let (status, text) = asked(&reader, &member).await;
    assert!(status == 401 && text.starts_with("empty\nYour school ended your session\n"), "{status} {text}");
    // Another person has signed in with the browser: the page learns who, and nothing else.
    let (status, text) = asked(&admin, &member).await;
    assert_eq!(status, 409);
    assert!(text.starts_with("keep\nAnother account or school is open now\nYou are signed in as "), "{text}");
    assert_eq!(asked(&admin, &admins_member).await.0, 204);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_stream_does_not_keep_a_session_alive() {
    let house = TestServer::demo().await;
    let (owner, member) = house.signed_in_as(Role::AccountOwner).await;
    let mut events = Events::of(&owner).await;
    assert!(events.next().await.is_some());
    // Long enough ago that any use of the session updates it.
    house.sql(&format!("UPDATE sessions SET last_seen_at = last_seen_at - 3600000 WHERE member_id = '{member}'")).await;
    let seen = house.number(&format!("SELECT MAX(last_seen_at) FROM sessions WHERE member_id = '{member}'")).await;
    let (admin, _) = house.signed_in_as(Role::AccountAdmin).await;
    add(&admin, &somebody("Ada", "O'Neill", "ada@hillside.example", Role::FullEdit)).await;
    assert!(events.next().await.is_some());
    assert_eq!(
        house.number(&format!("SELECT MAX(last_seen_at) FROM sessions WHERE member_id = '{member}'")).await,
        seen
    );
    owner.get("/school").await;
    assert!(house.number(&format!("SELECT MAX(last_seen_at) FROM sessions WHERE member_id = '{member}'")).await > seen);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_of_many_streams_hears_of_its_own_school_only() {
    const SCHOOLS: i64 = 50;
    const STREAMS: usize = 4;
    let house = TestServer::real().await;
    let mut owners = Vec::new();
    for number in 0..SCHOOLS {
        let name = format!("School {number}");
        owners.push(house.school(&name, &format!("owner{number}@hillside.example")).await);
        // A number that no other school has tells which school was heard of.
        house.sql(&format!("UPDATE schools SET change_no = {} WHERE name = '{name}'", number * 1_000 + 1)).await;
    }
    let mut streams = Vec::new();
    for (school, owner) in (0..).zip(&owners) {
        for _ in 0..STREAMS {
            streams.push((school, 0, Events::of(owner).await));
        }
    }
    assert_eq!(streams.len(), 200);
    for (school, first, events) in &mut streams {
        *first = events.next().await.unwrap();
        assert_eq!(*first / 1_000, *school);
    }
    let is_changed = |school: i64| school % 2 == 1;
    for (school, owner) in (0..).zip(&owners).filter(|(school, _)| is_changed(*school)) {
        let email = format!("ann{school}@hillside.example");
        add(owner, &somebody("Ann", "Anthill", &email, Role::FullEdit)).await;
    }
    let told = streams.into_iter().map(|(school, first, mut events)| async move {
        if is_changed(school) {
            let heard = events.next().await.unwrap();
            assert!(heard > first && heard / 1_000 == school, "school {school} heard {heard} after {first}");
        }
        // Eight looks at the numbers.
        let more = tokio::time::timeout(Duration::from_secs(2), events.next()).await;
        let is_own = |heard: Option<i64>| is_changed(school) && heard.is_some_and(|heard| heard / 1_000 == school);
        assert!(more.is_err() || more.is_ok_and(is_own), "school {school}");
    });
    futures::future::join_all(told).await;
}
