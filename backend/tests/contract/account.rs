//! A person's own account: name, password, email address and sessions, and what admins may do with them.

use crate::test_context::{BROWSER, HERE, PASSWORD, Person, TestContext, token_in};
use backend::account;
use backend::public::BrowserContext;
use domain::access::Denial;
use domain::form::account::{ChangeEmailForm, ChangePasswordForm, DEMO_PASSWORD};
use domain::link::{LinkMailResult, LinkOffer};
use domain::moment::{DAY, HOUR, MINUTE};
use domain::problem::{LinkError, Problem};
use domain::role::Role;
use domain::user::{Access, MemberStatus};

const NEW: &str = "Vinegar-canal-8";
const ADDRESS: &str = "new.address@hillside.uk";
const OVER: Problem = Problem::SignedOut { kept: false };

fn passwords(current: &str, new: &str) -> ChangePasswordForm {
    ChangePasswordForm { current_password: current.to_owned(), password: new.to_owned() }
}

fn email(new: &str, password: &str) -> ChangeEmailForm {
    ChangeEmailForm { new_email: new.to_owned(), email_password: password.to_owned() }
}

/// The refused field and its message.
fn refused<T: std::fmt::Debug>(answer: Result<T, Problem>) -> (String, String) {
    let Err(Problem::Form(errors)) = answer else { panic!("{answer:?}") };
    (errors[0].field.clone(), errors[0].sentence())
}

/// Requests another address, and gives the token of the link sent there.
async fn asked(world: &TestContext, person: &Person, new: &str) -> String {
    account::request_email_change(&world.backend, &person.actor, &email(new, PASSWORD), HERE).await.unwrap();
    world.link_to(new).await
}

/// Amy, a member at Hillside and Riverside who is signed in to Hillside, and the two owners.
async fn of_two_schools(world: &TestContext) -> (Person, Person, Person) {
    let hillside = world.school_with_owner("Hillside").await;
    let riverside = world.school_with_owner("Riverside").await;
    let added = world.add_member(&hillside, Role::FullEdit, MemberStatus::Active).await;
    world.clock.advance(1);
    world.add_with_email(&riverside, &added.email, Role::FullEdit, MemberStatus::Active).await;
    let token = world.try_sign_in(&added.email, PASSWORD).await.unwrap();
    let token = world.choose(&token, added.member).await.unwrap();
    let actor = world.actor(&token).await;
    (Person { member: added.member, email: added.email, token, actor }, hillside, riverside)
}

