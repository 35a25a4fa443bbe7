//! Minimal Read-only never learns who a pupil is. The test puts markers into a school's pupils, calls everything there
//! is as that role, including every page, the stream of changes and every error, and finds no marker in the answers. It
//! walks what [`walk`](crate::walk) walks, so that additions there are covered here too.

use crate::browser::{Answer, Browser};
use crate::routes::routes;
use crate::test_server::{TestServer, add, somebody};
use crate::walk::{ask, calls};
use axum::body::Body;
use axum::http::Method;
use domain::role::Role;
use futures::StreamExt as _;
use serde_json::{Value, json};
use std::time::Duration;

/// The marker in every text of a pupil, in any case; nothing else in the application contains it.
const MARK: &str = "zqxpupil";
/// The date of birth of every pupil, as stored and as shown.
const BORN: [&str; 2] = ["1987-02-03", "3 february 1987"];
/// The day of every observation, as stored and as shown.
const OBSERVED: [&str; 2] = ["2025-12-03", "3 december 2025"];
/// Part of every forename, without the whole marker: the answer repeats what was searched for.
const PART: &str = "pupilforename";

/// Everything that identifies a pupil.
struct Marks {
    ids: Vec<String>,
}

impl Marks {
    /// Marks every text of the demonstration's pupils and their audit entries, and gives `member` some key and other
    /// pupils.
    async fn set(house: &TestServer, member: &str) -> Self {
        house
            .sql(&format!(
                "UPDATE pupils SET forename = 'ZqxPupilForename' || rowid, surname = 'ZqxPupilSurname' || rowid, upn = 'ZQXPUPILUPN' || rowid,
                     class_name = 'ZqxPupilClass' || year_order, class_key = 'zqxpupilclass' || year_order, born_on = '{}',
                     name_key = 'zqxpupilsurname' || rowid, search_key = 'zqxpupilforename' || rowid || char(10) || 'zqxpupilsurname' || rowid;
                 INSERT OR REPLACE INTO pupil_workers (school_id, pupil_id, member_id, kind, since)
                     SELECT school_id, id, '{member}', CASE WHEN rowid % 2 = 0 THEN 'key' ELSE 'worker' END, 0 FROM pupils WHERE rowid % 9 = 0
                     AND id NOT IN (SELECT pupil_id FROM pupil_workers WHERE kind = 'key');
                 UPDATE pupils SET home_email = 'zqxpupil' || rowid || '@homes.example';
                 UPDATE observations SET body = 'ZqxPupil was seen', observed_on = '{}';
                 INSERT INTO observation_photos (id, school_id, observation_id, picture, created_at)
                     SELECT id, school_id, id, CAST('zqxpupil' AS BLOB), 0 FROM observations;
                 UPDATE audit_log SET new_value = '{{\"key\":[\"ZqxPupilForename1\"]}}' WHERE action = 'assign pupils'",
                BORN[0], OBSERVED[0]
            ))
            .await;
        let ids = "SELECT id FROM pupils UNION ALL SELECT id FROM observations";
        let ids = sqlx::query_scalar(ids).fetch_all(&mut house.connection().await).await.unwrap();
        assert!(house.number(&format!("SELECT COUNT(*) FROM pupil_workers WHERE member_id = '{member}'")).await > 5);
        Self { ids }
    }

    /// The first marker in an answer's body and headers.
    fn found(&self, answer: &Answer) -> Option<String> {
        let headers: String = answer.headers.iter().map(|(name, value)| format!("{name}: {value:?}\n")).collect();
        self.found_in(&format!("{headers}\n{}", answer.body))
    }

    fn found_in(&self, text: &str) -> Option<String> {
        let text = text.to_lowercase();
        // Ids have hyphens in JSON, and none in addresses.
        let plain = text.replace('-', "");
        [MARK, BORN[0], BORN[1], OBSERVED[0], OBSERVED[1]]
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

/// An observation, whose photo has the same id.
async fn observation(house: &TestServer) -> String {
    house.texts("SELECT MIN(id) FROM observations").await.remove(0)
}

/// The samples of the walk, variants that could reveal more, and nonsense.
fn questions(member: &str, own: &str, observation: &str) -> Vec<(String, Value)> {
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
    for listing in [
        json!({ "search": PART }),
        json!({ "mine": true }),
        json!({ "page": 2 }),
        json!({ "page": 9999 }),
        json!({ "child": observation }),
    ] {
        asked.push(("/api/observations/list".to_owned(), json!({ "listing": listing })));
    }
    // What would be refused for its arguments is refused for the role.
    for (path, arguments) in [
        ("find", json!({ "observation": observation })),
        ("children", json!({ "listing": { "class": "pupilclass2" }, "ticked": [] })),
        ("delete", json!({ "observation": observation })),
        ("share", json!({ "observation": observation, "version": 1 })),
        ("photos/remove", json!({ "observation": observation, "photo": observation })),
        ("change", json!({ "observation": observation, "form": { "text": "x", "version": 0 } })),
        ("draft", json!({ "observation": observation })),
    ] {
        asked.push((format!("/api/observations/{path}"), arguments));
    }
    asked
}

/// Every page, in every form that links and forms request.
async fn pages(house: &TestServer, role: Role, member: &str, own: &str) -> Vec<(String, Answer)> {
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
        "/observations?page=2",
        "/observations?mine=1&search=pupilforename",
    ] {
        met.push((path.to_owned(), house.signed_in_as(role).await.0.get(path).await));
    }
    let observation = observation(house).await;
    for path in ["", "/edit", "/photos/{id}", "?done=recorded"] {
        let path = format!("/observations/{observation}{}", path.replace("{id}", &observation));
        let answer = house.signed_in_as(role).await.0.get(&path).await;
        // The address itself is repeated.
        met.push(("an observation".to_owned(), Answer { body: answer.body.replace(&observation, ""), ..answer }));
    }
    met
}

/// The stream's beginning, and the message about a change.
async fn stream(house: &TestServer, browser: &Browser) -> String {
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

/// Every answer to `role` that contains a marker, and the number of answers.
async fn marked(role: Role) -> (Vec<String>, usize) {
    let house = TestServer::demo().await;
    let (admin, _) = house.signed_in_as(Role::AccountAdmin).await;
    let member = add(&admin, &somebody("Walk", "Through", "walk@hillside.example", Role::FullEdit)).await;
    let (_, own) = house.signed_in_as(role).await;
    let marks = Marks::set(&house, &own).await;
    let mut told = Vec::new();
    let mut answers = 0;
    // Each with a new session, because some of the calls sign people out.
    for (path, arguments) in questions(&member, &own, &observation(&house).await) {
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
    for path in [
        "/api/pupils/list",
        "/api/pupils/mine",
        "/pupils",
        "/school",
        "/api/observations/list",
        "/api/observations/find",
        "/api/observations/children",
        "/observations",
        "an observation",
    ] {
        assert!(told.iter().any(|line| line.starts_with(path)), "{path} {told:#?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_picker_shows_admins_every_mark() {
    let (told, _) = marked(Role::AccountAdmin).await;
    assert!(told.iter().any(|line| line.starts_with("/api/pupils/pick")), "{told:#?}");
    assert!(told.iter().any(|line| line.contains("/pupils?kind=key")), "{told:#?}");
}
