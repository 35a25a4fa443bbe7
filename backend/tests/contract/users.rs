//! Adding and inviting people: values, rights, and two requests at once.

use crate::test_context::{Person, TestContext};
use backend::users;
use domain::access::Denial;
use domain::fault::Fault;
use domain::form::user::{INVITE_LATER, UserForm};
use domain::id::MemberId;
use domain::listing::UserListing;
use domain::problem::{FieldError, Problem};
use domain::role::Role;
use domain::school::Availability;
use domain::user::{Access, MemberStatus};
use uuid::Uuid;

pub fn form(first_name: &str, last_name: &str, email: &str) -> UserForm {
    UserForm {
        first_name: first_name.to_owned(),
        last_name: last_name.to_owned(),
        email: email.to_owned(),
        role: Role::FullEdit.code().to_owned(),
        invite: INVITE_LATER.to_owned(),
        ..UserForm::default()
    }
}

fn with_key(form: UserForm) -> UserForm {
    UserForm { form_key: Uuid::new_v4().to_string(), ..form }
}

fn fields(problem: Problem) -> Vec<String> {
    match problem {
        Problem::Form(errors) => errors.into_iter().map(|error| error.field).collect(),
        other => panic!("{other:?}"),
    }
}

/// The state that a refusal must leave unchanged.
async fn traces(world: &TestContext) -> (i64, i64, i64, i64) {
    (
        world.number("SELECT COUNT(*) FROM members").await,
        world.number("SELECT COUNT(*) FROM audit_log").await,
        world.number("SELECT COUNT(*) FROM outbox").await,
        world.number("SELECT CAST(SUM(change_no) AS BIGINT) FROM schools").await,
    )
}

async fn found(world: &TestContext, by: &Person, search: &str) -> Vec<(String, String)> {
    let listing = UserListing { search: search.to_owned(), ..UserListing::default() };
    let page = users::list(&world.backend, &by.actor, listing).await.unwrap();
    page.rows.into_iter().map(|row| (row.first_name, row.last_name)).collect()
}

