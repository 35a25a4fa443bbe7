//! Attributes through forms alone, as without scripts.

use crate::browser::Browser;
use crate::test_server::{TestServer, add, somebody};
use domain::role::Role;

async fn admin(house: &TestServer) -> (Browser, String) {
    let (browser, _) = house.signed_in_as(Role::AccountAdmin).await;
    let member = add(&browser, &somebody("Nell", "Known", "nell@hillside.example", Role::FullEdit)).await;
    (browser, member)
}

/// The id of the demonstration's attribute with this name.
async fn attribute(house: &TestServer, name: &str) -> String {
    let sql = format!("SELECT id FROM attributes WHERE name = '{name}'");
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&mut house.connection().await).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_known_of_somebody_changes_with_the_rest_of_them() {
    let house = TestServer::demo().await;
    let (browser, member) = admin(&house).await;
    let page = format!("/users/{member}");
    let (aider, dbs) = (attribute(&house, "First-aider").await, attribute(&house, "DBS date").await);
    let (aider_field, dbs_field) = (format!("attribute_{aider}"), format!("attribute_{dbs}"));
    let known = format!("SELECT COUNT(*) FROM member_attributes WHERE member_id = '{member}'");
    let rest = [
        ("first_name", "Nell"),
        ("last_name", "Known"),
        ("email", "nell@hillside.example"),
        ("role", Role::FullEdit.code()),
        ("status", "yes"),
        ("active", "yes"),
    ];
    let post = async |step: &str, answers: &[(&str, &str)]| {
        browser.post(&page, &[&rest[..], answers, &[("step", step)]].concat()).await
    };

    let wrong = post("save", &[(&aider_field, "yes"), (&dbs_field, "31/02/2026")]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("DBS date must be a real date") && wrong.body.contains("31/02/2026"), "kept and said");
    assert!(wrong.body.contains("Error: "));

    let right: [(&str, &str); 2] = [(&aider_field, "yes"), (&dbs_field, "14/11/2026")];
    let review = post("save", &right).await;
    assert_eq!(review.status, 200);
    assert!(review.body.contains("14 November 2026") && review.body.contains("Confirm"));
    assert_eq!(house.number(&known).await, 0, "nothing is changed yet");
    // The summary carries the answers on to the next step.
    assert!([&aider_field, &dbs_field].iter().all(|field| review.body.contains(&format!("name=\"{field}\""))));

    let back = post("back", &right).await;
    assert!(back.body.contains("14/11/2026") && !back.body.contains("What will change"));
    let confirmed = post("confirm", &right).await;
    assert_eq!((confirmed.status, confirmed.location()), (303, format!("{page}?saved=1").as_str()));
    assert_eq!(house.number(&known).await, 2);
    assert!(post("save", &right).await.body.contains("Nothing is different from what is saved"));
    // A form without attributes, or without their checkboxes, removes no values.
    let few: Vec<_> = rest.iter().filter(|(name, _)| *name != "status").copied().collect();
    let without = browser.post(&page, &[&few[..], &[("step", "confirm")]].concat()).await;
    assert_eq!((without.status, house.number(&known).await), (303, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_settings_add_change_move_and_retire() {
    let house = TestServer::demo().await;
    let (browser, _) = admin(&house).await;
    let page = "/settings/attributes";
    let wrong = browser.post(page, &[("name", "Key stage"), ("kind", "choice"), ("options", "A\na")]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("is there twice"));
    let twin = browser.post(page, &[("name", "KEY STAGE"), ("kind", "text")]).await;
    assert!(twin.status == 422 && twin.body.contains("already has an attribute with this name"));
    let added = browser.post(page, &[("name", "Phase"), ("kind", "choice"), ("options", "One\r\nTwo")]).await;
    let phase = attribute(&house, "Phase").await;
    assert_eq!((added.status, added.location()), (303, format!("{page}?done=added&about={phase}").as_str()));
    let said = browser.get(added.location()).await.body;
    assert!(said.contains("“Phase” is added"), "{said}");
    let moved = browser.post(page, &[("up", &phase)]).await;
    assert_eq!((moved.status, moved.location()), (303, format!("{page}?moved={phase}&way=up").as_str()));
    let changed = browser.post(&format!("{page}/{phase}"), &[("name", "Part"), ("kind", "date")]).await;
    assert_eq!(changed.status, 303, "{}", changed.body);
    assert_eq!(browser.post(page, &[("retire", &phase)]).await.status, 303);
    assert_eq!(browser.get(&format!("{page}/{phase}")).await.status, 404);
    assert!(browser.get(page).await.body.contains("Bring back"));
    assert_eq!(browser.post(page, &[("bring_back", &phase)]).await.status, 303);
    assert_eq!(browser.post(page, &[("retire", "nonsense")]).await.status, 404);
    // The kind of an attribute with values cannot change.
    let aider = attribute(&house, "First-aider").await;
    let kind = browser.post(&format!("{page}/{aider}"), &[("name", "First-aider"), ("kind", "text")]).await;
    assert_eq!(kind.status, 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_school_with_none_begins_with_one_press() {
    let house = TestServer::real().await;
    let browser = house.school("Hillside Primary School", "owner@hillside.example").await;
    assert!(browser.get("/settings/attributes").await.body.contains("No attributes yet"));
    assert_eq!(browser.post("/settings/attributes", &[("suggested", "1")]).await.status, 303);
    let page = browser.get("/settings/attributes").await.body;
    assert!(["First-aider", "Safeguarding lead", "DBS date"].iter().all(|name| page.contains(name)));
    assert!(browser.get("/users").await.body.contains("First-aider: yes"), "and the list can be filtered by them");
}
