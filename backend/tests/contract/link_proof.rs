//! A link proves only that its user reads a mailbox. An existing account must also be proved by its session or its
//! password.

use crate::test_context::{HERE, PASSWORD, Person, TestContext};
use backend::account;
use backend::public::BrowserContext;
use backend::token::SessionToken;
use domain::form::account::ChangeEmailForm;
use domain::form::password::PasswordForm;
use domain::link::{LinkPage, LinkRequirement, LinkResult, LinkSession};
use domain::problem::Problem;
use domain::role::Role;
use domain::user::MemberStatus;

const ADDRESS: &str = "new.address@hillside.uk";

async fn used(
    world: &TestContext,
    token: &str,
    session: Option<&SessionToken>,
    password: &str,
) -> Result<LinkResult, Problem> {
    let form = PasswordForm { token: token.to_owned(), password: password.to_owned() };
    Ok(world.backend.public().use_link(&form, session, BrowserContext::at(HERE)).await?.used)
}

async fn opened(world: &TestContext, token: &str, session: Option<&SessionToken>) -> LinkPage {
    world.backend.public().open_link(token, session).await.unwrap()
}

fn refused(answer: Result<LinkResult, Problem>) -> String {
    match answer {
        Err(Problem::Form(errors)) if errors[0].field == "password" => errors[0].sentence(),
        other => panic!("{other:?}"),
    }
}

/// Amy at Hillside, the owner of Riverside, and the link that invites Amy's address to Riverside.
async fn invited_elsewhere(world: &TestContext) -> (Person, Person, String) {
    let hillside = world.school_with_owner("Hillside").await;
    let riverside = world.school_with_owner("Riverside").await;
    let amy = world.person(&hillside, Role::FullEdit).await;
    world.clock.advance(1);
    world.add_with_email(&riverside, &amy.email, Role::FullEdit, MemberStatus::Invited).await;
    let token = world.link_to(&amy.email).await;
    (amy, riverside, token)
}

/// Amy, and the link that makes another address her sign-in email.
async fn asked_for_another_address(world: &TestContext) -> (Person, Person, String) {
    let owner = world.school_with_owner("Hillside").await;
    let amy = world.person(&owner, Role::FullEdit).await;
    let form = ChangeEmailForm { new_email: ADDRESS.to_owned(), email_password: PASSWORD.to_owned() };
    account::request_email_change(&world.backend, &amy.actor, &form, HERE).await.unwrap();
    let token = world.link_to(ADDRESS).await;
    (amy, owner, token)
}

/// Without the account's session, only its password makes the link work: not without a session, with another person's,
/// or with an ended one.
async fn needs_its_account(world: &TestContext, amy: &Person, other: &Person, token: &str) {
    let page = opened(world, token, None).await;
    assert_eq!((page.asks(), &page.session), (LinkRequirement::AccountPassword, &LinkSession::Nobody));
    let page = opened(world, token, Some(&other.token)).await;
    assert_eq!(page.asks(), LinkRequirement::AccountPassword);
    assert_eq!(page.session, LinkSession::Other { name: other.actor.name().to_owned() });
    assert_eq!(refused(used(world, token, None, "").await), "Enter your password");
    assert_eq!(refused(used(world, token, Some(&other.token), "").await), "Enter your password");
    assert_eq!(refused(used(world, token, Some(&other.token), "Not-the-one-9").await), "This is not your password");
    let over = world.sign_in(&amy.email).await;
    world.sign_out(&over.token).await;
    assert_eq!(refused(used(world, token, Some(&over.token), "").await), "Enter your password");
    // Wrong passwords do not use up the link.
    assert!(world.backend.public().open_link(token, None).await.is_ok());
}

