//! Whatever somebody finds opens for them, and nobody finds what they may not list.

use crate::test_server::TestServer;
use app::routes::finding as address_of;
use domain::access::is_admin;
use domain::finding::Finding;
use domain::role::Role;
use serde_json::json;

/// Searches of every kind.
const SEARCHES: &[&str] = &[
    "",
    "em",
    "block em",
    "delete em",
    "emily → Minimal Edit",
    "emily → part",
    "reset em",
    "emily's history",
    "exceptions for em",
    "what if em",
    "em leaves",
    "sign out em",
    "password em",
    "children em",
    "who can see pupils",
    "Full Edit",
];

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_found_opens() {
    let house = TestServer::demo().await;
    for role in Role::ALL {
        let (browser, _) = house.signed_in_as(role).await;
        for search in SEARCHES {
            let answer = browser.call("/api/find", &json!({ "search": search })).await;
            assert_eq!(answer.status, 200, "{role} {search}: {}", answer.body);
            let found: Vec<Finding> = serde_json::from_value(answer.json()).unwrap();
            let names_people = found.iter().any(|finding| {
                matches!(finding, Finding::Person(_) | Finding::Act { .. } | Finding::HoldersOfRole { .. })
            });
            let is_about_people = !search.is_empty() && !search.starts_with("who");
            assert_eq!(names_people, is_admin(role) && is_about_people, "{role} {search}");
            for finding in found.iter().filter(|finding| finding.is_open()) {
                let address = address_of(finding);
                let page = address.split('#').next().unwrap();
                assert_eq!(browser.get(page).await.status, 200, "{role} {search}: {address}");
            }
        }
    }
}
