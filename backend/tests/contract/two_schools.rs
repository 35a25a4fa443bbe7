//! One account in two schools.

use crate::test_context::{PASSWORD, Person, TestContext};
use domain::link::LinkOffer;
use domain::problem::Problem;
use domain::role::Role;
use domain::user::{Access, MemberStatus};
use domain::viewer::SessionHolder;

const EMAIL: &str = "rosa.lind@hillside.uk";

/// Rosa, Full Edit at Hillside and Minimal Read-only at Riverside; and the two owners.
async fn rosa(world: &TestContext) -> (Person, Person) {
    let hillside = world.school_with_owner("Hillside").await;
    let riverside = world.school_with_owner("Riverside").await;
    world.add_with_email(&hillside, EMAIL, Role::FullEdit, MemberStatus::Active).await;
    world.add_with_email(&riverside, &EMAIL.to_uppercase(), Role::MinimalReadOnly, MemberStatus::Invited).await;
    let token = world.link_to(&EMAIL.to_uppercase()).await;
    let page = world.backend.public().open_link(&token, None).await.unwrap();
    assert!(matches!(page.offer, LinkOffer::Join { school, .. } if school == "Riverside"));
    assert!(world.mail_to(&EMAIL.to_uppercase()).await.unwrap().contains("already have a Rolecall account"));
    let used = world.use_link(&token).await.unwrap();
    assert_eq!(used.school.as_deref(), Some("Riverside"));
    (hillside, riverside)
}

both! {
    async fn one_account_many_schools(world: TestContext) {
        rosa(&world).await;
        let accounts = world.number(&format!("SELECT COUNT(*) FROM accounts WHERE email_key = '{EMAIL}'")).await;
        assert_eq!(accounts, 1);
        let door = world.backend.public();
        let token = world.try_sign_in(EMAIL, PASSWORD).await.unwrap();
        assert_eq!(door.actor(Some(&token)).await.unwrap_err(), Problem::SignedOut { kept: false }, "nothing before choosing");
        let SessionHolder::Choosing { schools } = door.site(Some(&token)).await.unwrap().holder else { panic!("no choice") };
        assert_eq!(schools.iter().map(|s| (s.school.as_str(), s.role, s.current)).collect::<Vec<_>>(), [("Hillside", Role::FullEdit, false), ("Riverside", Role::MinimalReadOnly, false)]);

        for choice in &schools {
            world.clock.advance(1);
            let token = world.choose(&token, choice.member).await.unwrap();
            let actor = door.actor(Some(&token)).await.unwrap();
            assert_eq!((actor.member(), actor.role()), (choice.member, choice.role));
            let site = door.site(Some(&token)).await.unwrap();
            assert!(site.viewer().unwrap().has_other_schools);
            assert_eq!(site.viewer().unwrap().settings.name, choice.school);
            let current: Vec<_> = door.schools(&token).await.unwrap().into_iter().filter(|s| s.current).map(|s| s.member).collect();
            assert_eq!(current, [choice.member]);
            assert_eq!(world.number(&format!("SELECT last_sign_in_at FROM members WHERE id = '{}'", choice.member)).await, world.clock.now().0);
            assert_eq!(world.audit_of(choice.member).await.last().unwrap(), "sign in");
        }
    }

    async fn nobody_chooses_somebody_else_or_a_school_that_lets_them_in_no_more(world: TestContext) {
        let (hillside, _) = rosa(&world).await;
        let door = world.backend.public();
        let token = world.try_sign_in(EMAIL, PASSWORD).await.unwrap();
        let schools = door.schools(&token).await.unwrap();
        assert_eq!(world.choose(&token, hillside.member).await.unwrap_err(), Problem::NotFound);
        let there = world.choose(&token, schools[0].member).await.unwrap();
        // Another browser, where no school is chosen yet.
        let token = world.try_sign_in(EMAIL, PASSWORD).await.unwrap();
        world.set_access(&hillside, schools[0].member, Access::Blocked).await;
        for to in [schools[0].member, schools[1].member] {
            assert_eq!(world.choose(&there, to).await.unwrap_err(), Problem::SignedOut { kept: false });
        }
        assert_eq!(door.actor(Some(&there)).await.unwrap_err(), Problem::SignedOut { kept: false });
        assert_eq!(world.choose(&token, schools[0].member).await.unwrap_err(), Problem::NotFound);
        // The other school can still be chosen.
        let SessionHolder::Choosing { schools: left } = door.site(Some(&token)).await.unwrap().holder else { panic!("no choice") };
        assert_eq!(left.iter().map(|s| s.school.as_str()).collect::<Vec<_>>(), ["Riverside"]);
        let token = world.choose(&token, left[0].member).await.unwrap();
        assert_eq!(door.actor(Some(&token)).await.unwrap().member(), left[0].member);
        // With only one school left there is no choice when signing in.
        assert_eq!(world.sign_in(EMAIL).await.member, left[0].member);
    }

    async fn two_schools_invite_a_new_address_at_once(world: TestContext) {
        let hillside = world.school_with_owner("Hillside").await;
        let riverside = world.school_with_owner("Riverside").await;
        world.add_with_email(&hillside, EMAIL, Role::FullEdit, MemberStatus::Invited).await;
        let one = world.link_to(EMAIL).await;
        world.clock.advance(1);
        world.add_with_email(&riverside, EMAIL, Role::FullEdit, MemberStatus::Invited).await;
        let other = world.link_to(EMAIL).await;
        let (first, second) = tokio::join!(world.use_link(&one), world.use_link(&other));
        // One link creates the account. The other reports it, and joins with its password.
        for (used, token, school) in [(first, &one, "Hillside"), (second, &other, "Riverside")] {
            let used = match used {
                Err(Problem::Form(_)) => world.use_link(token).await,
                used => used,
            };
            assert_eq!(used.unwrap().school.as_deref(), Some(school));
        }
        assert_eq!(world.number(&format!("SELECT COUNT(*) FROM accounts WHERE email_key = '{EMAIL}'")).await, 1);
        assert_eq!(world.number(&format!("SELECT COUNT(DISTINCT account_id) FROM members WHERE email_key = '{EMAIL}'")).await, 1);
        let token = world.try_sign_in(EMAIL, PASSWORD).await.unwrap();
        assert_eq!(world.backend.public().schools(&token).await.unwrap().len(), 2);
    }
}
