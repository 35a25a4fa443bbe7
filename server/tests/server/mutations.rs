//! Corrupted input: every answer is one that the server meant to give.

use crate::browser::{Answer, Browser};
use crate::mutation::hold;
use crate::test_server::TestServer;
use crate::walk::calls;
use crate::workbook::{workbook, zipped};
use axum::body::Body;
use axum::http::{HeaderValue, Method, Request};
use domain::role::Role;
use std::fmt::Write as _;
use std::time::Duration;
use tokio::runtime::Handle;

const TIME: Duration = Duration::from_secs(2);

const STRINGS: &str =
    "<si><t>Forename</t></si><si><t>Surname</t></si><si><r><t>Zo</t></r><r><t>ë</t></r></si><si><t>Ng</t></si>";
const ROWS: &str = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"inlineStr\"><is><t>Start</t></is></c></row>\
<row r=\"2\"><c r=\"A2\" t=\"s\"><v>2</v></c><c r=\"B2\" t=\"s\"><v>3</v></c><c r=\"C2\"><v>45000.5</v></c></row>";

/// Runs a request inside a synchronous check.
fn now<T>(answer: impl Future<Output = T>) -> T {
    tokio::task::block_in_place(|| Handle::current().block_on(answer))
}

fn meant(answer: &Answer) {
    assert!(answer.status < 500, "{}: {}", answer.status, answer.body);
}

