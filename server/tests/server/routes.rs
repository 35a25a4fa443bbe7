//! The application's table of routes as the walks call it, and the test that there are no routes outside the table.

use crate::test_server::TestServer;
use crate::walk::CallerKind;
use app::routes::{self as addresses, Answer, Route, SIGN_OUT, TABLE};
use domain::attribute::MoveDirection;
use domain::catalogue::Catalogue;
use domain::id::{AttributeId, MemberId};
use domain::listing::UserListing;
use domain::pupil::WorkerKind;
use domain::role::Role;
use uuid::Uuid;

/// What is asked for besides the bare path: the method, the path of the table, and the query.
const WITH_A_QUERY: &[(&str, &str, &str)] = &[
    ("GET", "/users/{member}/pupils", "kind=key"),
    ("POST", "/users/{member}/pupils", "kind=key"),
    ("GET", "/session", "member={member}"),
    ("GET", "/roles", "role=full-edit&role=partial-edit&open=juniper-mis"),
    ("GET", "/roles/present", "role=full-edit"),
    ("GET", "/roles/present", "role=full-edit&page=1&view=notes"),
    ("GET", "/roles/present", "view=names"),
    ("GET", "/roles/present", "view=marks"),
    ("GET", "/roles/export.xlsx", "role=full-edit&role=partial-edit"),
    ("GET", "/users/export.xlsx", "what=permissions"),
    ("GET", "/find", "search=block%20em"),
    ("GET", "/roles/who", "feature=portal/invites/invite-staff-as-users"),
    ("GET", "/roles/who", "find=sen&feature=portal/invites/invite-staff-as-users&person=a"),
    ("GET", "/roles/closest", "need=sonar-tracker/pupils/view-pupils"),
];

/// A sample for each part of a path that varies. Where a sample names nothing, a caller who gets through is told so.
pub fn samples(name: &str) -> &str {
    match name {
        "{act}" => "delete",
        "{role}" => "minimal-edit",
        "{size}" => "96",
        "{token}" => "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "{mail}" => "0",
        "{pupil}" | "{import}" | "{bulk}" | "{attribute}" | "{photo}" | "{observation}" => "{member}",
        part => part,
    }
}

/// Every route of the table with its method and address: files and pages, then forms, and last the route that ends the
/// session. Pages of the school redirect callers who are not signed in to the sign-in page.
pub fn routes() -> Vec<(&'static str, String, CallerKind)> {
    let mut walked = Vec::new();
    for route in Route::all(true).filter(|route| !matches!(route.answer, Answer::Moved(_))) {
        let path = route.path.split('/').map(samples).collect::<Vec<_>>().join("/");
        for method in route.methods().iter().map(|method| method.name()) {
            let with_query = WITH_A_QUERY.iter().filter(|(asked, of, _)| *asked == method && *of == route.path);
            let only_with_query =
                route.path == "/session" || (method, route.path) == ("POST", "/users/{member}/pupils");
            let bare = (!only_with_query).then(|| path.clone());
            walked.extend(bare.map(|path| (method, path, route.who.into())));
            walked.extend(with_query.map(|(.., query)| (method, format!("{path}?{query}"), route.who.into())));
        }
    }
    walked.sort_by_key(|(method, path, _)| (*method == "POST", *path == SIGN_OUT));
    walked
}

#[test]
fn every_query_is_of_a_route_there_is() {
    for (method, path, _) in WITH_A_QUERY {
        let asked = |route: &Route| route.path == *path && route.methods().iter().any(|asked| asked.name() == *method);
        assert!(TABLE.iter().any(asked), "{method} {path}");
    }
}

/// An address outside the table would be walked by nobody.
#[test]
fn nothing_is_routed_but_by_the_table() {
    let sources = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut routing = Vec::new();
    let mut folders = vec![sources.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = std::fs::read_to_string(&path).unwrap();
                let ways = [".route(", ".route_service(", ".nest(", ".nest_service(", ".leptos_routes"];
                let count: usize = ways.iter().map(|way| text.matches(way).count()).sum();
                if count > 0 {
                    routing.push((path.strip_prefix(&sources).unwrap().to_string_lossy().replace('\\', "/"), count));
                }
            }
        }
    }
    routing.sort();
    // The application's own pages are made of the table too.
    assert_eq!(routing, [("router.rs".to_owned(), 1), ("routes.rs".to_owned(), 1)]);
    let app = std::fs::read_to_string(sources.join("../../app/src/lib.rs")).unwrap();
    assert!(app.contains("<routes::Pages/>") && !app.contains("<Route "), "{app}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_moved_leads_on() {
    let house = TestServer::demo().await;
    let browser = house.browser();
    for (before, now) in [
        ("/roles/adapt", "/roles/manage"),
        ("/roles/adapt/full-edit?find=groups", "/roles/manage/full-edit?find=groups"),
    ] {
        let answer = browser.get(before).await;
        assert_eq!((answer.status, answer.location()), (308, now));
        let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
        assert_eq!(owner.post(before, &[("name", "x")]).await.status, 308);
    }
}

/// Pages read these addresses: one that changes is no longer understood.
#[test]
fn addresses_that_say_what_was_done_are_as_pages_read_them() {
    let member = MemberId::new(Uuid::from_u128(1));
    let attribute = AttributeId::new(Uuid::from_u128(2));
    let feature = Catalogue::published().features().next().unwrap();
    let (page, code) = (addresses::pupils_of(member), feature.code());
    for (address, expected) in [
        (addresses::pupils_saved(member, WorkerKind::Key), format!("{page}?saved={}", WorkerKind::Key.code())),
        (addresses::handing_over(member, member), format!("/users/{member}/leaving?to={member}#hand-on")),
        (
            addresses::attribute_moved(attribute, MoveDirection::Up),
            format!("/settings/attributes?moved={attribute}&way=up"),
        ),
        (addresses::cells_to_confirm(None), "/settings".to_owned()),
        (addresses::cells_to_confirm(Some(feature)), format!("/settings?feature={code}")),
        (addresses::cells_confirmed(Some(feature)), format!("/settings?feature={code}&confirmed=1#{code}")),
        (addresses::users_invited(&UserListing::default(), "invited", member), format!("/users?invited={member}")),
    ] {
        assert_eq!(address, expected);
    }
}
