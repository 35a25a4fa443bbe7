//! Signing in, throttling of guesses, and how sessions end.

use crate::test_context::{BROWSER, HERE, PASSWORD, TestContext};
use backend::public::BrowserContext;
use backend::session::{IDLE, LONGEST};
use domain::fault::Fault;
use domain::form::sign_in::SignInForm;
use domain::moment::{HOUR, MINUTE};
use domain::problem::Problem;
use domain::role::Role;
use domain::user::{Access, MemberStatus};
use domain::viewer::SessionHolder;
use std::net::IpAddr;
use std::time::{Duration, Instant};

fn wrong() -> Problem {
    Problem::field("password", Fault::WrongSignIn)
}

async fn try_from(world: &TestContext, email: &str, password: &str, ip: IpAddr) -> Result<(), Problem> {
    let form = SignInForm { email: email.to_owned(), password: password.to_owned(), next: String::new() };
    world.backend.public().sign_in(&form, BrowserContext { ip, ..BROWSER }).await.map(drop)
}

both! {
    async fn the_case_of_an_address_does_not_matter(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        world.add_with_email(&owner, "Ben.Okoye@Hillside.UK", Role::FullEdit, MemberStatus::Active).await;
        for email in ["ben.okoye@hillside.uk", "BEN.OKOYE@HILLSIDE.UK", " Ben.Okoye@Hillside.UK "] {
            assert!(world.try_sign_in(email, PASSWORD).await.is_ok(), "{email}");
        }
        assert_eq!(world.try_sign_in("ben.okoye@hillside.uk", &PASSWORD.to_lowercase()).await.unwrap_err(), wrong());
    }

    async fn nothing_in_the_answer_tells_whether_there_is_an_account(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let invited = world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
        let blocked = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await;
        world.set_access(&owner, blocked.member, Access::Blocked).await;
        for email in [owner.email.as_str(), &invited.email, &blocked.email, "nobody@hillside.uk"] {
            assert_eq!(world.try_sign_in(email, "Not-the-password-1").await.unwrap_err(), wrong(), "{email}");
        }
        assert_eq!(world.try_sign_in("nobody@hillside.uk", &"x".repeat(2_000)).await.unwrap_err(), wrong());
        assert_eq!(world.try_sign_in(&owner.email, &"x".repeat(2_000)).await.unwrap_err(), wrong());
    }

    async fn nor_in_its_time(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let mut quickest = [Duration::MAX; 2];
        for _ in 0..6 {
            for (email, quickest) in [owner.email.as_str(), "nobody@hillside.uk"].into_iter().zip(&mut quickest) {
                let started = Instant::now();
                world.try_sign_in(email, "Not-the-password-1").await.unwrap_err();
                *quickest = (*quickest).min(started.elapsed());
            }
        }
        let [somebody, nobody] = quickest;
        // Without the dummy hash, one would take a hundred times as long as the other.
        assert!(nobody * 4 > somebody && somebody * 4 > nobody, "{somebody:?} and {nobody:?}");
    }

    async fn who_is_let_in_nowhere_is_told_so_after_the_right_password_only(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let person = world.person(&owner, Role::FullEdit).await;
        for access in [Access::Blocked, Access::Deactivated, Access::Deleted] {
            world.set_access(&owner, person.member, access).await;
            let door = world.backend.public();
            assert_eq!(door.actor(Some(&person.token)).await.unwrap_err(), Problem::SignedOut { kept: false });
            assert_eq!(door.site(Some(&person.token)).await.unwrap().holder, SessionHolder::Nobody);
            let Problem::Form(errors) = world.try_sign_in(&person.email, PASSWORD).await.unwrap_err() else { panic!("{access:?}") };
            assert_eq!(errors[0].field, "email");
        }
    }

    async fn guessing_is_slowed_and_nobody_stays_locked_out(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let other = world.person(&owner, Role::FullEdit).await;
        let attacker: IpAddr = "198.51.100.7".parse().unwrap();
        let mut answers = Vec::new();
        for _ in 0..12 {
            answers.push(try_from(&world, &owner.email, "Not-the-password-1", attacker).await.unwrap_err());
        }
        assert_eq!(answers[9], wrong());
        assert_eq!(answers[10], Problem::TooMany { wait_seconds: 30 });
        assert_eq!(try_from(&world, &owner.email, PASSWORD, attacker).await.unwrap_err(), Problem::TooMany { wait_seconds: 30 }, "also with the right one");
        // The holder can sign in from their own network, and colleagues from any.
        assert_eq!(try_from(&world, &owner.email, PASSWORD, HERE).await, Ok(()));
        assert_eq!(try_from(&world, &other.email, PASSWORD, attacker).await, Ok(()));
        world.clock.advance(MINUTE);
        assert_eq!(try_from(&world, &owner.email, PASSWORD, attacker).await, Ok(()));
    }

    async fn an_unknown_address_is_throttled_like_a_known_one(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let elsewhere: IpAddr = "198.51.100.9".parse().unwrap();
        for email in [owner.email.as_str(), "nobody@hillside.uk"] {
            let mut tries = 0;
            while try_from(&world, email, "Not-the-password-1", elsewhere).await == Err(wrong()) {
                tries += 1;
            }
            assert_eq!(tries, 10, "{email}");
        }
    }

    async fn sessions_end_by_idling_by_age_and_by_signing_out(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let door = world.backend.public();
        let ended = || Problem::SignedOut { kept: false };
        // Used every hour, a session lives until its maximum age.
        for _ in 1..LONGEST / HOUR {
            world.clock.advance(HOUR);
            assert!(door.actor(Some(&owner.token)).await.is_ok());
        }
        world.clock.advance(HOUR);
        assert_eq!(door.actor(Some(&owner.token)).await.unwrap_err(), ended());

        let idle = world.sign_in(&owner.email).await;
        world.clock.advance(IDLE - 1);
        assert!(door.schools(&idle.token).await.is_ok());
        world.clock.advance(IDLE);
        assert_eq!(door.schools(&idle.token).await.unwrap_err(), ended());

        let (one, other) = (world.sign_in(&owner.email).await, world.sign_in(&owner.email).await);
        world.sign_out(&one.token).await;
        assert_eq!(door.actor(Some(&one.token)).await.unwrap_err(), ended());
        assert!(door.actor(Some(&other.token)).await.is_ok());
        assert_eq!(door.actor(None).await.unwrap_err(), ended());
    }

    async fn signing_in_shows_in_the_school_and_in_its_log(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let person = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await;
        let change_no = world.number("SELECT change_no FROM schools").await;
        world.clock.advance(MINUTE);
        let form = SignInForm { email: person.email.clone(), password: PASSWORD.to_owned(), next: String::new() };
        let user_agent = "Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0";
        let signed_in = world.backend.public().sign_in(&form, BrowserContext { user_agent, ..BROWSER }).await.unwrap();
        assert_eq!(world.number("SELECT change_no FROM schools").await, change_no + 1);
        assert_eq!(world.number(&format!("SELECT last_sign_in_at FROM members WHERE id = '{}'", person.member)).await, world.clock.now().0);
        assert_eq!(world.audit_of(person.member).await.last().unwrap(), "sign in");
        assert!(world.texts("SELECT device FROM sessions").await.contains(&"firefox/linux".to_owned()));
        let stored = world.texts("SELECT token_hash FROM sessions").await;
        assert!(stored.iter().all(|hash| hash != signed_in.token.reveal()), "only a hash is kept");
    }

    async fn the_site_knows_who_is_looking(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let door = world.backend.public();
        assert_eq!(door.site(None).await.unwrap().holder, SessionHolder::Nobody);
        let site = door.site(Some(&owner.token)).await.unwrap();
        let viewer = site.viewer().unwrap();
        assert_eq!((viewer.member, viewer.email.as_str(), viewer.settings.name.as_str()), (owner.member, owner.email.as_str(), "Hillside"));
        assert_eq!(viewer.roles.main, Role::AccountOwner);
        assert!(!viewer.has_other_schools && !site.is_demo);
    }

    async fn the_demonstration_is_not_there_in_a_real_school(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let door = world.backend.public();
        assert_eq!(door.demo_people().await.unwrap_err(), Problem::NotFound);
        assert_eq!(door.demo_outbox().await.unwrap_err(), Problem::NotFound);
        assert_eq!(door.demo_sign_in(owner.member, BROWSER).await.unwrap_err(), Problem::NotFound);
        // Nor does a demonstration on the same database offer a real school's people.
        let demo = world.as_demo().public();
        assert_eq!(demo.demo_people().await.unwrap(), []);
        assert_eq!(demo.demo_sign_in(owner.member, BROWSER).await.unwrap_err(), Problem::NotFound);
    }
}
