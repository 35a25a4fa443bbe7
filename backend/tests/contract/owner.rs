//! Creating a school with its owner from the command line.

use crate::test_context::{TestContext, token_in};
use backend::owner::{self, CreateOwnerError, CreatedOwner, NewOwner, OwnerLinkReason, SameName};
use domain::link::LinkOffer;
use domain::name::{EmailAddress, SchoolName};
use domain::problem::{LinkError, Problem};
use domain::role::Role;

const EMAIL: &str = "head@hillside.uk";

async fn create(
    world: &TestContext,
    school: &str,
    name: &str,
    email: &str,
    same: SameName,
) -> Result<CreatedOwner, CreateOwnerError> {
    let owner = NewOwner::named(name, EmailAddress::parse(email).unwrap()).unwrap();
    owner::create(&world.backend, &SchoolName::parse(school).unwrap(), &owner, same).await
}

both! {
    async fn a_school_starts_with_its_owner(world: TestContext) {
        let created = create(&world, "Hillside", "Amy Webb", EMAIL, SameName::NewLink).await.unwrap();
        assert!(created.link.starts_with("https://rolecall.example.org/link/"), "{}", created.link);
        assert_eq!((created.how, created.owner), (OwnerLinkReason::New, ("Amy".to_owned(), "Webb".to_owned())));
        let page = world.backend.public().open_link(token_in(&created.link), None).await.unwrap();
        assert_eq!(page.offer, LinkOffer::Register { school: "Hillside".to_owned(), first_name: "Amy".to_owned() });
        assert_eq!(world.deliver().await, 0, "it was printed, not mailed");
        world.use_link(token_in(&created.link)).await.unwrap();
        assert_eq!(world.sign_in(EMAIL).await.actor.role(), Role::AccountOwner);
    }

    async fn a_link_that_got_lost_is_made_anew(world: TestContext) {
        let first = create(&world, "St Mary's", "Amy Webb", EMAIL, SameName::NewLink).await.unwrap();
        let second = create(&world, "st mary’s", "Amy Webb", "Head@hillside.uk", SameName::NewLink).await.unwrap();
        assert_eq!((second.how, second.school.as_str()), (OwnerLinkReason::NewLink, "St Mary's"));
        assert_eq!(world.number("SELECT COUNT(*) FROM schools").await, 1);
        assert_eq!(world.use_link(token_in(&first.link)).await.unwrap_err(), Problem::Link(LinkError::Replaced));
        assert!(world.use_link(token_in(&second.link)).await.is_ok());
        for same in [SameName::NewLink, SameName::Correct] {
            let refused = create(&world, "St Mary's", "Amy Webb", EMAIL, same).await;
            assert_eq!(refused, Err(CreateOwnerError::Registered { school: "St Mary's".to_owned() }));
        }
    }

    async fn a_school_is_made_once_unless_that_is_what_is_wanted(world: TestContext) {
        create(&world, "Hillside", "Amy Webb", EMAIL, SameName::NewLink).await.unwrap();
        let refused = create(&world, "HILLSIDE", "Ben Webb", "ben@hillside.uk", SameName::NewLink).await;
        assert_eq!(refused, Err(CreateOwnerError::OtherOwner { school: "Hillside".to_owned() }));
        assert_eq!(world.number("SELECT COUNT(*) FROM members").await, 1);
        let another = create(&world, "Hillside", "Ben Webb", "ben@hillside.uk", SameName::Another).await.unwrap();
        assert_eq!(another.how, OwnerLinkReason::New);
        assert_eq!(world.number("SELECT COUNT(*) FROM schools").await, 2);
    }

    async fn an_owner_who_was_misspelt_is_corrected(world: TestContext) {
        let refused = create(&world, "Hillside", "Amy Webb", EMAIL, SameName::Correct).await;
        assert_eq!(refused, Err(CreateOwnerError::NoSchool { school: "Hillside".to_owned() }));
        let wrong = create(&world, "Hillside", "Amy Web", "haed@hillside.uk", SameName::NewLink).await.unwrap();
        let right = create(&world, "Hillside", "Amy Webb", EMAIL, SameName::Correct).await.unwrap();
        assert_eq!(right.how, OwnerLinkReason::Corrected);
        assert_eq!(world.use_link(token_in(&wrong.link)).await.unwrap_err(), Problem::Link(LinkError::Replaced));
        world.use_link(token_in(&right.link)).await.unwrap();
        let owner = world.sign_in(EMAIL).await;
        assert_eq!(world.texts("SELECT first_name || ' ' || last_name || ' ' || email FROM members").await, ["Amy Webb head@hillside.uk"]);
        assert!(world.audit_of(owner.member).await.contains(&"edit user".to_owned()));
    }
}
