//! Links from mails, in a browser without scripts.

use crate::browser::Browser;
use crate::smtp::link_in;
use crate::test_server::{PASSWORD, TestServer, add, set_access, somebody};
use domain::role::Role;
use domain::user::Access;

/// The link in the one waiting mail for `school`'s newcomer.
async fn mailed(house: &TestServer, address: &str) -> String {
    let mails = house.post_round().await;
    link_in(mails.iter().find(|mail| mail.contains(address) && mail.contains("/link/")).expect("a mail"))
}

async fn signed_in(house: &TestServer, email: &str) -> Browser {
    let browser = house.browser();
    let answer = browser.post("/sign-in", &[("email", email), ("password", PASSWORD), ("next", "")]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    browser
}

#[tokio::test(flavor = "multi_thread")]
async fn joining_asks_for_the_account_and_says_who_is_signed_in() {
    let house = TestServer::real().await;
    let ours = house.school("Anthill School", "owner@anthill.example").await;
    let theirs = house.school("Zebedee College", "both@elsewhere.example").await;
    add(&ours, &somebody("Bea", "Both", "both@elsewhere.example", Role::AccountAdmin)).await;
    let link = mailed(&house, "both@elsewhere.example").await;

    let stranger = house.browser();
    let page = stranger.get(&link).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("type=\"password\"") && page.body.contains("both@elsewhere.example"), "{}", page.body);
    assert!(!page.body.contains("is signed in here"));
    for (password, says) in [("", "Enter your password"), ("Not-the-one-9", "This is not your password")] {
        let refused = stranger.post(&link, &[("password", password)]).await;
        assert_eq!(refused.status, 422, "{}", refused.body);
        assert!(refused.body.contains(says), "{}", refused.body);
        assert!(password.is_empty() || !refused.body.contains(password), "it is not sent back");
    }
    let other = ours.get(&link).await;
    assert!(other.body.contains("is signed in here. This link is for both@elsewhere.example only."), "{}", other.body);
    assert!(other.body.contains("type=\"password\""));
    assert_eq!(ours.post(&link, &[]).await.status, 422);

    // For a person signed in to the account, the button is enough.
    let own = theirs.get(&link).await;
    assert!(
        own.body.contains("You are signed in to your account") && !own.body.contains("type=\"password\""),
        "{}",
        own.body
    );
    let joined = theirs.post(&link, &[]).await;
    assert_eq!(joined.status, 200, "{}", joined.body);
    assert!(
        joined.body.contains("You have joined Anthill School") && joined.body.contains("href=\"/schools\""),
        "{}",
        joined.body
    );
    assert_eq!(theirs.get(&link).await.status, 410);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_for_somebody_new_says_who_is_signed_in_and_sets_their_password_only() {
    let house = TestServer::real().await;
    let owner = house.school("Anthill School", "owner@anthill.example").await;
    add(&owner, &somebody("Bea", "Both", "bea@anthill.example", Role::FullEdit)).await;
    let link = mailed(&house, "bea@anthill.example").await;
    let page = owner.get(&link).await;
    assert!(
        page.body.contains("is signed in here. This sets the password of bea@anthill.example only."),
        "{}",
        page.body
    );
    assert_eq!(owner.post(&link, &[("password", PASSWORD)]).await.status, 200);
    assert_eq!(owner.get("/users").await.status, 200, "the owner is signed in as before");
    signed_in(&house, "bea@anthill.example").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_link_says_why_and_sending_twice_sends_once() {
    let house = TestServer::real().await;
    let owner = house.school("Anthill School", "owner@anthill.example").await;
    let member = add(&owner, &somebody("Bea", "Both", "bea@anthill.example", Role::FullEdit)).await;
    let link = mailed(&house, "bea@anthill.example").await;
    let again = owner.post("/users", &[("invite", &member)]).await;
    assert_eq!(again.status, 303, "{}", again.body);
    let said = owner.get(again.location()).await.body;
    assert!(said.contains("An invitation went to bea@anthill.example less than a minute ago"), "{said}");
    let act = owner.post(&format!("/users/{member}/do/invite"), &[]).await;
    assert!(act.location().ends_with("?done=just-invited"), "{}", act.location());
    assert!(owner.get(act.location()).await.body.contains("less than a minute ago, so no other was sent"));
    assert!(house.post_round().await.is_empty());

    set_access(&owner, &member, Access::Blocked).await;
    let page = house.browser().get(&link).await;
    assert!(page.status == 410 && page.body.contains("Your school has paused or ended this account"), "{}", page.body);
    set_access(&owner, &member, Access::Active).await;
    let withdrawn = owner.post(&format!("/users/{member}/do/revoke-invitation"), &[("reason", "")]).await;
    assert_eq!(withdrawn.status, 303, "{}", withdrawn.body);
    let page = house.browser().get(&link).await;
    assert!(page.status == 410 && page.body.contains("This invitation was withdrawn"), "{}", page.body);
}
