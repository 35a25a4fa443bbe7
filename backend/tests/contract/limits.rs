//! Throttling, known devices, and the counting of attempts.

use crate::test_context::{HERE, PASSWORD, TestContext};
use backend::attempts;
use backend::device::DeviceCookie;
use backend::public::{BrowserContext, SignedIn};
use backend::{Backend, account, users};
use domain::access::Denial;
use domain::attempt::{Attempt, AttemptGroup, SignInAttempts, SignInFailure, Throttle};
use domain::form::account::ChangeEmailForm;
use domain::form::password::PasswordForm;
use domain::form::sign_in::SignInForm;
use domain::listing::UserListing;
use domain::moment::{DAY, HOUR};
use domain::problem::Problem;
use domain::role::Role;
use domain::user::{Access, MemberStatus};
use std::net::{IpAddr, Ipv4Addr};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0";
const NEW: &str = "Lantern-moss-77";

fn network(number: u32) -> IpAddr {
    IpAddr::V4(Ipv4Addr::from_bits(0xC633_6400 + number))
}

async fn sign_in(
    backend: &Backend,
    email: &str,
    password: &str,
    browser: BrowserContext<'_>,
) -> Result<SignedIn, Problem> {
    let form = SignInForm { email: email.to_owned(), password: password.to_owned(), next: String::new() };
    backend.public().sign_in(&form, browser).await
}

/// Signs in as `email` from here; gives the device cookie.
async fn device_of(world: &TestContext, email: &str) -> DeviceCookie {
    sign_in(&world.backend, email, PASSWORD, BrowserContext::at(HERE)).await.unwrap().device.unwrap()
}

/// Uses up every limit for one address, from everywhere and from `here`.
async fn guess_everywhere(world: &TestContext, email: &str, here: IpAddr) {
    for number in 0..70 {
        let _ = sign_in(&world.backend, email, "Not-the-password-1", BrowserContext::at(network(number))).await;
    }
    guess_here(world, email, here).await;
}

/// Uses up one network's limit for one address.
async fn guess_here(world: &TestContext, email: &str, here: IpAddr) {
    while !matches!(
        sign_in(&world.backend, email, "Not-the-password-1", BrowserContext::at(here)).await,
        Err(Problem::TooMany { .. })
    ) {}
}

fn counted(attempts: &SignInAttempts, group: AttemptGroup) -> (u64, u64) {
    let count = attempts.counts.iter().find(|count| count.group == group).unwrap();
    (count.in_a_day, count.in_a_month)
}

