//! Page stamps: a form acts as the person and in the school its page was drawn for, or not at all.

use crate::test_context::{BROWSER, HERE, PASSWORD, Person, TestContext};
use backend::public::BrowserContext;
use backend::session::{Actor, explain};
use backend::{account, school, users, viewing};
use domain::form::settings::SettingsForm;
use domain::form::sign_in::SignInForm;
use domain::form::user::UserForm;
use domain::problem::Problem;
use domain::role::{HeldRole, Role};
use domain::session_end::SessionEnd;
use domain::user::MemberStatus;

fn another(name: &str, school: &str) -> Problem {
    Problem::PageMismatch { name: name.to_owned(), school: school.to_owned(), kept: false }
}

/// The actor of `person`, sending a form of a page with this stamp.
async fn sending(world: &TestContext, person: &Person, stamp: Option<&str>) -> Actor {
    world.backend.public().visitor(Some(&person.token)).await.unwrap().actor(stamp).unwrap()
}

fn new_name() -> SettingsForm {
    SettingsForm {
        name: "Taken Over".to_owned(),
        products: [(domain::product::Product::PORTAL, "true".to_owned())].into_iter().collect(),
        ..SettingsForm::default()
    }
}

/// One owner of two schools, signed in to the first, with their member in the second.
async fn of_two(world: &TestContext) -> (Person, domain::id::MemberId) {
    let hillside = world.school_with_owner("Hillside").await;
    let riverside = world.school_with_owner("Riverside").await;
    let added = world.add_member(&hillside, Role::AccountAdmin, MemberStatus::Active).await;
    world.clock.advance(120_000);
    let second = world.add_with_email(&riverside, &added.email, Role::AccountAdmin, MemberStatus::Active).await;
    let token = world.try_sign_in(&added.email, PASSWORD).await.unwrap();
    let token = world.choose(&token, added.member).await.unwrap();
    let actor = world.actor(&token).await;
    (Person { member: added.member, email: added.email, token, actor }, second.member)
}

