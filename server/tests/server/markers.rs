//! Minimal Read-only never meets who a pupil is. A school's pupils are filled with marks, and everything there is to call,
//! every page, the stream of changes and every error is asked for as that role: no mark comes back. It walks what
//! [`walk`](crate::walk) walks, so whatever is added there is walked here as well.

use crate::browser::{Answer, Browser};
use crate::house::{House, add, somebody};
use crate::routes::routes;
use crate::walk::{ask, calls};
use axum::body::Body;
use axum::http::Method;
use domain::role::Role;
use futures::StreamExt as _;
use serde_json::{Value, json};
use std::time::Duration;

/// What stands in every text of a pupil, whatever its case; nothing else of the application has it.
const MARK: &str = "zqxpupil";
/// The date of birth of all of them, as it is stored and as it is said.
const BORN: [&str; 2] = ["1987-02-03", "3 february 1987"];
/// Part of every forename, without the whole mark: what is searched for stands in the answer.
const PART: &str = "pupilforename";

/// What tells who a pupil is.
struct Marks {
    ids: Vec<String>,
}

impl Marks {
    /// Marks every text of the demonstration's pupils and what the audit log says of them, and gives `member` some as key and other children.
    async fn set(house: &House, member: &str) -> Self {
        house
            .sql(&format!(
                "UPDATE pupils SET forename = 'ZqxPupilForename' || rowid, surname = 'ZqxPupilSurname' || rowid, upn = 'ZQXPUPILUPN' || rowid,
                     class_name = 'ZqxPupilClass' || year_order, class_key = 'zqxpupilclass' || year_order, born_on = '{}',
                     name_key = 'zqxpupilsurname' || rowid, search_key = 'zqxpupilforename' || rowid || char(10) || 'zqxpupilsurname' || rowid;
                 INSERT OR REPLACE INTO pupil_workers (school_id, pupil_id, member_id, kind, since)
                     SELECT school_id, id, '{member}', CASE WHEN rowid % 2 = 0 THEN 'key' ELSE 'worker' END, 0 FROM pupils WHERE rowid % 9 = 0
                     AND id NOT IN (SELECT pupil_id FROM pupil_workers WHERE kind = 'key');
                 UPDATE audit_log SET new_value = '{{\"key\":[\"ZqxPupilForename1\"]}}' WHERE action = 'assign pupils'",
                BORN[0]
            ))
            .await;
        let ids = sqlx::query_scalar("SELECT id FROM pupils").fetch_all(&mut house.connection().await).await.unwrap();
        assert!(house.number(&format!("SELECT COUNT(*) FROM pupil_workers WHERE member_id = '{member}'")).await > 5);
        Self { ids }
    }

    /// The first mark in what came back: its body and its headers.
    fn found(&self, answer: &Answer) -> Option<String> {
        let headers: String = answer.headers.iter().map(|(name, value)| format!("{name}: {value:?}\n")).collect();
        self.found_in(&format!("{headers}\n{}", answer.body))
    }

    fn found_in(&self, text: &str) -> Option<String> {
        let text = text.to_lowercase();
        // Ids are written with hyphens on the wire, and without in addresses.
        let plain = text.replace('-', "");
        [MARK, BORN[0], BORN[1]]
            .into_iter()
            .filter(|mark| text.contains(mark))
            .chain(self.ids.iter().map(String::as_str).filter(|id| plain.contains(*id)))
            .map(|mark| excerpt(&text, mark))
            .next()
    }
}

fn excerpt(text: &str, mark: &str) -> String {
    let at = text.find(mark).unwrap_or_default();
    text.chars().skip(text[..at].chars().count().saturating_sub(40)).take(100).collect()
}

/// The samples of the walk, the same with what could make them tell more, and nonsense.
fn questions(member: &str, own: &str) -> Vec<(String, Value)> {
    let mut asked: Vec<(String, Value)> = Vec::new();
    for about in [member, own] {
        for (path, _, arguments) in calls(about) {
            asked.push((path.to_owned(), arguments));
            asked.push((path.to_owned(), json!({ "nonsense": [PART] })));
        }
    }
    for listing in [
        json!({ "search": PART }),
        json!({ "search": "pupilclass" }),
        json!({ "class": "pupilclass2" }),
        json!({ "years": "R" }),
        json!({ "years": { "first": "N1", "last": "N1" } }),
        json!({ "page": 2 }),
        json!({ "page": 9999 }),
    ] {
        asked.push(("/api/pupils/list".to_owned(), json!({ "listing": listing })));
    }
    asked
}