both! {
    async fn joining_needs_the_accounts_password(world: TestContext) {
        let (amy, riverside, token) = invited_elsewhere(&world).await;
        needs_its_account(&world, &amy, &riverside, &token).await;
        let joined = used(&world, &token, Some(&riverside.token), PASSWORD).await.unwrap();
        assert_eq!((joined.email, joined.school.as_deref(), joined.signed_in), (amy.email.clone(), Some("Riverside"), false));
        let now = world.backend.public().actor(Some(&riverside.token)).await.unwrap();
        assert_eq!(now.member(), riverside.member, "nothing of the other's session changes");
        assert_eq!(world.backend.public().schools(&amy.token).await.unwrap().len(), 2);
    }

    async fn joining_needs_nothing_more_where_the_account_is_signed_in(world: TestContext) {
        let (amy, _, token) = invited_elsewhere(&world).await;
        let page = opened(&world, &token, Some(&amy.token)).await;
        assert_eq!((page.asks(), page.session), (LinkRequirement::Nothing, LinkSession::Holder));
        let joined = used(&world, &token, Some(&amy.token), "").await.unwrap();
        assert_eq!((joined.school.as_deref(), joined.set_password, joined.signed_in), (Some("Riverside"), false, true));
        assert_eq!(world.backend.public().schools(&amy.token).await.unwrap().len(), 2);
        let entries = world.texts("SELECT action FROM audit_log WHERE action IN ('join', 'register') ORDER BY number").await;
        assert_eq!(entries.iter().filter(|action| *action == "join").count(), 1);
    }

    async fn a_session_without_a_school_names_its_address_and_joins_its_own(world: TestContext) {
        let (amy, riverside, token) = invited_elsewhere(&world).await;
        used(&world, &token, Some(&amy.token), "").await.unwrap();
        let oakfield = world.school_with_owner("Oakfield").await;
        world.clock.advance(1);
        world.add_with_email(&oakfield, &amy.email, Role::FullEdit, MemberStatus::Invited).await;
        let own = world.link_to(&amy.email).await;
        world.clock.advance(1);
        world.add_with_email(&oakfield, &riverside.email, Role::FullEdit, MemberStatus::Invited).await;
        let theirs = world.link_to(&riverside.email).await;
        let choosing = world.try_sign_in(&amy.email, PASSWORD).await.unwrap();
        let page = opened(&world, &theirs, Some(&choosing)).await;
        assert_eq!(page.session, LinkSession::Other { name: amy.email.clone() });
        assert_eq!(opened(&world, &own, Some(&choosing)).await.asks(), LinkRequirement::Nothing);
        assert!(used(&world, &own, Some(&choosing), "").await.unwrap().signed_in);
    }

    async fn another_sign_in_email_needs_the_account(world: TestContext) {
        let (amy, owner, token) = asked_for_another_address(&world).await;
        needs_its_account(&world, &amy, &owner, &token).await;
        let changed = used(&world, &token, None, PASSWORD).await.unwrap();
        assert_eq!((changed.email.as_str(), changed.signed_in), (ADDRESS, false));
        assert!(world.try_sign_in(ADDRESS, PASSWORD).await.is_ok());
    }

    async fn another_sign_in_email_needs_nothing_more_where_the_account_is_signed_in(world: TestContext) {
        let (amy, _, token) = asked_for_another_address(&world).await;
        assert_eq!(opened(&world, &token, Some(&amy.token)).await.asks(), LinkRequirement::Nothing);
        assert!(used(&world, &token, Some(&amy.token), "").await.unwrap().signed_in);
        assert!(world.try_sign_in(ADDRESS, PASSWORD).await.is_ok());
    }

    async fn another_sign_in_email_gives_the_session_another_token(world: TestContext) {
        let (amy, _, token) = asked_for_another_address(&world).await;
        let tablet = world.sign_in(&amy.email).await;
        let form = PasswordForm { token, password: String::new() };
        let door = world.backend.public();
        let done = door.use_link(&form, Some(&tablet.token), BrowserContext::at(HERE)).await.unwrap();
        world.clock.advance(31_000);
        assert!(door.actor(Some(&tablet.token)).await.is_err());
        assert!(door.actor(done.renewed.0.as_ref()).await.is_ok());
    }

    async fn guessing_a_password_on_a_links_page_is_slowed_like_signing_in(world: TestContext) {
        let (amy, _, token) = invited_elsewhere(&world).await;
        let mut tries = 0;
        let slowed = loop {
            match used(&world, &token, None, "Not-the-one-9").await {
                Err(Problem::Form(_)) => tries += 1,
                other => break other.unwrap_err(),
            }
            // The link's own limit refills, so it is not the one that refuses.
            world.clock.advance(15_000);
        };
        assert!(matches!(slowed, Problem::TooMany { .. }), "{slowed:?}");
        assert!((10..30).contains(&tries), "{tries}");
        assert!(matches!(world.try_sign_in(&amy.email, PASSWORD).await, Err(Problem::TooMany { .. })));
    }

    async fn a_new_account_and_a_reset_ask_for_a_new_password_whoever_is_signed_in(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
        let token = world.link_to(&amy.email).await;
        let page = opened(&world, &token, Some(&owner.token)).await;
        assert_eq!(page.asks(), LinkRequirement::NewPassword);
        let warning = page.session.warning(&page.offer, &page.email).unwrap();
        assert_eq!(warning, format!("{} is signed in here. This sets the password of {} only.", owner.actor.name(), amy.email));
        used(&world, &token, Some(&owner.token), PASSWORD).await.unwrap();
        assert_eq!(world.sign_in(&amy.email).await.member, amy.member);
        let now = world.backend.public().actor(Some(&owner.token)).await.unwrap();
        assert_eq!(now.member(), owner.member);
        world.backend.public().request_reset(&amy.email, BrowserContext::at(HERE)).await.unwrap();
        let reset = world.link_to(&amy.email).await;
        let own = world.sign_in(&amy.email).await;
        assert_eq!(opened(&world, &reset, Some(&own.token)).await.asks(), LinkRequirement::NewPassword);
        assert!(matches!(used(&world, &reset, Some(&own.token), "").await, Err(Problem::Form(_))));
    }
}