both! {
    async fn a_form_of_another_person_or_of_no_page_saves_nothing(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let tablet = world.sign_in(&owner.email).await;
        let stamps = [None, Some(world.stamp(&admin.token).await), Some(world.stamp(&tablet.token).await), Some("nonsense".to_owned())];
        for stamp in stamps {
            let actor = sending(&world, &owner, stamp.as_deref()).await;
            let refusal = another(actor.name(), "Hillside");
            assert_eq!(school::change_settings(&world.backend, &actor, &new_name()).await.unwrap_err(), refusal);
            assert_eq!(account::change_known_as(&world.backend, &actor, "Me").await.unwrap_err(), refusal);
            assert_eq!(account::end_own_sessions(&world.backend, &actor, None).await.unwrap_err(), refusal);
            assert_eq!(viewing::view_as(&world.backend, &actor, Some(Role::FullEdit.into())).await.unwrap_err(), refusal);
            let form = UserForm { first_name: "Sam".to_owned(), last_name: "Sample".to_owned(), email: "sam@hillside.uk".to_owned(), role: "full-edit".to_owned(), ..UserForm::default() };
            assert_eq!(users::create(&world.backend, &actor, &form).await.unwrap_err(), refusal);
            assert!(users::person(&world.backend, &actor, admin.member).await.is_ok(), "reading goes on");
        }
        assert_eq!(world.texts("SELECT name FROM schools").await, ["Hillside"]);
        assert_eq!(world.number("SELECT COUNT(*) FROM members").await, 2);
    }

    async fn a_form_of_one_school_does_not_change_another(world: TestContext) {
        let (amy, second) = of_two(&world).await;
        let stamp = world.stamp(&amy.token).await;
        world.clock.advance(60_000);
        let token = world.choose(&amy.token, second).await.unwrap();
        let refusal = another("Amy Marlowe", "Riverside");
        let actor = sending(&world, &Person { token, ..amy.clone() }, Some(&stamp)).await;
        assert_eq!(school::change_settings(&world.backend, &actor, &new_name()).await.unwrap_err(), refusal);
        // Read before the switch, written after it.
        assert_eq!(school::change_settings(&world.backend, &amy.actor, &new_name()).await.unwrap_err(), refusal);
        assert_eq!(account::change_known_as(&world.backend, &amy.actor, "Me").await.unwrap_err(), refusal);
        assert_eq!(world.texts("SELECT name FROM schools ORDER BY name").await, ["Hillside", "Riverside"]);
    }

    async fn choosing_and_signing_out_are_for_the_session_the_page_was_drawn_for(world: TestContext) {
        let (amy, second) = of_two(&world).await;
        let owner = world.school_with_owner("Lakeside").await;
        let (door, theirs) = (world.backend.public(), world.stamp(&owner.token).await);
        for stamp in [None, Some(theirs.as_str())] {
            assert_eq!(door.choose_school(&amy.token, stamp, second).await.unwrap_err(), another("Amy Marlowe", "Hillside"));
            assert_eq!(door.sign_out(&amy.token, stamp).await.unwrap_err(), another("Amy Marlowe", "Hillside"));
        }
        assert!(door.actor(Some(&amy.token)).await.is_ok());
    }

    async fn signing_in_ends_the_session_the_browser_had(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let (elsewhere, door) = (world.sign_in(&owner.email).await, world.backend.public());
        let form = SignInForm { email: admin.email.clone(), password: PASSWORD.to_owned(), next: String::new() };
        let wrong = SignInForm { password: "Not-it-at-all-1".to_owned(), ..form.clone() };
        let browser = BrowserContext { session: Some(&owner.token), ..BROWSER };
        assert!(door.sign_in(&wrong, browser).await.is_err());
        assert!(door.actor(Some(&owner.token)).await.is_ok(), "nobody signed in");
        let begun = door.sign_in(&form, browser).await.unwrap().token;
        assert_eq!(door.actor(Some(&begun)).await.unwrap().member(), admin.member);
        assert_eq!(door.actor(Some(&owner.token)).await.unwrap_err(), Problem::SignedOut { kept: false });
        assert_eq!(door.why_ended(&owner.token).await.unwrap(), Some(SessionEnd::Replaced));
        assert!(door.actor(Some(&elsewhere.token)).await.is_ok(), "another browser's goes on");
    }

    async fn choosing_among_schools_begins_with_the_end_of_the_session_before_it(world: TestContext) {
        let (amy, _) = of_two(&world).await;
        let form = SignInForm { email: amy.email.clone(), password: PASSWORD.to_owned(), next: String::new() };
        world.backend.public().sign_in(&form, BrowserContext { session: Some(&amy.token), ..BROWSER }).await.unwrap();
        assert!(world.backend.public().schools(&amy.token).await.is_err());
    }

    async fn a_renewed_token_leaves_the_old_one_a_moment_and_pages_their_stamp(world: TestContext) {
        let (amy, second) = of_two(&world).await;
        let door = world.backend.public();
        world.clock.advance(60_000);
        let token = world.choose(&amy.token, second).await.unwrap();
        assert_ne!(token.reveal(), amy.token.reveal());
        assert!(door.actor(Some(&amy.token)).await.is_ok(), "a request may be under way");
        // A request under way does not renew the token: the browser might keep the older answer.
        assert_eq!(world.choose(&amy.token, amy.member).await.unwrap().reveal(), amy.token.reveal());
        let stamp = world.stamp(&token).await;
        world.clock.advance(30_000);
        assert!(door.actor(Some(&amy.token)).await.is_err());
        let now = world.actor(&token).await;
        let form = domain::form::account::ChangeEmailForm { new_email: "amy.new@hillside.uk".to_owned(), email_password: PASSWORD.to_owned() };
        let renewed = account::request_email_change(&world.backend, &now, &form, HERE).await.unwrap().0.unwrap();
        let actor = door.visitor(Some(&renewed)).await.unwrap().actor(Some(&stamp)).unwrap();
        assert!(actor.is_stamped(), "pages that are open go on");
        assert!(door.is_still(&amy.actor).await.unwrap(), "and so does their stream");
    }

    async fn two_servers_read_each_other_s_stamps(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let other = world.another_process().await;
        let stamp = other.public().visitor(Some(&owner.token)).await.unwrap().stamp();
        assert_eq!(stamp, world.stamp(&owner.token).await);
    }

    async fn somebody_whose_role_was_changed_is_told_so(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let stamp = world.stamp(&admin.token).await;
        world.change_role(&owner, admin.member, Role::FullReadOnly).await;
        let actor = sending(&world, &admin, Some(&stamp)).await;
        let refused = school::change_settings(&world.backend, &actor, &new_name()).await.unwrap_err();
        let told = explain(&world.backend, &actor, refused.clone()).await;
        assert_eq!(told, Problem::RoleChanged { role: HeldRole::from(Role::FullReadOnly).into() });
        assert_eq!(told.sentence(), "Your role is Full Read-only now. Nothing was saved.");
        let since = sending(&world, &admin, Some(&world.stamp(&admin.token).await)).await;
        assert_eq!(explain(&world.backend, &since, refused.clone()).await, refused, "a page that shows the role as it is");
    }
}