/// Uploads mutated files and expects each to be accepted, or refused with a sentence.
fn uploaded(owner: &Browser, corpus: Vec<Vec<u8>>, whole: impl Fn(usize, &[u8]) -> Vec<u8>) {
    hold(TIME, corpus, |which, part| {
        let answer = now(owner.upload("/users/import", "staff.xlsx", &whole(which, part)));
        assert!(matches!(answer.status, 303 | 422), "{}: {}", answer.status, answer.body);
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_of_staff() {
    let house = TestServer::demo().await;
    let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
    let book = workbook(ROWS, "uniqueCount=\"4\"", STRINGS);
    let roster = zipped(&[
        ("users.csv", b"sourcedId,givenName,familyName\nu1,Amy,Webb"),
        ("roles.csv", b"userSourcedId,role,roleType\nu1,teacher,primary"),
    ]);
    uploaded(&owner, vec![book, roster, b"Forename,Surname\nAmy,Webb".to_vec()], |_, file| file.to_vec());
    // A zip detects a changed byte by its checksum, so the content is changed first and zipped afterwards.
    uploaded(&owner, vec![ROWS.into(), STRINGS.into(), b"uniqueCount=\"4\"".to_vec()], |which, part| {
        let part = String::from_utf8_lossy(part);
        match which {
            0 => workbook(&part, "uniqueCount=\"4\"", STRINGS),
            1 => workbook(ROWS, "uniqueCount=\"4\"", &part),
            _ => workbook(ROWS, &part, STRINGS),
        }
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn form_bodies() {
    let house = TestServer::demo().await;
    let (owner, member) = house.signed_in_as(Role::AccountOwner).await;
    let (_, other) = house.signed_in_as(Role::FullEdit).await;
    let person = format!("/users/{other}");
    let forms: Vec<(String, String)> = [
        ("/sign-in", "email=nobody%40hillside.example&password=wrong&next=%2Fusers"),
        ("/forgotten-password", "email=nobody%40hillside.example"),
        (
            "/users/new",
            "first_name=Zo%C3%AB&last_name=Ng&email=zoe%40hillside.example&role=full-edit&title=Ms&invite=later",
        ),
        (&person, "first_name=Amy&last_name=Webb&job_title=Cook&base.job_title=&then=review&role=full-edit"),
        ("/users/bulk", &format!("people={other}+{member}&member={other}&act=block&role=full-edit")),
        ("/settings", "name=Hillside&portal=true&mis_fed=true&ends_idle_after=60"),
        ("/settings/attributes", "name=Shoe+size&kind=choice&options=1%0D%0A2%0D%0A3"),
        ("/roles/manage/full-edit", "then=review&cell=sonar-tracker%2Fgroups%2Fcreate-groups&set=deny&name=Cooks"),
        (
            &format!("{person}/exceptions"),
            "feature=sonar-tracker%2Fpupils%2Fview-pupils&effect=deny&starts_on=2026-12-01&ends_on=2199-12-31&reason=x",
        ),
        ("/account", "known_as=Sam&pronouns=they%2Fthem&password=x&new_password=y&email=sam%40hillside.example"),
    ]
    .into_iter()
    .map(|(path, body)| (path.to_owned(), body.to_owned()))
    .collect();
    hold(TIME, forms.iter().map(|(_, body)| body.clone().into_bytes()).collect(), |which, body| {
        let request = owner.form(&forms[which].0).body(Body::from(body.to_vec())).unwrap();
        meant(&now(owner.send(request)));
    });
    let calls = calls(&other);
    let calls: Vec<_> =
        calls.into_iter().filter(|(path, ..)| !path.contains("sign-out") && !path.contains("sessions/end")).collect();
    hold(TIME, calls.iter().map(|(.., body)| body.to_string().into_bytes()).collect(), |which, body| {
        let request = owner
            .request(Method::POST, calls[which].0)
            .header("content-type", "application/json")
            .body(Body::from(body.to_vec()))
            .unwrap();
        let answer = now(owner.send(request));
        // The demonstration sends no mail, but it can do everything else.
        meant(&answer);
    });
}

/// A query that carries these bytes, whatever they are.
fn query(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        match byte {
            b'!' | b'$'..=b';' | b'=' | b'?'..=b'Z' | b'_' | b'a'..=b'z' => text.push(char::from(*byte)),
            byte => write!(text, "%{byte:02X}").unwrap(),
        }
        text
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn query_strings_and_addresses() {
    let house = TestServer::demo().await;
    let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
    let (_, other) = house.signed_in_as(Role::FullEdit).await;
    let addresses = [
        "/users?search=Zo%C3%AB&role=full-edit&status=active&sort=last-sign-in&order=descending&page=2&open=1",
        "/users/export.csv?what=roles&search=webb&role=full-edit",
        "/users/invite?product=portal&role=partial-edit&page=1",
        "/audit?person=Amy&action=block&from=2026-01-01&to=2026-12-31&page=3",
        "/audit/export.csv?from=2026-01-01",
        "/pupils?search=a&year=3&page=1&sort=name",
        "/roles?product=sonar-tracker&roles=full-edit+partial-edit&only=differences&search=view",
        "/roles/who?feature=sonar-tracker%2Fgroups%2Fcreate-groups&page=1",
        "/users/import?show=new&page=2&again=1",
        "/sign-in?next=%2Fusers%3Fpage%3D2",
        &format!("/users/{other}?then=review&page=1"),
        &format!("/photos/{other}/96"),
        &format!("/users/{other}/do/block?step=2"),
    ]
    .map(|address| address.as_bytes()[1..].to_vec());
    hold(2 * TIME, addresses.to_vec(), |_, address| {
        let address = format!("/{}", query(address));
        meant(&now(owner.get(&address)));
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn event_ids() {
    let house = TestServer::demo().await;
    let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
    hold(TIME / 2, vec![b"17".to_vec(), b"9223372036854775807".to_vec(), b"-1".to_vec()], |_, id| {
        let asked = |path: &str, header: Option<HeaderValue>| -> Request<Body> {
            let mut request = owner.request(Method::GET, path).body(Body::empty()).unwrap();
            if let Some(header) = header {
                request.headers_mut().insert("last-event-id", header);
            }
            request
        };
        let answer = now(owner.begin(asked("/events", HeaderValue::from_bytes(id).ok())));
        assert_eq!(answer.status(), 200);
        let answer = now(owner.begin(asked(&format!("/events?since={}", query(id)), None)));
        assert!(answer.status().as_u16() < 500, "{}", answer.status());
    });
}
