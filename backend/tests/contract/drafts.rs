use backend::drafts;
use backend::session::IDLE;
use domain::moment::{DAY, HOUR};
use domain::role::Role;

const PAGE: &str = "/users/new";
const BODY: &str = "first_name=Zo%C3%AB";

both! {
    async fn what_was_typed_when_the_session_ended_is_offered_once(world: World) {
        let owner = world.school_with_owner("Hillside").await;
        world.clock.advance(IDLE);
        assert!(world.backend.front_door().actor(Some(&owner.token)).await.is_err());
        assert!(drafts::keep(&world.backend, &owner.token, PAGE, "first").await.unwrap());
        assert!(drafts::keep(&world.backend, &owner.token, PAGE, BODY).await.unwrap(), "the newest counts");
        let again = world.sign_in(&owner.email).await;
        assert_eq!(drafts::take(&world.backend, &again.actor, "/settings").await.unwrap(), None);
        assert_eq!(drafts::take(&world.backend, &again.actor, PAGE).await.unwrap().as_deref(), Some(BODY));
        assert_eq!(drafts::take(&world.backend, &again.actor, PAGE).await.unwrap(), None);
    }

    async fn nobody_else_gets_it(world: World) {
        let hillside = world.school_with_owner("Hillside").await;
        let riverside = world.school_with_owner("Riverside").await;
        let colleague = world.person(&hillside, Role::AccountAdmin).await;
        world.backend.front_door().sign_out(&hillside.token).await.unwrap();
        assert!(drafts::keep(&world.backend, &hillside.token, PAGE, BODY).await.unwrap());
        for other in [&riverside, &colleague] {
            assert_eq!(drafts::take(&world.backend, &other.actor, PAGE).await.unwrap(), None);
        }
    }

    async fn not_everything_is_kept(world: World) {
        let owner = world.school_with_owner("Hillside").await;
        let stranger = domain_token();
        assert!(!drafts::keep(&world.backend, &stranger, PAGE, BODY).await.unwrap());
        assert!(!drafts::keep(&world.backend, &owner.token, PAGE, &"x".repeat(100_000)).await.unwrap());
        world.clock.advance(IDLE + DAY + HOUR);
        assert!(!drafts::keep(&world.backend, &owner.token, PAGE, BODY).await.unwrap(), "that session ended long ago");
    }

    async fn it_is_forgotten_after_a_week(world: World) {
        let owner = world.school_with_owner("Hillside").await;
        assert!(drafts::keep(&world.backend, &owner.token, PAGE, BODY).await.unwrap());
        world.clock.advance(8 * DAY);
        let again = world.sign_in(&owner.email).await;
        assert_eq!(drafts::take(&world.backend, &again.actor, PAGE).await.unwrap(), None);
    }
}

/// A token of nobody's session.
fn domain_token() -> backend::token::SessionToken {
    backend::token::SessionToken::parse(&"A".repeat(43)).unwrap()
}