both! {
    async fn a_flood_of_resets_and_bad_links_stops_no_sign_in(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let door = world.backend.public();
        let mut refused = 0;
        for number in 0..3_000 {
            if number % 50 == 0 {
                world.clock.advance(1_000);
            }
            let asked = door.request_reset(&format!("pupil{number}@hillside.uk"), BrowserContext::at(HERE)).await;
            refused += u32::from(asked.is_err());
            let link = PasswordForm { token: format!("{number:0>43}"), password: NEW.to_owned() };
            assert!(door.use_link(&link, None, BrowserContext::at(HERE)).await.is_err());
        }
        assert!(refused > 2_000, "{refused}");
        assert!(world.try_sign_in(&owner.email, PASSWORD).await.is_ok(), "a device that is not known");
        // Nor is a link that exists.
        let invited = world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
        world.register(&invited.email).await;
    }

    async fn wrong_guesses_from_everywhere_keep_no_known_device_out(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let device = device_of(&world, &owner.email).await;
        let known = BrowserContext { cookie: Some(&device), ..BrowserContext::at(HERE) };
        guess_everywhere(&world, &owner.email, HERE).await;
        let stranger = sign_in(&world.backend, &owner.email, PASSWORD, BrowserContext::at(HERE)).await;
        assert!(matches!(stranger, Err(Problem::TooMany { .. })), "{stranger:?}");
        assert!(sign_in(&world.backend, &owner.email, PASSWORD, known).await.is_ok());
        // On any network, and after the server has restarted.
        let known_elsewhere = BrowserContext { cookie: Some(&device), ..BrowserContext::at(network(200)) };
        assert!(sign_in(&world.another_process().await, &owner.email, PASSWORD, known_elsewhere).await.is_ok());
        // Attempts on the device itself are throttled, for less than a minute.
        let mut answers = Vec::new();
        for _ in 0..11 {
            answers.push(sign_in(&world.backend, &owner.email, "Not-the-password-1", known).await.unwrap_err());
        }
        assert_eq!(answers[10], Problem::TooMany { wait_seconds: 30 });
        world.clock.advance(30_000);
        assert!(sign_in(&world.backend, &owner.email, PASSWORD, known).await.is_ok());
    }

    async fn a_known_device_gets_a_reset_link_whatever_others_ask_for(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let device = device_of(&world, &owner.email).await;
        let door = world.backend.public();
        for number in 0..200 {
            let _ = door.request_reset(&owner.email, BrowserContext::at(network(number))).await;
            let _ = door.request_reset(&owner.email, BrowserContext::at(HERE)).await;
        }
        assert!(matches!(door.request_reset(&owner.email, BrowserContext::at(HERE)).await, Err(Problem::TooMany { .. })));
        let known = BrowserContext { cookie: Some(&device), ..BrowserContext::at(HERE) };
        assert_eq!(door.request_reset(&owner.email, known).await, Ok(()));
        // The device is not known for other addresses.
        assert!(matches!(door.request_reset("nobody@hillside.uk", known).await, Err(Problem::TooMany { .. })));
    }

    async fn a_device_is_known_to_its_own_accounts_until_their_password_is_reset(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.person(&owner, Role::FullEdit).await;
        let device = device_of(&world, &owner.email).await;
        let owners = BrowserContext { cookie: Some(&device), ..BrowserContext::at(HERE) };
        guess_here(&world, &amy.email, HERE).await;
        let amys = sign_in(&world.backend, &amy.email, PASSWORD, owners).await;
        assert!(matches!(amys, Err(Problem::TooMany { .. })), "somebody else's device is a stranger: {amys:?}");
        // Several people may share a device.
        world.clock.advance(HOUR);
        let shared = sign_in(&world.backend, &amy.email, PASSWORD, owners).await.unwrap().device.unwrap();
        let both = BrowserContext { cookie: Some(&shared), ..BrowserContext::at(HERE) };
        for email in [&amy.email, &owner.email] {
            guess_here(&world, email, HERE).await;
            assert!(sign_in(&world.backend, email, PASSWORD, both).await.is_ok(), "{email}");
        }
        // After a new password, only the device that set it is still known.
        world.clock.advance(HOUR);
        world.backend.public().request_reset(&amy.email, BrowserContext::at(HERE)).await.unwrap();
        let token = world.link_to(&amy.email).await;
        let form = PasswordForm { token, password: NEW.to_owned() };
        let set = world.backend.public().use_link(&form, None, BrowserContext::at(HERE)).await.unwrap().device.unwrap();
        guess_here(&world, &amy.email, HERE).await;
        assert!(matches!(sign_in(&world.backend, &amy.email, NEW, both).await, Err(Problem::TooMany { .. })));
        assert!(sign_in(&world.backend, &owner.email, PASSWORD, both).await.is_ok(), "others on it are not touched");
        let new = BrowserContext { cookie: Some(&set), ..BrowserContext::at(HERE) };
        assert!(sign_in(&world.backend, &amy.email, NEW, new).await.is_ok());
    }

    async fn the_cookie_tells_nothing(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let device = device_of(&world, &owner.email).await;
        let text = device.reveal();
        assert!(text.len() <= 448 && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'), "{text}");
        let again = device_of(&world, &owner.email).await.reveal();
        assert_ne!(text[..22], again[..22], "two devices of one person have nothing in common");
        assert!(DeviceCookie::parse(&text) == Some(device));
    }

    async fn what_was_tried_is_remembered_after_a_restart(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        guess_everywhere(&world, &owner.email, network(0)).await;
        let device = device_of(&world, &owner.email).await;
        let known = BrowserContext { cookie: Some(&device), ..BrowserContext::at(HERE) };
        while !matches!(sign_in(&world.backend, &owner.email, "Not-the-password-1", known).await, Err(Problem::TooMany { .. })) {}
        attempts::write(&world.backend).await.unwrap();
        let ids = world.texts("SELECT id FROM limit_buckets").await;
        assert!(!ids.is_empty() && ids.iter().all(|id| !id.contains('@') && !id.contains("198.51")), "{ids:?}");

        let restarted = world.another_process().await;
        let busy = sign_in(&restarted, &owner.email, PASSWORD, BrowserContext::at(network(0))).await;
        assert!(matches!(busy, Err(Problem::TooMany { .. })), "{busy:?}");
        let elsewhere = sign_in(&restarted, &owner.email, PASSWORD, BrowserContext::at(network(250))).await;
        assert!(matches!(elsewhere, Err(Problem::TooMany { .. })), "{elsewhere:?}");
        assert_eq!(sign_in(&restarted, &owner.email, PASSWORD, known).await.unwrap_err(), Problem::TooMany { wait_seconds: 30 });
        world.clock.advance(30_000);
        assert!(sign_in(&restarted, &owner.email, PASSWORD, known).await.is_ok());
    }

    async fn attempts_are_counted_for_the_owner_of_the_persons_school(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let other = world.school_with_owner("Riverside").await;
        let amy = world.person(&owner, Role::AccountAdmin).await;
        for _ in 0..3 {
            sign_in(&world.backend, &amy.email, "Not-the-password-1", BrowserContext::at(network(1))).await.unwrap_err();
        }
        sign_in(&world.backend, "nobody@hillside.uk", "Not-the-password-1", BrowserContext::at(network(1))).await.unwrap_err();
        world.set_access(&owner, amy.member, Access::Blocked).await;
        sign_in(&world.backend, &amy.email, PASSWORD, BrowserContext::at(network(1))).await.unwrap_err();
        world.backend.public().request_reset(&owner.email, BrowserContext::at(HERE)).await.unwrap();
        world.deliver().await;
        let form = ChangeEmailForm { email_password: "Not-the-password-1".to_owned(), new_email: "new@hillside.uk".to_owned() };
        account::request_email_change(&world.backend, &owner.actor, &form, HERE).await.unwrap_err();
        attempts::write(&world.backend).await.unwrap();
        attempts::write(&world.backend).await.unwrap();

        let seen = attempts::view(&world.backend, &owner.actor).await.unwrap();
        assert_eq!(counted(&seen, AttemptGroup::Failed), (4, 4));
        assert_eq!(counted(&seen, AttemptGroup::Resets), (1, 1));
        assert_eq!(counted(&seen, AttemptGroup::NotConfirmed), (1, 1));
        assert_eq!(counted(&seen, AttemptGroup::Throttled), (0, 0));
        let wrong = seen.rows.iter().find(|row| row.attempt == Attempt::Failed(SignInFailure::WrongPassword)).unwrap();
        assert_eq!((wrong.member, wrong.times, wrong.network.as_str()), (amy.member, 3, "198.51.100.1"));
        let elsewhere = attempts::view(&world.backend, &other.actor).await.unwrap();
        assert!(elsewhere.rows.is_empty() && elsewhere.counts.iter().all(|count| count.in_a_month == 0));
        assert_eq!(attempts::view(&world.backend, &amy.actor).await.unwrap_err(), Problem::Denied(Denial::ForOwner));

        // They are kept for a month, and not longer.
        world.clock.advance(2 * DAY);
        let owner = world.sign_in(&owner.email).await;
        assert_eq!(counted(&attempts::view(&world.backend, &owner.actor).await.unwrap(), AttemptGroup::Failed), (0, 4));
        world.clock.advance(30 * DAY);
        let owner = world.sign_in(&owner.email).await;
        assert_eq!(counted(&attempts::view(&world.backend, &owner.actor).await.unwrap(), AttemptGroup::Failed), (0, 0));
    }

    async fn nothing_kept_of_an_attempt_is_an_address_or_a_password(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        for email in [owner.email.as_str(), "marker@hillside.uk"] {
            for _ in 0..12 {
                sign_in(&world.backend, email, "Marker-password-1", BrowserContext::at(network(1))).await.unwrap_err();
            }
            let _ = world.backend.public().request_reset(email, BrowserContext::at(network(1))).await;
        }
        world.deliver().await;
        attempts::write(&world.backend).await.unwrap();
        let sql = "SELECT id || kind || reason || COALESCE(account_id, '') || COALESCE(school_id, '') || COALESCE(member_id, '') || network FROM sign_in_attempts";
        let rows = world.texts(sql).await;
        assert_eq!(rows.len(), 6, "{rows:?}");
        let kept = [rows, world.texts("SELECT id FROM limit_buckets").await].concat();
        assert!(kept.iter().all(|text| !text.contains('@') && !text.to_lowercase().contains("marker")), "{kept:?}");
    }

    async fn a_flood_adds_few_rows(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        for number in 0..400 {
            let _ = world.backend.public().request_reset(&format!("p{number}@hillside.uk"), BrowserContext::at(network(number))).await;
            for _ in 0..4 {
                let _ = world.backend.public().request_reset(&owner.email, BrowserContext::at(network(number))).await;
            }
        }
        world.deliver().await;
        attempts::write(&world.backend).await.unwrap();
        let (rows, times) = (world.number("SELECT COUNT(*) FROM sign_in_attempts").await, world.number("SELECT CAST(SUM(times) AS BIGINT) FROM sign_in_attempts").await);
        assert!(rows <= 230, "{rows}");
        assert_eq!(times, 2_000, "and everything is counted");
    }

    async fn ten_wrong_guesses_in_a_day_are_told_once_a_day(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let guess = async |times: u32| {
            for number in 0..times {
                sign_in(&world.backend, &owner.email, "Not-the-password-1", BrowserContext::at(network(number))).await.unwrap_err();
            }
            attempts::write(&world.backend).await.unwrap();
            world.deliver().await
        };
        assert_eq!(guess(9).await, 0);
        world.clock.advance(HOUR);
        assert_eq!(guess(1).await, 1, "the tenth");
        let mail = world.mail_to(&owner.email).await.unwrap();
        assert!(mail.contains("10 times"), "{mail}");
        world.clock.advance(HOUR);
        assert_eq!(guess(20).await, 0, "once a day");
        world.clock.advance(23 * HOUR);
        assert_eq!(guess(1).await, 1, "and again the next day, when it goes on");
        world.clock.advance(2 * DAY);
        assert_eq!(guess(9).await, 0);
    }

    async fn a_new_device_is_told_unless_it_is_the_first_or_in_a_usual_network(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let from = |ip, cookie| BrowserContext { user_agent: FIREFOX, cookie, ..BrowserContext::at(ip) };
        let come = async |browser| {
            let device = sign_in(&world.backend, &owner.email, PASSWORD, browser).await.unwrap().device.unwrap();
            (device, world.deliver().await)
        };
        // An account's first sign-in causes no mail.
        let new = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await;
        sign_in(&world.backend, &new.email, PASSWORD, BrowserContext::at(network(100))).await.unwrap();
        assert_eq!(world.deliver().await, 0);
        let (_, told) = come(from(HERE, None)).await;
        assert_eq!(told, 0, "a network the account uses");
        world.clock.advance(HOUR);
        let (home, told) = come(from(network(7), None)).await;
        assert_eq!(told, 1, "a device that is not known, in a network that is not");
        let mail = world.mail_to(&owner.email).await.unwrap();
        assert!(mail.contains("Firefox on Linux") && !mail.contains("198.51"), "{mail}");
        let (_, told) = come(from(network(8), None)).await;
        assert_eq!(told, 0, "once a day");
        world.clock.advance(2 * DAY);
        let (_, told) = come(from(network(9), Some(&home))).await;
        assert_eq!(told, 0, "a known device in a new network");
        let (_, told) = come(from(network(8), None)).await;
        assert_eq!(told, 0, "a network it used lately");
        world.clock.advance(31 * DAY);
        let (_, told) = come(from(network(8), None)).await;
        assert_eq!(told, 1, "a network it has not used for long");
    }

    async fn wrong_passwords_in_a_session_are_slowed_for_that_session_alone(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let other = world.sign_in(&owner.email).await;
        let ask = async |person: &crate::test_context::Person, password: &str| {
            let form = ChangeEmailForm { email_password: password.to_owned(), new_email: "new@hillside.uk".to_owned() };
            account::request_email_change(&world.backend, &person.actor, &form, HERE).await
        };
        guess_here(&world, &owner.email, HERE).await;
        for _ in 0..10 {
            assert!(matches!(ask(&owner, "Not-the-password-1").await, Err(Problem::Form(_))), "whatever strangers tried");
        }
        assert_eq!(ask(&owner, PASSWORD).await.unwrap_err(), Problem::TooMany { wait_seconds: 30 });
        assert!(ask(&other, PASSWORD).await.is_ok());
        attempts::write(&world.backend).await.unwrap();
        let seen = attempts::view(&world.backend, &owner.actor).await.unwrap();
        assert_eq!(counted(&seen, AttemptGroup::NotConfirmed), (10, 10));
        assert!(seen.rows.iter().any(|row| row.attempt == Attempt::ConfirmThrottled));
        assert!(seen.rows.iter().any(|row| row.attempt == Attempt::Throttled(Throttle::FromOneNetwork)));
    }

    async fn refusals_are_counted_but_not_those_of_a_view(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.person(&owner, Role::FullEdit).await;
        let refused = users::list(&world.backend, &amy.actor, UserListing::default()).await.unwrap_err();
        let Problem::Denied(denial) = refused else { panic!("{refused:?}") };
        world.backend.note_refusal(&amy.actor, HERE, denial);
        backend::viewing::view_as(&world.backend, &owner.actor, Some(Role::FullEdit.into())).await.unwrap();
        let viewing = world.actor(&owner.token).await;
        world.backend.note_refusal(&viewing, HERE, denial);
        attempts::write(&world.backend).await.unwrap();
        let seen = attempts::view(&world.backend, &owner.actor).await.unwrap();
        assert_eq!(counted(&seen, AttemptGroup::Refused), (1, 1));
        assert_eq!((seen.rows[0].member, seen.rows[0].name.as_str()), (amy.member, "Amy Marlowe"));
    }
}