both! {
    async fn names_of_all_sorts_are_kept_and_found(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let hundred = "Ö".repeat(100);
        let names = [
            ("Siobhán", "O'Brien", "OBRIEN siobhan"),
            ("Anne-Marie", "Smith-Jones", "smith-jones"),
            ("X", "Æ", "ae"),
            ("Zoë", "Wałęsa", "walesa zoe"),
            ("小明", "王", "王"),
            ("محمد", "الراشد", "الراشد"),
            (hundred.as_str(), "Long", &hundred),
            ("<b>Bob</b>", "&amp;", "<b>bob"),
            ("Robert'); DROP TABLE members;--", "Tables", "drop table"),
        ];
        for (number, (first, last, search)) in names.iter().enumerate() {
            let last = if *last == "&amp;" { "Tags &amp;" } else { last };
            let created = users::create(&world.backend, &owner.actor, &form(first, last, &format!("n{number}@hillside.uk"))).await.unwrap();
            assert_eq!(created.name, format!("{first} {last}"));
            assert!(!created.invited);
            assert_eq!(found(&world, &owner, search).await, [((*first).to_owned(), last.to_owned())], "{search}");
        }
    }

    async fn names_that_are_none_are_refused(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let before = traces(&world).await;
        for wrong in ["", "   ", "\u{0}", "A\u{7}", "A\u{202E}B", "123", &"x".repeat(101), &"王".repeat(200)] {
            let problem = users::create(&world.backend, &owner.actor, &form(wrong, wrong, "a@hillside.uk")).await.unwrap_err();
            assert_eq!(fields(problem), ["first_name", "last_name"], "{wrong:?}");
        }
        assert_eq!(traces(&world).await, before);
    }

    async fn emails_are_told_apart_by_all_but_case(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let create = async |email: &str| users::create(&world.backend, &owner.actor, &form("Amy", "Webb", email)).await;
        let host = format!("{}.{}.{}.uk", "h".repeat(63), "h".repeat(63), "h".repeat(60));
        let longest = format!("{}@{host}", "l".repeat(254 - 1 - host.len()));
        assert_eq!(longest.len(), 254);
        for right in ["Amy.Webb@Hillside.uk", "amy.webb+tag@hillside.uk", "amywebb@hillside.uk", &longest] {
            assert_eq!(create(right).await.unwrap().email, right);
        }
        let named = |answer| matches!(answer, Availability::Taken { name, .. } if name == "Amy Webb");
        for taken in ["amy.webb@hillside.uk", "AMY.WEBB@HILLSIDE.UK", "Amy.Webb+TAG@hillside.uk"] {
            let problem = create(taken).await.unwrap_err();
            assert_eq!(problem, Problem::field("email", Fault::EmailTaken), "{taken}");
            assert!(named(users::email_availability(&world.backend, &owner.actor, taken).await.unwrap()), "{taken}");
        }
        for wrong in ["amy@hillside", "amy", "", &format!("l{longest}")] {
            assert_eq!(fields(create(wrong).await.unwrap_err()), ["email"], "{wrong}");
            assert_eq!(users::email_availability(&world.backend, &owner.actor, wrong).await.unwrap(), Availability::Free, "{wrong}");
        }
    }

    async fn everything_taken_is_said_at_once(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let first = UserForm { username: "Amy.W".to_owned(), ..form("Amy", "Webb", "amy@hillside.uk") };
        let amy = users::create(&world.backend, &owner.actor, &first).await.unwrap().member;
        let again = UserForm { username: "aMY.w".to_owned(), ..form("Ann", "Wood", "Amy@hillside.uk") };
        assert_eq!(fields(users::create(&world.backend, &owner.actor, &again).await.unwrap_err()), ["email", "username"]);
        let username = async |text: &str| users::username_availability(&world.backend, &owner.actor, text).await.unwrap();
        let taken = Availability::Taken { member: amy, name: "Amy Webb".to_owned() };
        assert_eq!((username("AMY.W").await, username("amy.x").await, username("?").await), (taken, Availability::Free, Availability::Free));
        // Any number of people may have no username.
        for email in ["b@hillside.uk", "c@hillside.uk"] {
            users::create(&world.backend, &owner.actor, &form("Ben", "Cole", email)).await.unwrap();
        }
    }

    async fn nobody_gives_a_role_that_is_not_theirs_to_give(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        for (by, refused) in [(&owner, &[Role::AccountOwner][..]), (&admin, &[Role::AccountOwner, Role::AccountAdmin][..])] {
            for role in Role::ALL {
                let before = traces(&world).await;
                let form = UserForm { role: role.code().to_owned(), ..form("Amy", "Webb", &format!("{}{}@hillside.uk", role.code(), by.member)) };
                let answer = users::create(&world.backend, &by.actor, &form).await;
                if refused.contains(&role) {
                    assert_eq!(answer.unwrap_err(), Problem::Denied(Denial::RoleNotYours { role }));
                    assert_eq!(traces(&world).await, before);
                } else {
                    assert_eq!(world.texts(&format!("SELECT role FROM members WHERE id = '{}'", answer.unwrap().member)).await, [role.code()]);
                }
            }
        }
        let before = traces(&world).await;
        for code in ["", "headteacher", "Account-Owner", "account-owner ", "' OR 1=1 --", "0"] {
            let form = UserForm { role: code.to_owned(), ..form("Amy", "Webb", "amy@hillside.uk") };
            assert_eq!(fields(users::create(&world.backend, &owner.actor, &form).await.unwrap_err()), ["role"], "{code}");
        }
        assert_eq!(traces(&world).await, before);
    }

    async fn whoever_manages_nobody_is_refused_everything(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::MinimalReadOnly, MemberStatus::NotRegistered).await;
        for role in Role::ALL.into_iter().filter(|role| Role::AccountAdmin.is_above(*role)) {
            let person = world.person(&owner, role).await;
            let before = traces(&world).await;
            let (backend, actor, denied) = (&world.backend, &person.actor, Problem::Denied(Denial::ForAdmins));
            // Refused before the form is checked.
            assert_eq!(users::create(backend, actor, &UserForm::default()).await.unwrap_err(), denied);
            assert_eq!(users::list(backend, actor, UserListing::default()).await.unwrap_err(), denied);
            assert_eq!(users::invite(backend, actor, amy.member).await.unwrap_err(), denied);
            assert_eq!(users::invite(backend, actor, MemberId::new(Uuid::new_v4())).await.unwrap_err(), denied);
            assert_eq!(users::email_availability(backend, actor, &owner.email).await.unwrap_err(), denied);
            assert_eq!(users::username_availability(backend, actor, "amy").await.unwrap_err(), denied);
            assert_eq!(traces(&world).await, before);
        }
    }

    async fn what_may_be_done_is_read_when_it_is_done(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        world.change_role(&owner, admin.member, Role::FullEdit).await;
        let before = traces(&world).await;
        let refused = users::create(&world.backend, &admin.actor, &form("Amy", "Webb", "amy@hillside.uk")).await.unwrap_err();
        assert_eq!(refused, Problem::Denied(Denial::ForAdmins));
        assert_eq!(traces(&world).await, before);
        world.set_access(&owner, admin.member, Access::Blocked).await;
        let before = traces(&world).await;
        let refused = users::create(&world.backend, &admin.actor, &form("Amy", "Webb", "amy@hillside.uk")).await.unwrap_err();
        assert_eq!(refused, Problem::SignedOut { kept: false });
        assert_eq!(traces(&world).await, before);
    }

    async fn the_same_form_sent_twice_at_once_adds_one_person(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let form = UserForm { invite: String::new(), ..with_key(form("Amy", "Webb", "amy@hillside.uk")) };
        let send = || {
            let (backend, actor, form) = (world.backend.clone(), owner.actor.clone(), form.clone());
            tokio::spawn(async move { users::create(&backend, &actor, &form).await })
        };
        let (one, other) = tokio::join!(send(), send());
        let one = one.unwrap().unwrap();
        assert_eq!(one, other.unwrap().unwrap());
        assert!(one.invited);
        assert_eq!(users::create(&world.backend, &owner.actor, &form).await.unwrap(), one, "and once more, later");
        assert_eq!(world.number("SELECT COUNT(*) FROM members WHERE email_key = 'amy@hillside.uk'").await, 1);
        assert_eq!(world.audit_of(one.member).await, ["create user"]);
        assert_eq!(world.number(&format!("SELECT COUNT(*) FROM outbox WHERE member_id = '{}'", one.member)).await, 1);
    }

    async fn a_form_gone_back_to_and_filled_in_anew_adds_somebody_else(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let first = with_key(form("Amy", "Webb", "amy@hillside.uk"));
        let amy = users::create(&world.backend, &owner.actor, &first).await.unwrap();
        let second = UserForm { first_name: "Ben".to_owned(), email: "ben@hillside.uk".to_owned(), ..first.clone() };
        let ben = users::create(&world.backend, &owner.actor, &second).await.unwrap();
        assert_ne!(ben.member, amy.member);
        assert_eq!(ben.name, "Ben Webb");
        let taken = UserForm { first_name: "Cara".to_owned(), ..first };
        assert_eq!(fields(users::create(&world.backend, &owner.actor, &taken).await.unwrap_err()), ["email"]);
    }

    async fn two_admins_who_add_one_address_at_once(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let other_process = world.another_process().await;
        let (one, two) = (with_key(form("Amy", "Webb", "amy@hillside.uk")), with_key(form("Amelia", "Webb", "AMY@hillside.uk")));
        let (one, two) = tokio::join!(users::create(&world.backend, &owner.actor, &one), users::create(&other_process, &admin.actor, &two));
        other_process.store().close().await;
        let (created, refused): (Vec<_>, Vec<_>) = [one, two].into_iter().partition(Result::is_ok);
        assert_eq!(created.len(), 1);
        assert_eq!(fields(refused[0].clone().unwrap_err()), ["email"]);
        assert_eq!(world.number("SELECT COUNT(*) FROM members WHERE email_key = 'amy@hillside.uk'").await, 1);
    }

    async fn a_change_is_one_step_with_its_audit_entry(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let before = traces(&world).await;
        let form = UserForm {
            title: "Mrs".to_owned(),
            job_title: "Year 2 teacher".to_owned(),
            username: "amy.w".to_owned(),
            staff_code: "AMW".to_owned(),
            other_roles: [(domain::product::Product::PORTAL, Role::PartialEdit.code().to_owned())].into_iter().collect(),
            invite: String::new(),
            ..form("Amy", "Webb", "amy@hillside.uk")
        };
        let amy = users::create(&world.backend, &owner.actor, &form).await.unwrap();
        let after = traces(&world).await;
        assert_eq!(after, (before.0 + 1, before.1 + 1, before.2 + 1, before.3 + 1));
        let about = format!("FROM audit_log WHERE subject_id = '{}'", amy.member);
        assert_eq!(world.texts(&format!("SELECT actor_id {about}")).await, [owner.member.to_string()]);
        assert_eq!(world.texts(&format!("SELECT subject_name {about}")).await, ["Amy Webb"]);
        let value: serde_json::Value = serde_json::from_str(&world.texts(&format!("SELECT new_value {about}")).await[0]).unwrap();
        let expected = serde_json::json!({
            "first_name": "Amy", "last_name": "Webb", "email": "amy@hillside.uk", "title": "Mrs", "job_title": "Year 2 teacher", "username": "amy.w",
            "staff_code": "AMW", "role": "full-edit", "role_portal": "partial-edit", "invited": true,
        });
        assert_eq!(value, expected);
        assert_eq!(world.texts(&format!("SELECT role FROM member_roles WHERE member_id = '{}'", amy.member)).await, ["partial-edit"]);
        assert_eq!(world.texts(&format!("SELECT registration FROM members WHERE id = '{}'", amy.member)).await, ["invited"]);
    }

    async fn when_the_database_refuses_half_way_nothing_is_left(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let before = traces(&world).await;
        // The mail cannot be queued, so the person must not be added either.
        world.texts("ALTER TABLE outbox RENAME TO elsewhere").await;
        let form = UserForm { invite: String::new(), ..form("Amy", "Webb", "amy@hillside.uk") };
        let problem = users::create(&world.backend, &owner.actor, &form).await.unwrap_err();
        world.texts("ALTER TABLE elsewhere RENAME TO outbox").await;
        assert_eq!(problem, Problem::Unexpected);
        assert_eq!(traces(&world).await, before);
    }

    async fn an_address_with_an_account_elsewhere_is_like_any_other(world: TestContext) {
        let hillside = world.school_with_owner("Hillside").await;
        let riverside = world.school_with_owner("Riverside").await;
        assert_eq!(users::email_availability(&world.backend, &hillside.actor, &riverside.email).await.unwrap(), Availability::Free);
        let create = async |email: &str| users::create(&world.backend, &hillside.actor, &UserForm { invite: String::new(), ..form("Amy", "Webb", email) }).await.unwrap();
        let (known, new) = (create(&riverside.email).await, create("new@hillside.uk").await);
        assert_eq!((known.name, known.invited), (new.name, new.invited));
        let row = |member: MemberId| format!("SELECT registration FROM members WHERE id = '{member}' AND account_id IS NULL");
        assert_eq!(world.texts(&row(known.member)).await, world.texts(&row(new.member)).await);
    }

    async fn inviting_again_voids_the_link_before(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::NotRegistered).await;
        let invited = users::invite(&world.backend, &owner.actor, amy.member).await.unwrap();
        assert_eq!((invited.member, invited.email, invited.invited), (amy.member, amy.email.clone(), true));
        let first = world.link_to(&amy.email).await;
        world.clock.advance(domain::moment::MINUTE);
        users::invite(&world.backend, &owner.actor, amy.member).await.unwrap();
        let second = world.link_to(&amy.email).await;
        assert_eq!(world.use_link(&first).await.unwrap_err().heading(), "A newer link was sent");
        world.use_link(&second).await.unwrap();
        let again = users::invite(&world.backend, &owner.actor, amy.member).await.unwrap_err();
        assert_eq!(again, Problem::Denied(Denial::AlreadyRegistered));
        let actions = world.audit_of(amy.member).await;
        assert_eq!(actions.iter().filter(|action| *action == "send invitation").count(), 2, "{actions:?}");
    }

    async fn nobody_is_invited_past_the_rules(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let equal = world.add_member(&owner, Role::AccountAdmin, MemberStatus::NotRegistered).await;
        let blocked = world.add_member(&owner, Role::FullEdit, MemberStatus::Blocked).await;
        let before = traces(&world).await;
        let invite = async |member| users::invite(&world.backend, &admin.actor, member).await.unwrap_err();
        assert_eq!(invite(admin.member).await, Problem::Denied(Denial::Yourself));
        assert_eq!(invite(owner.member).await, Problem::Denied(Denial::EqualOrAbove { role: Role::AccountOwner }));
        assert_eq!(invite(equal.member).await, Problem::Denied(Denial::EqualOrAbove { role: Role::AccountAdmin }));
        assert_eq!(invite(blocked.member).await, Problem::Denied(Denial::NotLetIn));
        assert_eq!(invite(MemberId::new(Uuid::new_v4())).await, Problem::NotFound);
        assert_eq!(traces(&world).await, before);
    }

    async fn a_taken_key_names_its_field(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let problem = users::create(&world.backend, &owner.actor, &form("Amy", "Webb", &owner.email)).await.unwrap_err();
        let Problem::Form(errors) = problem else { panic!("{problem:?}") };
        assert_eq!(errors, [FieldError::new("email", Fault::EmailTaken)]);
    }
}