/// Every page, also as links and forms ask for it.
async fn pages(house: &House, role: Role, member: &str, own: &str) -> Vec<(String, Answer)> {
    let mut met = Vec::new();
    for (method, path, _) in routes() {
        if path == "/events" {
            continue;
        }
        for about in [member, own] {
            met.push(ask(&house.signed_in_as(role).await.0, method, &path, about).await);
            let asking = format!("{path}{}search={PART}", if path.contains('?') { '&' } else { '?' });
            met.push(ask(&house.signed_in_as(role).await.0, method, &asking, about).await);
        }
    }
    for path in [
        "/pupils?page=2",
        "/pupils?class=pupilclass2",
        "/pupils?year=N1",
        "/pupils?year=R",
        "/no-such-page",
        "/pupils/1",
        "/school?x=1",
    ] {
        met.push((path.to_owned(), house.signed_in_as(role).await.0.get(path).await));
    }
    met
}

/// The stream's beginning, and what comes when something changes.
async fn stream(house: &House, browser: &Browser) -> String {
    let response = browser.begin(browser.request(Method::GET, "/events").body(Body::empty()).unwrap()).await;
    let mut text = format!("{:?}", response.headers());
    let mut body = response.into_body().into_data_stream();
    let (admin, _) = house.signed_in_as(Role::AccountAdmin).await;
    add(&admin, &somebody("Stream", "Walker", "stream.walker@hillside.example", Role::FullEdit)).await;
    for _ in 0..2 {
        let piece = tokio::time::timeout(Duration::from_secs(10), body.next()).await.expect("a change in ten seconds");
        text.push_str(&String::from_utf8_lossy(&piece.unwrap().unwrap()));
    }
    text
}

/// Everything `role` is told that has a mark in it, and how many answers there were.
async fn marked(role: Role) -> (Vec<String>, usize) {
    let house = House::demo().await;
    let (admin, _) = house.signed_in_as(Role::AccountAdmin).await;
    let member = add(&admin, &somebody("Walk", "Through", "walk@hillside.example", Role::FullEdit)).await;
    let (_, own) = house.signed_in_as(role).await;
    let marks = Marks::set(&house, &own).await;
    let mut told = Vec::new();
    let mut answers = 0;
    // Each time as somebody who has just signed in: some of it signs people out.
    for (path, arguments) in questions(&member, &own) {
        let answer = house.signed_in_as(role).await.0.call(&path, &arguments).await;
        answers += 1;
        told.extend(marks.found(&answer).map(|mark| format!("{path} {arguments}: {mark}")));
    }
    for (path, answer) in pages(&house, role, &member, &own).await {
        answers += 1;
        told.extend(marks.found(&answer).map(|mark| format!("{path}: {mark}")));
    }
    let stream = stream(&house, &house.signed_in_as(role).await.0).await;
    told.extend(marks.found_in(&stream).map(|mark| format!("/events: {mark}")));
    (told, answers)
}

#[tokio::test(flavor = "multi_thread")]
async fn minimal_read_only_meets_no_pupil() {
    let (told, answers) = marked(Role::MinimalReadOnly).await;
    assert!(told.is_empty(), "{told:#?}");
    assert!(answers > 80);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_marks_are_there_to_be_found() {
    let (told, _) = marked(Role::FullReadOnly).await;
    for path in ["/api/pupils/list", "/api/pupils/mine", "/pupils", "/school"] {
        assert!(told.iter().any(|line| line.starts_with(path)), "{path} {told:#?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_picker_shows_admins_every_mark() {
    let (told, _) = marked(Role::AccountAdmin).await;
    assert!(told.iter().any(|line| line.starts_with("/api/pupils/pick")), "{told:#?}");
    assert!(told.iter().any(|line| line.contains("/pupils?kind=key")), "{told:#?}");
}
