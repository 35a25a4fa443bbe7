use crate::world::token_in;
use backend::owner;
use domain::link::LinkOffer;
use domain::name::{EmailAddress, SchoolName};
use domain::problem::{LinkTrouble, Problem};
use domain::role::Role;

fn names(school: &str, email: &str) -> (SchoolName, EmailAddress) {
    (SchoolName::parse(school).unwrap(), EmailAddress::parse(email).unwrap())
}

both! {
    async fn a_school_starts_with_its_owner(world: World) {
        let (school, email) = names("Hillside", "amy.webb@hillside.uk");
        let link = owner::create(&world.backend, &school, &email).await.unwrap();
        assert!(link.starts_with("https://rolecall.example.org/link/"), "{link}");
        let page = world.backend.front_door().open_link(token_in(&link), None).await.unwrap();
        assert_eq!(page.offer, LinkOffer::Register { school: "Hillside".to_owned(), first_name: "Amy".to_owned() });
        assert_eq!(world.deliver().await, 0, "it was printed, not mailed");
        world.use_link(token_in(&link)).await.unwrap();
        assert_eq!(world.sign_in(email.as_str()).await.actor.role(), Role::AccountOwner);
    }

    async fn a_link_that_got_lost_is_made_anew(world: World) {
        let (school, email) = names("Hillside", "amy.webb@hillside.uk");
        let first = owner::create(&world.backend, &school, &email).await.unwrap();
        let second = owner::create(&world.backend, &school, &email).await.unwrap();
        assert_eq!(world.number("SELECT COUNT(*) FROM schools").await, 1);
        assert_eq!(world.use_link(token_in(&first)).await.unwrap_err(), Problem::Link(LinkTrouble::Replaced));
        assert!(world.use_link(token_in(&second)).await.is_ok());
        assert!(matches!(owner::create(&world.backend, &school, &email).await, Err(Problem::Form(errors)) if errors[0].field == "email"));
    }

    async fn a_school_is_made_once(world: World) {
        let (school, email) = names("Hillside", "amy.webb@hillside.uk");
        owner::create(&world.backend, &school, &email).await.unwrap();
        let (_, other) = names("Hillside", "ben@hillside.uk");
        assert!(matches!(owner::create(&world.backend, &school, &other).await, Err(Problem::Form(errors)) if errors[0].field == "school"));
        assert_eq!(world.number("SELECT COUNT(*) FROM members").await, 1);
    }
}