both! {
    async fn what_one_goes_by_is_ones_own(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.person(&owner, Role::MinimalReadOnly).await;
        account::change_known_as(&world.backend, &amy.actor, "  Miss   M ").await.unwrap();
        let called = || async { world.backend.public().site(Some(&amy.token)).await.unwrap().viewer().unwrap().called().to_owned() };
        assert_eq!(called().await, "Miss M");
        assert_eq!(account::own(&world.backend, &amy.actor).await.unwrap().known_as, "Miss M");
        assert_eq!(refused(account::change_known_as(&world.backend, &amy.actor, &"x".repeat(61)).await).0, "known_as");
        let entries = world.audit_of(amy.member).await.len();
        account::change_known_as(&world.backend, &amy.actor, "Miss M").await.unwrap();
        assert_eq!(world.audit_of(amy.member).await.len(), entries, "nothing changed");
        account::change_known_as(&world.backend, &amy.actor, " ").await.unwrap();
        assert_eq!(called().await, "Amy Marlowe");
        let values = world.texts("SELECT new_value FROM audit_log WHERE action = 'change known as' ORDER BY number").await;
        assert_eq!(values, ["{\"known_as\":\"Miss M\"}", "{\"known_as\":null}"]);
    }

    async fn another_password_ends_every_other_session_and_every_link(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.person(&owner, Role::FullEdit).await;
        let tablet = world.sign_in(&amy.email).await;
        assert_eq!(account::send_password_link(&world.backend, &owner.actor, amy.member).await.unwrap(), LinkMailResult::Sent);
        let link = world.link_to(&amy.email).await;
        let change = |current: &str, new: &str| {
            let (world, actor, form) = (&world, &amy.actor, passwords(current, new));
            async move { account::change_password(&world.backend, actor, &form, HERE).await }
        };
        assert_eq!(refused(change("", NEW).await).0, "current_password");
        assert_eq!(refused(change("Not-my-password-1", NEW).await), ("current_password".to_owned(), "This is not your password".to_owned()));
        for weak in ["short", "Marlowe-xy-77!", "Password1!", PASSWORD] {
            assert_eq!(refused(change(PASSWORD, weak).await).0, "password", "{weak}");
        }
        let door = world.backend.public();
        assert!(door.actor(Some(&tablet.token)).await.is_ok());

        world.clock.advance(1);
        let goes_on = change(PASSWORD, NEW).await.unwrap().0.unwrap();
        assert_eq!(door.actor(Some(&goes_on)).await.unwrap().session(), amy.actor.session(), "this one goes on");
        assert!(door.actor(Some(&amy.token)).await.is_ok(), "a request may be under way still");
        assert_eq!(door.actor(Some(&tablet.token)).await.unwrap_err(), OVER);
        world.clock.advance(30_000);
        for over in [&amy.token, &tablet.token] {
            assert_eq!(door.actor(Some(over)).await.unwrap_err(), OVER);
        }
        assert!(world.try_sign_in(&amy.email, PASSWORD).await.is_err());
        assert!(world.try_sign_in(&amy.email, NEW).await.is_ok());
        assert_eq!(world.use_link(&link).await.unwrap_err(), Problem::Link(LinkError::PasswordSet));
        world.deliver().await;
        assert!(world.mail_to(&amy.email).await.unwrap().contains("was changed just now"));
        assert_eq!(world.audit_of(amy.member).await.iter().filter(|action| *action == "change own password").count(), 1);
    }

    async fn guessing_the_password_of_an_open_session_is_slowed_like_signing_in(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.person(&owner, Role::FullEdit).await;
        let elsewhere = "198.51.100.9".parse().unwrap();
        let guess = || account::change_password(&world.backend, &amy.actor, const { &ChangePasswordForm { current_password: String::new(), password: String::new() } }, elsewhere);
        assert_eq!(refused(guess().await).0, "current_password");
        let form = passwords("Not-my-password-1", NEW);
        let mut tries = 0;
        while matches!(account::change_password(&world.backend, &amy.actor, &form, elsewhere).await, Err(Problem::Form(_))) {
            tries += 1;
        }
        assert_eq!(tries, 10);
        for right in [passwords(PASSWORD, NEW)] {
            assert_eq!(account::change_password(&world.backend, &amy.actor, &right, elsewhere).await.unwrap_err(), Problem::TooMany { wait_seconds: 30 });
            world.clock.advance(MINUTE);
            assert!(account::change_password(&world.backend, &amy.actor, &right, elsewhere).await.is_ok());
        }
    }

    async fn of_two_changes_of_a_password_at_once_one_holds(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.person(&owner, Role::FullEdit).await;
        let tablet = world.sign_in(&amy.email).await;
        let (one, other) = (passwords(PASSWORD, NEW), passwords(PASSWORD, "Lantern-moss-77"));
        let (a, b) = tokio::join!(
            account::change_password(&world.backend, &amy.actor, &one, HERE),
            account::change_password(&world.backend, &tablet.actor, &other, HERE)
        );
        let (password, lost) = match (a, b) {
            (Ok(_), Err(lost)) => (NEW, lost),
            (Err(lost), Ok(_)) => ("Lantern-moss-77", lost),
            both => panic!("{both:?}"),
        };
        assert_eq!(lost, OVER, "its session was ended by the other");
        assert!(world.try_sign_in(&amy.email, password).await.is_ok());
    }

    async fn a_session_that_another_ended_is_told_so_and_not_that_its_password_is_wrong(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.person(&owner, Role::FullEdit).await;
        let tablet = world.sign_in(&amy.email).await;
        account::change_password(&world.backend, &amy.actor, &passwords(PASSWORD, NEW), HERE).await.unwrap();
        // The tablet's request began before the new password was set, and checks its password after that.
        let form = passwords(PASSWORD, "Lantern-moss-77");
        let late = account::change_password(&world.backend, &tablet.actor, &form, HERE);
        assert_eq!(late.await.unwrap_err(), OVER);
        let late = account::step_up(&world.backend, &tablet.actor, PASSWORD, HERE);
        assert_eq!(late.await.unwrap_err(), OVER);
    }

    async fn an_address_changes_when_its_button_is_pressed_and_shows_in_each_school(world: TestContext) {
        let (amy, hillside, _) = of_two_schools(&world).await;
        assert_eq!(refused(account::request_email_change(&world.backend, &amy.actor, &email("nonsense", PASSWORD), HERE).await).0, "new_email");
        assert_eq!(refused(account::request_email_change(&world.backend, &amy.actor, &email(ADDRESS, "Wrong-one-1"), HERE).await).0, "email_password");
        let token = asked(&world, &amy, ADDRESS).await;
        let own = account::own(&world.backend, &amy.actor).await.unwrap();
        assert_eq!((own.email.as_str(), own.new_email.unwrap().address.as_str()), (amy.email.as_str(), ADDRESS));

        let door = world.backend.public();
        let page = door.open_link(&token, None).await.unwrap();
        assert_eq!((page.offer, page.email.as_str(), page.own.len()), (LinkOffer::ChangeEmail, ADDRESS, 0), "nothing of the account is told");
        assert!(world.try_sign_in(&amy.email, PASSWORD).await.is_ok(), "opening it changes nothing");

        let people = world.texts("SELECT CAST(people_no AS TEXT) FROM schools ORDER BY id").await;
        world.clock.advance(1);
        assert_eq!(world.use_link(&token).await.unwrap().email, ADDRESS);
        assert!(world.try_sign_in(&amy.email, PASSWORD).await.is_err());
        assert!(world.try_sign_in(&ADDRESS.to_uppercase(), PASSWORD).await.is_ok());
        assert!(door.actor(Some(&amy.token)).await.is_ok(), "who is signed in stays so");
        assert_eq!(world.use_link(&token).await.unwrap_err(), Problem::Link(LinkError::Used));
        let found = |email: &'static str| backend::users::list(&world.backend, &hillside.actor, domain::listing::UserListing { search: email.to_owned(), ..Default::default() });
        let rows = world.texts(&format!("SELECT email FROM members WHERE account_id = '{}'", amy.actor.account())).await;
        assert_eq!(rows, [ADDRESS, ADDRESS]);
        let hillside_now = world.sign_in(&hillside.email).await;
        let _ = hillside_now;
        assert_eq!(found("new.address").await.unwrap().total, 1, "it is found by the new one");
        let entries = world.texts("SELECT school_id FROM audit_log WHERE action = 'change own email'").await;
        assert_eq!(entries.len(), 2);
        assert_ne!(entries[0], entries[1]);
        let after = world.texts("SELECT CAST(people_no AS TEXT) FROM schools ORDER BY id").await;
        assert!(people.iter().zip(&after).all(|(before, after)| before != after));
        world.deliver().await;
        let told = world.mail_to(&amy.email).await.unwrap();
        assert!(told.contains("no longer signs in") && !told.contains(ADDRESS), "{told}");
    }

    async fn nothing_tells_whether_an_address_has_an_account(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let other = world.school_with_owner("Riverside").await;
        let amy = world.person(&owner, Role::FullEdit).await;
        let invited = world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
        world.deliver().await;
        for (taken, is_taken) in [(other.email.as_str(), true), (invited.email.as_str(), true), ("nobody@hillside.uk", false)] {
            world.clock.advance(HOUR);
            let mails = world.mails_to(taken).await.len();
            assert_eq!(account::request_email_change(&world.backend, &amy.actor, &email(taken, PASSWORD), HERE).await.map(drop), Ok(()), "{taken}");
            assert_eq!(account::own(&world.backend, &amy.actor).await.unwrap().new_email.unwrap().address, taken);
            world.deliver().await;
            let mail = world.mails_to(taken).await;
            assert_eq!(mail.len(), mails + 1, "{taken}");
            assert_eq!(mail.last().unwrap().contains("/link/"), !is_taken, "{taken}");
        }
    }

    async fn an_address_that_somebody_got_meanwhile_is_not_taken_from_them(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.person(&owner, Role::FullEdit).await;
        let bea = world.person(&owner, Role::FullEdit).await;
        let (first, second) = (asked(&world, &amy, ADDRESS).await, {
            world.clock.advance(1);
            asked(&world, &bea, &ADDRESS.to_uppercase()).await
        });
        let (one, other) = tokio::join!(world.use_link(&first), world.use_link(&second));
        let lost = match (one, other) {
            (Ok(_), Err(lost)) | (Err(lost), Ok(_)) => lost,
            both => panic!("{both:?}"),
        };
        assert_eq!(lost, Problem::Link(LinkError::Taken));
        assert_eq!(world.number("SELECT COUNT(*) FROM accounts WHERE email_key = 'new.address@hillside.uk'").await, 1);
    }

    async fn an_address_is_not_confirmed_late_nor_after_it_was_taken_back_nor_by_somebody_blocked(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.person(&owner, Role::FullEdit).await;
        let late = asked(&world, &amy, ADDRESS).await;
        world.clock.advance(DAY);
        assert_eq!(world.use_link(&late).await.unwrap_err(), Problem::Link(LinkError::Expired));

        let amy = world.sign_in(&amy.email).await;
        let first = asked(&world, &amy, ADDRESS).await;
        world.clock.advance(1);
        let second = asked(&world, &amy, "another@hillside.uk").await;
        assert_eq!(world.use_link(&first).await.unwrap_err(), Problem::Link(LinkError::Replaced));
        account::withdraw_email(&world.backend, &amy.actor).await.unwrap();
        assert_eq!(account::own(&world.backend, &amy.actor).await.unwrap().new_email, None);
        assert_eq!(world.use_link(&second).await.unwrap_err(), Problem::Link(LinkError::CalledOff));

        world.clock.advance(HOUR);
        let blocked = asked(&world, &amy, ADDRESS).await;
        world.set_access(&world.sign_in(&owner.email).await, amy.member, Access::Blocked).await;
        assert_eq!(world.use_link(&blocked).await.unwrap_err(), Problem::Link(LinkError::NotLetIn));
        assert_eq!(world.number(&format!("SELECT COUNT(*) FROM accounts WHERE email = '{}'", amy.email)).await, 1);
        assert_eq!(account::request_email_change(&world.backend, &amy.actor, &email("x@hillside.uk", PASSWORD), HERE).await.unwrap_err(), OVER);
    }

    async fn asking_for_a_reset_leaves_an_address_that_waits_and_setting_a_password_does_not(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.person(&owner, Role::FullEdit).await;
        let token = asked(&world, &amy, ADDRESS).await;
        world.clock.advance(1);
        // Anybody can request a reset, so it must not cancel the holder's own request.
        world.backend.public().request_reset(&amy.email, BrowserContext::at(HERE)).await.unwrap();
        let reset = world.link_to(&amy.email).await;
        assert!(world.backend.public().open_link(&token, None).await.is_ok());
        world.use_link(&reset).await.unwrap();
        assert_eq!(world.use_link(&token).await.unwrap_err(), Problem::Link(LinkError::PasswordSet));
    }

    async fn sessions_are_listed_and_ended_by_their_holder(world: TestContext) {
        let (amy, _, riverside) = of_two_schools(&world).await;
        let door = world.backend.public();
        world.clock.advance(MINUTE);
        let elsewhere = world.try_sign_in(&amy.email, PASSWORD).await.unwrap();
        let at_riverside = door.schools(&elsewhere).await.unwrap().into_iter().find(|choice| choice.school == "Riverside").unwrap();
        let elsewhere = world.choose(&elsewhere, at_riverside.member).await.unwrap();
        world.clock.advance(MINUTE);
        let choosing = world.try_sign_in(&amy.email, PASSWORD).await.unwrap();
        let sessions = account::own(&world.backend, &amy.actor).await.unwrap().sessions;
        let told: Vec<_> = sessions.iter().map(|session| (session.school.as_str(), session.is_this)).collect();
        assert_eq!(told, [("", false), ("Riverside", false), ("Hillside", true)], "the one used last first");

        // Hillside's owner sees Amy's sessions in Hillside and none in Riverside.
        let change_no = "SELECT change_no FROM schools WHERE name = 'Riverside'";
        let before = world.number(change_no).await;
        account::end_own_sessions(&world.backend, &amy.actor, Some(sessions[1].id)).await.unwrap();
        assert!(world.number(change_no).await > before, "its pages hear of it at once");
        assert_eq!(door.actor(Some(&elsewhere)).await.unwrap_err(), OVER);
        account::end_own_sessions(&world.backend, &amy.actor, None).await.unwrap();
        assert!(door.schools(&choosing).await.is_err());
        assert!(door.actor(Some(&amy.token)).await.is_ok());
        // Another person's session is out of reach.
        let theirs = account::own(&world.backend, &riverside.actor).await.unwrap().sessions[0].id;
        account::end_own_sessions(&world.backend, &amy.actor, Some(theirs)).await.unwrap();
        assert!(door.actor(Some(&riverside.token)).await.is_ok());
        assert_eq!(world.number("SELECT COUNT(*) FROM audit_log WHERE action = 'end sessions'").await, 4, "twice, in two schools");
    }

    async fn sessions_that_can_be_used_no_more_are_not_listed(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        world.sign_in(&owner.email).await;
        let listed = |person: Person| { let world = &world; async move { account::own(&world.backend, &person.actor).await.unwrap().sessions.len() } };
        assert_eq!(listed(owner.clone()).await, 2);
        world.clock.advance(backend::session::IDLE - 1);
        assert!(world.backend.public().actor(Some(&owner.token)).await.is_ok());
        world.clock.advance(1);
        assert_eq!(listed(world.sign_in(&owner.email).await).await, 2, "the other one idled");
    }

    async fn an_admin_signs_people_below_out_of_their_school_only(world: TestContext) {
        let (amy, hillside, riverside) = of_two_schools(&world).await;
        let door = world.backend.public();
        let elsewhere = world.try_sign_in(&amy.email, PASSWORD).await.unwrap();
        let at_riverside = door.schools(&elsewhere).await.unwrap().into_iter().find(|choice| choice.school == "Riverside").unwrap();
        let elsewhere = world.choose(&elsewhere, at_riverside.member).await.unwrap();
        let details = account::sign_in_details(&world.backend, &hillside.actor, amy.member).await.unwrap();
        let sessions = details.sessions.unwrap();
        assert_eq!(sessions.iter().map(|session| session.school.as_str()).collect::<Vec<_>>(), ["Hillside"]);
        assert!(details.last_sign_in.is_some() && details.may_send_link.is_ok());

        assert_eq!(account::sign_in_details(&world.backend, &riverside.actor, amy.member).await.unwrap_err(), Problem::NotFound);
        assert_eq!(account::end_sessions(&world.backend, &riverside.actor, amy.member, None).await.unwrap_err(), Problem::NotFound);
        assert_eq!(account::end_sessions(&world.backend, &amy.actor, hillside.member, None).await.unwrap_err(), Problem::Denied(Denial::ForAdmins));
        let admin = world.person(&hillside, Role::AccountAdmin).await;
        for above in [hillside.member, world.person(&hillside, Role::AccountAdmin).await.member] {
            assert!(matches!(account::end_sessions(&world.backend, &admin.actor, above, None).await, Err(Problem::Denied(Denial::EqualOrAbove { .. }))));
            assert!(account::sign_in_details(&world.backend, &admin.actor, above).await.unwrap().sessions.is_err());
        }
        account::end_sessions(&world.backend, &admin.actor, amy.member, Some(sessions[0].id)).await.unwrap();
        assert_eq!(door.actor(Some(&amy.token)).await.unwrap_err(), OVER);
        assert!(door.actor(Some(&elsewhere)).await.is_ok(), "the other school is not theirs");
        let again = world.try_sign_in(&amy.email, PASSWORD).await.unwrap();
        let again = world.choose(&again, amy.member).await.unwrap();
        account::end_sessions(&world.backend, &admin.actor, amy.member, None).await.unwrap();
        assert_eq!(door.actor(Some(&again)).await.unwrap_err(), OVER);
        assert!(door.actor(Some(&elsewhere)).await.is_ok());
        assert_eq!(world.audit_of(amy.member).await.iter().filter(|action| *action == "end sessions").count(), 2);
    }

    async fn an_admin_sends_a_password_link_and_nothing_changes_until_it_is_used(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let amy = world.person(&owner, Role::FullEdit).await;
        let invited = world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
        let blocked = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await;
        world.set_access(&owner, blocked.member, Access::Blocked).await;
        for (member, denial) in [
            (invited.member, Denial::NotRegistered),
            (blocked.member, Denial::NotLetIn),
            (admin.member, Denial::Yourself),
            (owner.member, Denial::EqualOrAbove { role: Role::AccountOwner }),
        ] {
            assert_eq!(account::send_password_link(&world.backend, &admin.actor, member).await.unwrap_err(), Problem::Denied(denial));
        }
        world.deliver().await;
        assert_eq!(account::send_password_link(&world.backend, &admin.actor, amy.member).await.unwrap(), LinkMailResult::Sent);
        world.clock.advance(1);
        let first = world.link_to(&amy.email).await;
        let mail = world.mail_to(&amy.email).await.unwrap();
        assert!(mail.contains("Amy Marlowe at Hillside has sent you a link"), "{mail}");
        assert!(world.backend.public().actor(Some(&amy.token)).await.is_ok());
        assert!(world.try_sign_in(&amy.email, PASSWORD).await.is_ok());
        world.clock.advance(MINUTE - 2);
        assert_eq!(account::send_password_link(&world.backend, &admin.actor, amy.member).await.unwrap(), LinkMailResult::JustSent);
        assert_eq!(world.deliver().await, 0);
        world.clock.advance(1);
        assert_eq!(account::send_password_link(&world.backend, &admin.actor, amy.member).await.unwrap(), LinkMailResult::Sent);
        let second = world.link_to(&amy.email).await;
        assert_eq!(world.use_link(&first).await.unwrap_err(), Problem::Link(LinkError::Replaced));
        world.clock.advance(HOUR - 2);
        assert!(world.use_link(&second).await.is_ok());
        assert_eq!(world.backend.public().actor(Some(&amy.token)).await.unwrap_err(), OVER);
        assert!(world.audit_of(amy.member).await.contains(&"send password link".to_owned()));
        let log = world.texts("SELECT COALESCE(new_value, '') FROM audit_log").await.join(" ");
        assert!(!log.contains(token_in(&mail)));
    }

    async fn the_demonstrations_password_is_right_there_and_nowhere_else(world: TestContext) {
        let demo = world.as_demo();
        backend::demo::seed(&demo).await.unwrap();
        let door = demo.public();
        let person = door.demo_people().await.unwrap().remove(0);
        let token = door.demo_sign_in(person.member, BROWSER).await.unwrap().token;
        let actor = world.actor(&token).await;
        let form = passwords(DEMO_PASSWORD, NEW);
        assert_eq!(refused(account::change_password(&world.backend, &actor, &form, HERE).await).0, "current_password", "outside the demonstration");
        assert_eq!(refused(account::change_password(&demo, &actor, &passwords("else", NEW), HERE).await).0, "current_password");
        let email = account::own(&demo, &actor).await.unwrap().email;
        assert!(world.try_sign_in(&email, DEMO_PASSWORD).await.is_err());
        assert!(account::change_password(&demo, &actor, &form, HERE).await.is_ok());
        assert!(world.try_sign_in(&email, NEW).await.is_ok());
    }
}
