//! Resetting a forgotten password.

use crate::test_context::{HERE, PASSWORD, TestContext, token_in};
use backend::public::BrowserContext;
use domain::form::password::PasswordForm;
use domain::link::LinkOffer;
use domain::moment::{HOUR, MINUTE};
use domain::problem::{LinkError, Problem};
use domain::role::Role;
use domain::user::{Access, MemberStatus};

const NEW: &str = "Vinegar-canal-8";

async fn ask(world: &TestContext, email: &str) {
    world.backend.public().request_reset(email, BrowserContext::at(HERE)).await.unwrap();
    world.deliver().await;
}

async fn set(world: &TestContext, token: &str, password: &str) -> Result<domain::link::LinkResult, Problem> {
    let form = PasswordForm { token: token.to_owned(), password: password.to_owned() };
    Ok(world.backend.public().use_link(&form, None, BrowserContext::at(HERE)).await?.used)
}

both! {
    async fn a_new_password_ends_every_session(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.person(&owner, Role::FullEdit).await;
        let tablet = world.sign_in(&amy.email).await;
        world.clock.advance(1);
        ask(&world, &amy.email.to_uppercase()).await;
        let token = token_in(&world.mail_to(&amy.email).await.unwrap()).to_owned();
        let door = world.backend.public();
        let page = door.open_link(&token, None).await.unwrap();
        assert_eq!((page.offer, page.email.as_str()), (LinkOffer::Reset, amy.email.as_str()));
        assert!(page.own.contains(&"Marlowe".to_owned()));
        assert!(door.actor(Some(&amy.token)).await.is_ok(), "opening it ends nothing");

        assert!(matches!(set(&world, &token, "Marlowe-xy-77!").await, Err(Problem::Form(_))));
        let change_no = world.number("SELECT change_no FROM schools").await;
        let used = set(&world, &token, NEW).await.unwrap();
        assert_eq!((used.email.as_str(), used.school), (amy.email.as_str(), None));
        for session in [&amy.token, &tablet.token] {
            assert_eq!(door.actor(Some(session)).await.unwrap_err(), Problem::SignedOut { kept: false });
        }
        assert!(door.actor(Some(&owner.token)).await.is_ok(), "others stay signed in");
        assert!(world.try_sign_in(&amy.email, PASSWORD).await.is_err());
        assert!(world.number("SELECT change_no FROM schools").await > change_no);
        assert_eq!(world.audit_of(amy.member).await.last().unwrap(), "set password");
        assert!(world.try_sign_in(&amy.email, NEW).await.is_ok());
        assert_eq!(set(&world, &token, NEW).await.unwrap_err(), Problem::Link(LinkError::Used));
        // The holder is notified, in case it was not them.
        world.clock.advance(1);
        assert_eq!(world.deliver().await, 1);
        assert!(world.mail_to(&amy.email).await.unwrap().contains("was changed"));
    }

    async fn it_shows_in_every_school_of_the_account(world: TestContext) {
        let hillside = world.school_with_owner("Hillside").await;
        let riverside = world.school_with_owner("Riverside").await;
        for owner in [&hillside, &riverside] {
            world.clock.advance(1);
            world.add_with_email(owner, "rosa@hillside.uk", Role::FullEdit, MemberStatus::Active).await;
        }
        let before = world.texts("SELECT CAST(change_no AS TEXT) FROM schools ORDER BY id").await;
        world.clock.advance(1);
        ask(&world, "rosa@hillside.uk").await;
        let token = token_in(&world.mail_to("rosa@hillside.uk").await.unwrap()).to_owned();
        set(&world, &token, NEW).await.unwrap();
        let after = world.texts("SELECT CAST(change_no AS TEXT) FROM schools ORDER BY id").await;
        assert!(before.iter().zip(&after).all(|(before, after)| before != after), "{before:?} {after:?}");
        let entries = world.texts("SELECT school_id FROM audit_log WHERE action = 'set password'").await;
        assert_eq!(entries.len(), 2);
        assert_ne!(entries[0], entries[1]);
    }

    async fn asking_never_tells_whether_there_is_an_account(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let invited = world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
        let blocked = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await;
        world.set_access(&owner, blocked.member, Access::Blocked).await;
        world.deliver().await;
        let before = world.number("SELECT COUNT(*) FROM outbox").await;
        for email in ["nobody@hillside.uk", &invited.email, &blocked.email] {
            assert_eq!(world.backend.public().request_reset(email, BrowserContext::at(HERE)).await, Ok(()));
            assert_eq!(world.deliver().await, 0, "{email}");
        }
        assert_eq!(world.number("SELECT COUNT(*) FROM outbox").await, before);
        // A request neither reads nor writes the database, so it takes the same time for every address.
        assert_eq!(world.backend.public().request_reset(&owner.email, BrowserContext::at(HERE)).await, Ok(()));
        assert_eq!(world.number("SELECT COUNT(*) FROM outbox").await, before);
        assert_eq!(world.deliver().await, 1);
        assert!(matches!(world.backend.public().request_reset("nonsense", BrowserContext::at(HERE)).await, Err(Problem::Form(_))));
    }

    async fn a_reset_link_lives_an_hour_to_the_millisecond(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        ask(&world, &owner.email).await;
        let token = token_in(&world.mail_to(&owner.email).await.unwrap()).to_owned();
        world.clock.advance(HOUR - 1);
        assert!(world.backend.public().open_link(&token, None).await.is_ok());
        world.clock.advance(1);
        assert_eq!(set(&world, &token, NEW).await.unwrap_err(), Problem::Link(LinkError::Expired));
        assert!(world.try_sign_in(&owner.email, PASSWORD).await.is_ok());
    }

    async fn asking_again_voids_the_earlier_link(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        ask(&world, &owner.email).await;
        let first = token_in(&world.mail_to(&owner.email).await.unwrap()).to_owned();
        world.clock.advance(MINUTE);
        ask(&world, &owner.email).await;
        let second = token_in(&world.mail_to(&owner.email).await.unwrap()).to_owned();
        assert_eq!(set(&world, &first, NEW).await.unwrap_err(), Problem::Link(LinkError::Replaced));
        assert!(set(&world, &second, NEW).await.is_ok());
    }

    async fn of_two_uses_at_once_one_sets_the_password(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        ask(&world, &owner.email).await;
        let token = token_in(&world.mail_to(&owner.email).await.unwrap()).to_owned();
        let (one, other) = tokio::join!(set(&world, &token, NEW), set(&world, &token, "Lantern-moss-77"));
        let (password, lost) = match (one, other) {
            (Ok(_), Err(lost)) => (NEW, lost),
            (Err(lost), Ok(_)) => ("Lantern-moss-77", lost),
            both => panic!("{both:?}"),
        };
        assert_eq!(lost, Problem::Link(LinkError::Used));
        assert!(world.try_sign_in(&owner.email, password).await.is_ok());
        assert_eq!(world.number("SELECT COUNT(*) FROM audit_log WHERE action = 'set password'").await, 1);
    }

    async fn asking_over_and_over_is_slowed_alike(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        for email in [owner.email.as_str(), "nobody@hillside.uk"] {
            let mut asked = 0;
            while world.backend.public().request_reset(email, BrowserContext::at(HERE)).await.is_ok() {
                asked += 1;
            }
            assert_eq!(asked, 3, "{email}");
        }
        world.clock.advance(10 * MINUTE);
        assert_eq!(world.backend.public().request_reset(&owner.email, BrowserContext::at(HERE)).await, Ok(()));
    }
}
