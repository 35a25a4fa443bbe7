//! Finding people: as the list of users does, and only for those who may list them.

use crate::test_context::{Person, TestContext};
use crate::users::form;
use backend::{finding, users};
use domain::finding::Finding;
use domain::form::user::{UserField, UserForm};
use domain::product::Product;
use domain::role::Role;

async fn found(world: &TestContext, by: &Person, search: &str) -> Vec<String> {
    let actor = world.backend.public().actor(Some(&by.token)).await.unwrap();
    let found = finding::find(&world.backend, &actor, search).await.unwrap();
    let line = |one: &Finding| if one.is_open() { one.title() } else { format!("({})", one.title()) };
    found.iter().map(line).collect()
}

async fn add(world: &TestContext, by: &Person, first: &str, last: &str, role: Role) -> domain::id::MemberId {
    let email = format!("{}@hillside.uk", last.to_lowercase().replace([' ', '\''], "."));
    let mut filled = UserForm { job_title: "Year 4 teacher".to_owned(), ..form(first, last, &email) };
    filled.set(UserField::Role(Product::SONAR_TRACKER), role.code().to_owned());
    users::create(&world.backend, &by.actor, &filled).await.unwrap().member
}

both! {
    async fn people_are_found_as_in_the_list_of_users(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        add(&world, &owner, "Zoë", "O'Brien", Role::PartialEdit).await;
        add(&world, &owner, "Amy", "Webb", Role::FullEdit).await;
        for (search, expected) in [
            ("zoe obrien", &["Zoë O'Brien"][..]),
            ("year 4 webb", &["Amy Webb"]),
            ("block ZOE", &["Block Zoë O'Brien", "Zoë O'Brien"]),
            ("Amy → Partial Edit", &["Give Amy Webb the role Partial Edit", "Amy Webb"]),
            ("unblock amy", &["(Unblock Amy Webb)", "Amy Webb"]),
            ("restore amy", &[]),
            ("%", &[]),
            ("who can send sms", &["Who can: Send SMS"]),
        ] {
            assert_eq!(found(&world, &owner, search).await, expected, "{search}");
        }
    }

    async fn nobody_is_found_by_those_who_may_not_list_people(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let other = world.school_with_owner("Riverside").await;
        add(&world, &owner, "Zoë", "O'Brien", Role::PartialEdit).await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        assert_eq!(found(&world, &owner, "zoe").await, ["Zoë O'Brien"]);
        for (by, search) in [(&teacher, "zoe"), (&teacher, "block zoe"), (&teacher, "zoe → Full Edit"), (&other, "zoe")] {
            assert_eq!(found(&world, by, search).await, Vec::<String>::new(), "{search}");
        }
    }
}
