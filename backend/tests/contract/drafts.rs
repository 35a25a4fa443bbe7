//! Forms kept for people whose session ended while they were typing.

use crate::test_context::{BROWSER, PASSWORD, Person, TestContext};
use backend::public::BrowserContext;
use backend::session::IDLE;
use backend::{account, drafts};
use domain::form::sign_in::SignInForm;
use domain::moment::{DAY, HOUR};
use domain::role::Role;
use domain::user::Access;

const PAGE: &str = "/users/new";
const BODY: &str = "first_name=Zo%C3%AB";

/// Keeps [`BODY`] as the form of a page with this stamp, sent by a browser without a session; gives whether it was
/// kept.
async fn keep(world: &TestContext, stamp: &str) -> bool {
    drafts::keep(&world.backend, None, stamp, PAGE, BODY).await.unwrap()
}

async fn taken(world: &TestContext, by: &Person) -> Option<String> {
    drafts::take(&world.backend, &by.actor, PAGE).await.unwrap()
}

/// Signs `email` in with the browser that has the session of `before`.
async fn sign_in_over(world: &TestContext, before: &Person, email: &str) {
    let form = SignInForm { email: email.to_owned(), password: PASSWORD.to_owned(), next: String::new() };
    let browser = BrowserContext { session: Some(&before.token), ..BROWSER };
    world.backend.public().sign_in(&form, browser).await.unwrap();
}

both! {
    async fn what_was_typed_when_the_session_expired_is_offered_once(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let stamp = world.stamp(&owner.token).await;
        world.clock.advance(IDLE);
        assert!(world.backend.public().actor(Some(&owner.token)).await.is_err());
        assert!(drafts::keep(&world.backend, None, &stamp, PAGE, "first").await.unwrap());
        assert!(keep(&world, &stamp).await, "the newest counts");
        let again = world.sign_in(&owner.email).await;
        assert_eq!(drafts::take(&world.backend, &again.actor, "/settings").await.unwrap(), None);
        assert_eq!(taken(&world, &again).await.as_deref(), Some(BODY));
        assert_eq!(taken(&world, &again).await, None);
    }

    async fn what_was_typed_is_kept_for_its_typist_when_somebody_else_signs_in_with_the_browser(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let colleague = world.person(&owner, Role::AccountAdmin).await;
        let stamp = world.stamp(&owner.token).await;
        sign_in_over(&world, &owner, &colleague.email).await;
        assert!(world.backend.public().actor(Some(&owner.token)).await.is_err(), "that session ended");
        assert!(keep(&world, &stamp).await);
        assert_eq!(taken(&world, &colleague).await, None);
        assert_eq!(taken(&world, &world.sign_in(&owner.email).await).await.as_deref(), Some(BODY));
    }

    async fn nothing_is_kept_once_the_school_or_its_holder_ended_the_session(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let mut people = Vec::new();
        for _ in 0..4 {
            let person = world.person(&owner, Role::FullEdit).await;
            people.push((world.stamp(&person.token).await, person));
        }
        let [left, ended, blocked, reset] = [0, 1, 2, 3].map(|place: usize| &people[place].1);
        world.sign_out(&left.token).await;
        account::end_sessions(&world.backend, &owner.actor, ended.member, None).await.unwrap();
        let _mailed = account::send_password_link(&world.backend, &owner.actor, reset.member).await.unwrap();
        let link = world.link_to(&reset.email).await;
        world.use_link(&link).await.unwrap();
        // First the session expires, then the person is blocked.
        world.clock.advance(IDLE);
        world.set_access(&world.sign_in(&owner.email).await, blocked.member, Access::Blocked).await;
        for (stamp, _) in &people {
            assert!(!keep(&world, stamp).await);
        }
        assert_eq!(world.number("SELECT COUNT(*) FROM drafts").await, 0);
    }

    async fn nobody_else_gets_it(world: TestContext) {
        let hillside = world.school_with_owner("Hillside").await;
        let riverside = world.school_with_owner("Riverside").await;
        let colleague = world.person(&hillside, Role::AccountAdmin).await;
        let stamp = world.stamp(&hillside.token).await;
        for token in [None, Some(&riverside.token), Some(&colleague.token)] {
            assert!(!drafts::keep(&world.backend, token, &stamp, PAGE, BODY).await.unwrap(), "that session goes on elsewhere");
        }
        world.clock.advance(IDLE);
        assert!(keep(&world, &stamp).await);
        for other in [&riverside, &colleague] {
            assert_eq!(taken(&world, other).await, None);
        }
    }

    async fn not_everything_is_kept(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let stamp = world.stamp(&owner.token).await;
        for wrong in ["", "~~~~", &stamp[1..], &format!("{stamp}A")] {
            assert!(!keep(&world, wrong).await, "no page of ours: {wrong}");
        }
        assert!(!drafts::keep(&world.backend, Some(&owner.token), &stamp, PAGE, &"x".repeat(100_000)).await.unwrap());
        world.clock.advance(IDLE + DAY + HOUR);
        assert!(!keep(&world, &stamp).await, "that session ended long ago");
    }

    async fn an_account_keeps_so_many_and_so_often(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let stamp = world.stamp(&owner.token).await;
        let mut kept = 0;
        for page in 0..40 {
            world.clock.advance(1);
            kept += u32::from(drafts::keep(&world.backend, Some(&owner.token), &stamp, &format!("user/{page}"), BODY).await.unwrap());
        }
        assert_eq!(kept, 20, "then it is asked to wait");
        world.clock.advance(3 * HOUR);
        assert!(drafts::keep(&world.backend, Some(&owner.token), &stamp, "user/last", BODY).await.unwrap());
        assert_eq!(world.number("SELECT COUNT(*) FROM drafts").await, 20, "the oldest went");
        assert_eq!(drafts::take(&world.backend, &owner.actor, "user/0").await.unwrap(), None);
        assert!(drafts::take(&world.backend, &owner.actor, "user/last").await.unwrap().is_some());
    }

    async fn it_is_forgotten_after_a_week(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let stamp = world.stamp(&owner.token).await;
        assert!(drafts::keep(&world.backend, Some(&owner.token), &stamp, PAGE, BODY).await.unwrap());
        world.clock.advance(8 * DAY);
        let again = world.sign_in(&owner.email).await;
        assert_eq!(taken(&world, &again).await, None);
    }
}
