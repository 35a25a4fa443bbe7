//! Floods, wrong guesses, and known devices.

use crate::browser::Browser;
use crate::test_server::{PASSWORD, TestServer, add, somebody};
use backend::attempts;
use domain::role::Role;
use std::time::Instant;

const OWNER: &str = "owner@hillside.example";

async fn sign_in(browser: &Browser, email: &str, password: &str) -> u16 {
    browser.post("/sign-in", &[("email", email), ("password", password), ("next", "")]).await.status
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_cookie_is_kept_for_a_year_and_outlives_signing_out() {
    let house = TestServer::at("https://rolecall.example.org", false).await;
    let owner = house.school("Hillside", OWNER).await;
    let answer = owner.post("/sign-in", &[("email", OWNER), ("password", PASSWORD), ("next", "")]).await;
    let set: Vec<_> = answer.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect();
    let device = set.iter().find(|cookie| cookie.starts_with("__Host-rolecall-device=")).unwrap();
    for attribute in ["Path=/", "HttpOnly", "SameSite=Lax", "Secure", "Max-Age=31536000"] {
        assert!(device.split("; ").any(|found| found == attribute), "{attribute}: {device}");
    }
    assert!(!device.contains("Domain"), "{device}");
    let kept = owner.kept("__Host-rolecall-device").unwrap();
    assert!(!kept.contains("owner"), "{kept}");
    owner.post("/sign-out", &[]).await;
    assert_eq!(owner.cookie(), None);
    assert_eq!(owner.kept("__Host-rolecall-device"), Some(kept));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_of_resets_from_a_school_stops_no_sign_in_from_it() {
    let house = TestServer::real().await;
    let school = house.browser().at_address("203.0.113.5");
    house.school("Hillside", OWNER).await;
    let mut refused = 0;
    for number in 0..150 {
        let answer = school.post("/forgotten-password", &[("email", &format!("pupil{number}@hillside.example"))]).await;
        refused += u32::from(answer.status == 429);
    }
    assert!(refused > 50, "{refused}");
    assert_eq!(sign_in(&school, OWNER, PASSWORD).await, 303, "a device that is not known, from the same network");
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_guesses_from_several_networks_keep_no_known_device_out() {
    let house = TestServer::real().await;
    let begun = Instant::now();
    let owner = house.school("Hillside", OWNER).await;
    owner.post("/sign-out", &[]).await;
    let mut statuses = Vec::new();
    for number in 0..70 {
        let stranger = house.browser().at_address(&format!("198.51.100.{number}"));
        statuses.push(sign_in(&stranger, OWNER, "not the password").await);
    }
    // 60 at once, the owner's own among them, and then 1 more every 10 seconds.
    let tried = statuses.iter().filter(|status| **status == 422).count();
    let more = usize::try_from(begun.elapsed().as_secs() / 10).unwrap();
    assert_eq!(statuses[..59], [422; 59]);
    assert!((59..=59 + more).contains(&tried), "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 429).count(), 70 - tried, "{statuses:?}");
    // Unknown devices, on networks that the account has not used, have no attempts left.
    assert_eq!(sign_in(&house.browser().at_address("198.51.100.200"), OWNER, PASSWORD).await, 429);
    assert_eq!(sign_in(&owner.at_address("198.51.100.201"), OWNER, PASSWORD).await, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_stays_known_when_its_holder_changes_the_password_with_it() {
    let house = TestServer::real().await;
    let owner = house.school("Hillside", OWNER).await;
    let before = owner.kept("rolecall-device");
    let form = serde_json::json!({ "current_password": PASSWORD, "password": "another quiet harbour at dusk" });
    let answer = owner.call("/api/account/password", &serde_json::json!({ "form": form })).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_ne!(owner.kept("rolecall-device"), before);
    for _ in 0..12 {
        sign_in(&house.browser(), OWNER, "not the password").await;
    }
    assert_eq!(sign_in(&house.browser(), OWNER, "another quiet harbour at dusk").await, 429);
    assert_eq!(sign_in(&owner, OWNER, "another quiet harbour at dusk").await, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_sees_attempts_and_refusals_on_the_audit_page() {
    let house = TestServer::real().await;
    let owner = house.school("Hillside", OWNER).await;
    let empty = owner.get("/audit").await;
    assert_eq!(empty.status, 200);
    assert!(empty.body.contains("Sign-in attempts") && empty.body.contains("No sign-in attempts to show"));

    add(&owner, &somebody("Ada", "ONeill", "ada@hillside.example", Role::FullEdit)).await;
    let link = house.post_round().await.iter().find_map(|mail| Some(mail.split_once("/link/")?.1.to_owned())).unwrap();
    let token: String = link.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    house.register(&format!("/link/{token}")).await;
    let ada = house.browser().at_address("203.0.113.77");
    assert_eq!(sign_in(&ada, "ada@hillside.example", "not the password").await, 422);
    assert_eq!(sign_in(&ada, "ada@hillside.example", PASSWORD).await, 303);
    // What Ada may open does not count as a refusal. What she may not open counts once, however many parts of the page
    // are refused.
    for page in ["/school", "/roles", "/permissions", "/account", "/help", "/pupils"] {
        assert_eq!(ada.get(page).await.status, 200, "{page}");
    }
    attempts::write(&house.backend).await.unwrap();
    assert_eq!(house.number("SELECT COUNT(*) FROM sign_in_attempts WHERE kind = 'refused'").await, 0);
    assert_eq!(ada.get("/users").await.status, 403);
    assert_eq!(ada.get("/audit").await.status, 403);
    let files = ada.get("/audit/export.csv").await;
    assert_eq!(files.status, 403);
    attempts::write(&house.backend).await.unwrap();
    let refused = house.number("SELECT SUM(times) FROM sign_in_attempts WHERE kind = 'refused'").await;
    assert_eq!(refused, 3);

    let shown = owner.get("/audit").await.body;
    for text in ["Sign-in failed: wrong password", "Ada ONeill", "203.0.113.77", "Refused: only the Account Owner"] {
        assert!(shown.contains(text), "{text}");
    }
    assert!(!ada.get("/audit").await.body.contains("203.0.113.77"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_gives_the_browser_another_session() {
    let house = TestServer::real().await;
    let owner = house.school("Hillside", OWNER).await;
    let before = owner.cookie();
    let form = serde_json::json!({ "current_password": PASSWORD, "password": "another quiet harbour at dusk" });
    let answer = owner.call("/api/account/password", &serde_json::json!({ "form": form })).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_ne!(owner.cookie(), before);
    assert_eq!(owner.get("/account").await.status, 200);
}
