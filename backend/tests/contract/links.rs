//! Invitation links: their life, their end, and what they cannot do.

use crate::test_context::{HERE, PASSWORD};
use backend::public::BrowserContext;
use backend::users;
use domain::form::password::PasswordForm;
use domain::link::LinkOffer;
use domain::moment::{DAY, MINUTE};
use domain::problem::{LinkError, Problem};
use domain::role::Role;
use domain::user::{Access, MemberStatus};

fn trouble(trouble: LinkError) -> Problem {
    Problem::Link(trouble)
}

both! {
    async fn opening_uses_nothing_up_and_using_it_does(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
        let token = world.link_to(&amy.email).await;
        let door = world.backend.public();
        for _ in 0..20 {
            let page = door.open_link(&token, None).await.unwrap();
            assert_eq!(page.offer, LinkOffer::Register { school: "Hillside".to_owned(), first_name: "Amy".to_owned() });
            assert_eq!((page.email.as_str(), page.own.len()), (amy.email.as_str(), 3));
        }
        let used = world.use_link(&token).await.unwrap();
        assert_eq!((used.email.as_str(), used.school.as_deref()), (amy.email.as_str(), Some("Hillside")));
        assert_eq!(door.open_link(&token, None).await.unwrap_err(), trouble(LinkError::Used));
        assert_eq!(world.use_link(&token).await.unwrap_err(), trouble(LinkError::Used));
        // The link signs nobody in.
        assert_eq!(world.number(&format!("SELECT COUNT(*) FROM sessions WHERE member_id = '{}'", amy.member)).await, 0);
        assert_eq!(world.sign_in(&amy.email).await.member, amy.member);
        assert_eq!(world.audit_of(amy.member).await, ["create user", "mail sent", "register", "sign in"]);
        let author = world.texts("SELECT actor_id FROM audit_log WHERE action = 'register' ORDER BY number DESC").await;
        assert_eq!(author[0], amy.member.to_string());
        assert_eq!(world.texts(&format!("SELECT registration FROM members WHERE id = '{}'", amy.member)).await, ["registered"]);
        assert_eq!(world.number(&format!("SELECT COUNT(*) FROM members WHERE id = '{}' AND invited_until IS NULL AND status_order = 0", amy.member)).await, 1);
    }

    async fn what_is_no_link_is_mangled(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
        let token = world.link_to(&amy.email).await;
        let other = format!("{}{}", if token.starts_with('A') { 'B' } else { 'A' }, &token[1..]);
        for wrong in ["", "x", &token[..42], &format!("{token}A"), &token[1..], &other, &"'".repeat(43), owner.token.reveal()] {
            assert_eq!(world.backend.public().open_link(wrong, None).await.unwrap_err(), trouble(LinkError::Mangled), "{wrong}");
            assert_eq!(world.use_link(wrong).await.unwrap_err(), trouble(LinkError::Mangled), "{wrong}");
        }
        assert!(world.backend.public().open_link(&format!(" {token}\n"), None).await.is_ok());
    }

    async fn an_invitation_ends_after_fourteen_days_to_the_millisecond(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
        let token = world.link_to(&amy.email).await;
        world.clock.advance(14 * DAY - 1);
        assert!(world.backend.public().open_link(&token, None).await.is_ok());
        world.clock.advance(1);
        assert_eq!(world.backend.public().open_link(&token, None).await.unwrap_err(), trouble(LinkError::Expired));
        assert_eq!(world.use_link(&token).await.unwrap_err(), trouble(LinkError::Expired));
        assert_eq!(world.number(&format!("SELECT COUNT(*) FROM accounts WHERE email_key = '{}'", amy.email)).await, 0);
    }

    async fn sending_again_voids_the_earlier_link(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
        let first = world.link_to(&amy.email).await;
        world.clock.advance(MINUTE);
        users::invite(&world.backend, &owner.actor, amy.member).await.unwrap();
        assert_eq!(world.backend.public().open_link(&first, None).await.unwrap_err(), trouble(LinkError::Replaced), "before the mail is even out");
        let second = world.link_to(&amy.email).await;
        assert_ne!(first, second);
        assert_eq!(world.use_link(&first).await.unwrap_err(), trouble(LinkError::Replaced));
        assert!(world.use_link(&second).await.is_ok());
    }

    async fn an_invitation_that_did_not_go_out_yet_does_not_when_there_is_a_newer_one(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
        world.clock.advance(MINUTE);
        users::invite(&world.backend, &owner.actor, amy.member).await.unwrap();
        assert_eq!(world.deliver().await, 1);
        assert_eq!(world.mails_to(&amy.email).await.len(), 1);
    }

    async fn a_person_who_is_not_let_in_cannot_register(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        for access in [Access::Blocked, Access::Deactivated, Access::Deleted] {
            let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
            let token = world.link_to(&amy.email).await;
            world.set_access(&owner, amy.member, access).await;
            assert_eq!(world.backend.public().open_link(&token, None).await.unwrap_err(), trouble(LinkError::NotLetIn), "{access:?}");
            assert_eq!(world.use_link(&token).await.unwrap_err(), trouble(LinkError::NotLetIn), "{access:?}");
        }
    }

    async fn nor_is_an_invitation_sent_to_them(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Blocked).await;
        assert_eq!(world.deliver().await, 0);
        assert_eq!(world.mail_to(&amy.email).await, None);
    }

    async fn a_password_that_will_not_do_is_refused_and_uses_nothing_up(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
        let token = world.link_to(&amy.email).await;
        for (password, says) in [
            ("", "Enter a password"),
            ("Ab1!xyz", "8 characters"),
            ("allsmallletters", "3 of these"),
            ("Marlowe-2026-x", "your name"),
            ("Password1!", "tried first"),
            ("Abcdefg1", "tried first"),
            ("aaaaaaaaaaaaaaaa", "easy to guess"),
        ] {
            let form = PasswordForm { token: token.clone(), password: password.to_owned() };
            world.clock.advance(MINUTE);
            let Problem::Form(errors) = world.backend.public().use_link(&form, None, BrowserContext::at(HERE)).await.unwrap_err() else { panic!("{password}") };
            assert_eq!(errors[0].field, "password");
            assert!(errors[0].sentence().contains(says), "{password}: {}", errors[0].sentence());
        }
        world.clock.advance(MINUTE);
        assert!(world.use_link(&token).await.is_ok());
    }

    async fn of_two_uses_at_once_one_wins(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let other = world.another_process().await;
        for _ in 0..4 {
            let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
            let token = world.link_to(&amy.email).await;
            let form = |password: &str| PasswordForm { token: token.clone(), password: password.to_owned() };
            let (door, elsewhere) = (world.backend.public(), other.public());
            let (one_form, other_form) = (form(PASSWORD), form("Vinegar-canal-8"));
            let (one, two) = tokio::join!(door.use_link(&one_form, None, BrowserContext::at(HERE)), elsewhere.use_link(&other_form, None, BrowserContext::at(HERE)));
            let (won, password, lost) = match (one, two) {
                (Ok(won), Err(lost)) => (won, PASSWORD, lost),
                (Err(lost), Ok(won)) => (won, "Vinegar-canal-8", lost),
                both => panic!("{both:?}"),
            };
            assert_eq!((won.used.email, lost), (amy.email.clone(), trouble(LinkError::Used)));
            assert!(world.try_sign_in(&amy.email, password).await.is_ok());
            assert_eq!(world.number(&format!("SELECT COUNT(*) FROM audit_log WHERE action = 'register' AND subject_id = '{}'", amy.member)).await, 1);
        }
        other.store().close().await;
    }

    async fn tokens_are_stored_nowhere(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
        assert_eq!(world.texts(&format!("SELECT token_hash FROM email_tokens WHERE member_id = '{}'", amy.member)).await, [""], "there is none before it is sent");
        let token = world.link_to(&amy.email).await;
        let stored = world.texts(&format!("SELECT token_hash FROM email_tokens WHERE member_id = '{}'", amy.member)).await;
        assert!(stored[0].len() == 64 && !stored[0].contains(&token));
        let log = world.texts("SELECT COALESCE(new_value, '') FROM audit_log").await.join(" ");
        assert!(!log.contains(&token));
    }

    async fn using_one_link_over_and_over_is_slowed(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
        let token = world.link_to(&amy.email).await;
        let form = PasswordForm { token: token.clone(), password: "short".to_owned() };
        let door = world.backend.public();
        let mut tries = 0;
        while matches!(door.use_link(&form, None, BrowserContext::at(HERE)).await, Err(Problem::Form(_))) {
            tries += 1;
        }
        assert_eq!(tries, 10);
        assert_eq!(world.use_link(&token).await.unwrap_err(), Problem::TooMany { wait_seconds: 15 });
        world.clock.advance(15_000);
        assert!(world.use_link(&token).await.is_ok());
    }
}
