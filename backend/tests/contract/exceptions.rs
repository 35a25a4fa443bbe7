//! Exceptions for one member, and their effect on permissions.

use backend::session::Actor;
use backend::{pupils, users};
use domain::access::Denial;
use domain::bulk::BulkForm;
use domain::catalogue::{Catalogue, Feature};
use domain::exception::{ALLOW, DENY, ExceptionForm, SwitchesForm};
use domain::form::pupils::PickForm;
use domain::holder::HolderListing;
use domain::id::MemberId;
use domain::moment::DAY;
use domain::permission::{Exceptions, Rules};
use domain::problem::{FieldError, Problem};
use domain::pupil::{PupilListing, WorkerKind};
use domain::role::Role;
use domain::user::MemberStatus;
use sqlx::AssertSqlSafe;

use crate::labels::UNPUBLISHED;
use crate::test_context::{Person, TestContext};

pub const VIEW_PUPILS: &str = "sonar-tracker/pupils/view-pupils";
pub const SEND_SMS: &str = "comms-hub/compose-send-messages/send-sms";

/// An exception for `feature` for seven days from today.
pub fn week(world: &TestContext, feature: &str, effect: &str) -> ExceptionForm {
    let day = |days: i64| backend::clock::Clock::day_of(world.clock.now().plus(days * DAY)).unwrap().to_string();
    ExceptionForm {
        feature: feature.to_owned(),
        effect: effect.to_owned(),
        starts_on: day(0),
        ends_on: day(6),
        reason: "Covers for Ada".to_owned(),
    }
}

pub async fn make(world: &TestContext, by: &Actor, member: MemberId, form: &ExceptionForm) -> Result<(), Problem> {
    users::make_exception(&world.backend, by, member, form).await
}

/// The exceptions shown on the person's page.
async fn in_force(world: &TestContext, by: &Person, member: MemberId) -> Exceptions {
    users::person(&world.backend, &by.actor, member).await.unwrap().exceptions_in_force()
}

async fn holds(world: &TestContext, by: &Person, feature: &str, member: MemberId) -> bool {
    let listing = HolderListing { feature: Feature::from_code(feature), page: 1, ..HolderListing::default() };
    let page = users::holders(&world.backend, &by.actor, listing).await.unwrap();
    assert_eq!(page.people.len() as u64, page.total);
    page.people.iter().any(|holder| holder.member == member)
}

both! {
    async fn an_exception_decides_from_the_next_request_on_until_its_last_day_is_over(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        let see = async || pupils::list(&world.backend, &teacher.actor, PupilListing::default()).await.map(drop);
        assert_eq!(see().await, Ok(()));
        make(&world, &owner.actor, teacher.member, &week(&world, VIEW_PUPILS, DENY)).await.unwrap();
        // The session continues; its permissions are decided again.
        assert_eq!(see().await, Err(Problem::Denied(Denial::WithoutPupils)));
        assert!(!holds(&world, &owner, VIEW_PUPILS, teacher.member).await);
        let said = users::person(&world.backend, &owner.actor, teacher.member).await.unwrap().exceptions;
        assert_eq!((said.len(), said[0].is_in_force, said[0].reason.as_str()), (1, true, "Covers for Ada"));
        // It ends by its date, whether or not the end is recorded yet.
        world.clock.advance(8 * DAY);
        let again = world.sign_in(&teacher.email).await;
        assert!(pupils::list(&world.backend, &again.actor, PupilListing::default()).await.is_ok());
        let owner = world.sign_in(&owner.email).await;
        assert!(in_force(&world, &owner, teacher.member).await.is_empty());
        let before = world.number("SELECT MAX(change_no) FROM schools").await;
        assert_eq!(users::settle_exceptions(&world.backend).await.unwrap(), 1);
        assert_eq!(users::settle_exceptions(&world.backend).await.unwrap(), 0);
        assert!(world.number("SELECT MAX(change_no) FROM schools").await > before, "open pages follow");
        assert_eq!(world.number("SELECT COUNT(*) FROM exceptions").await, 0);
        let log = world.audit_of(teacher.member).await;
        assert!(log.contains(&"make exception".to_owned()) && log.contains(&"exception over".to_owned()), "{log:?}");
    }

    async fn one_that_is_to_come_waits_and_is_announced_on_its_day(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let reader = world.person(&owner, Role::FullReadOnly).await;
        let later = ExceptionForm { starts_on: week(&world, SEND_SMS, ALLOW).ends_on, ..week(&world, SEND_SMS, ALLOW) };
        make(&world, &owner.actor, reader.member, &later).await.unwrap();
        assert!(in_force(&world, &owner, reader.member).await.is_empty());
        assert!(!holds(&world, &owner, SEND_SMS, reader.member).await);
        assert_eq!(users::settle_exceptions(&world.backend).await.unwrap(), 0);
        world.clock.advance(6 * DAY);
        let owner = world.sign_in(&owner.email).await;
        assert!(holds(&world, &owner, SEND_SMS, reader.member).await);
        assert_eq!(users::settle_exceptions(&world.backend).await.unwrap(), 1);
        assert_eq!(in_force(&world, &owner, reader.member).await.iter().count(), 1);
    }

    async fn nobody_gives_what_they_lack_or_makes_one_for_an_equal(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let other = world.person(&owner, Role::AccountAdmin).await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        let rules = Rules::default();
        let owners_alone = Catalogue::published().features().find(|feature| {
            let has = |role: Role| rules.answer(*feature, role).allowed();
            !feature.is_restriction() && has(Role::AccountOwner) && !has(Role::AccountAdmin)
        }).unwrap();
        let form = week(&world, &owners_alone.code(), ALLOW);
        let refused = make(&world, &admin.actor, teacher.member, &form).await.unwrap_err();
        assert_eq!(refused, Problem::Denied(Denial::YouLack));
        make(&world, &owner.actor, teacher.member, &form).await.unwrap();
        for member in [admin.member, other.member, owner.member] {
            let form = week(&world, VIEW_PUPILS, DENY);
            assert!(matches!(make(&world, &admin.actor, member, &form).await, Err(Problem::Denied(_))));
        }
        let denied = make(&world, &teacher.actor, other.member, &ExceptionForm::default()).await.unwrap_err();
        assert_eq!(denied, Problem::Denied(Denial::ForAdmins));
        let wrong = make(&world, &owner.actor, teacher.member, &ExceptionForm::default()).await.unwrap_err();
        let Problem::Form(errors) = wrong else { panic!("{wrong:?}") };
        let fields = |errors: &[FieldError]| errors.iter().map(|error| error.field.clone()).collect::<Vec<_>>();
        assert_eq!(fields(&errors), ["feature", "effect", "ends_on", "reason"]);
        let elsewhere = world.school_with_owner("Riverside").await;
        let theirs = make(&world, &elsewhere.actor, teacher.member, &form).await.unwrap_err();
        assert_eq!(theirs, Problem::NotFound);
    }

    async fn an_admin_who_is_kept_from_pupils_meets_their_names_nowhere(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        let children = async || pupils::children_of(&world.backend, &admin.actor, teacher.member).await.map(drop);
        let pick = async || {
            pupils::pick(&world.backend, &admin.actor, teacher.member, WorkerKind::Key, PupilListing::default()).await.map(drop)
        };
        assert_eq!((children().await, pick().await), (Ok(()), Ok(())));
        make(&world, &owner.actor, admin.member, &week(&world, VIEW_PUPILS, DENY)).await.unwrap();
        let refused = Err(Problem::Denied(Denial::WithoutPupils));
        assert_eq!((children().await, pick().await), (refused.clone(), refused.clone()));
        let form = PickForm { member: teacher.member.to_string(), kind: "key".to_owned(), ..PickForm::default() };
        assert_eq!(pupils::assign(&world.backend, &admin.actor, &form).await.map(drop), refused);
        assert_eq!(pupils::mine(&world.backend, &admin.actor).await.map(drop), refused);
    }

    async fn what_is_set_per_person_is_switched_and_switched_back(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let partial = world.add_member(&owner, Role::PartialEdit, MemberStatus::Active).await.member;
        let set = async |on: &[&str], was: &[&str]| {
            let codes = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
            let form = SwitchesForm { on: codes(on), was: codes(was) };
            users::set_switches(&world.backend, &owner.actor, partial, &form).await.unwrap();
        };
        assert!(!holds(&world, &owner, SEND_SMS, partial).await);
        set(&[SEND_SMS], &[]).await;
        assert!(holds(&world, &owner, SEND_SMS, partial).await);
        let held = in_force(&world, &owner, partial).await;
        assert_eq!(held.iter().map(|one| (one.feature.code(), one.allowed, one.until)).collect::<Vec<_>>(), [(SEND_SMS.to_owned(), true, None)]);
        // A form opened before the switch was set does not unset it.
        set(&[], &[]).await;
        assert!(holds(&world, &owner, SEND_SMS, partial).await);
        let before = world.number("SELECT COUNT(*) FROM audit_log").await;
        set(&[], &[SEND_SMS]).await;
        assert_eq!(world.number("SELECT COUNT(*) FROM audit_log").await, before + 1);
        assert!(in_force(&world, &owner, partial).await.is_empty(), "what the role says needs no exception");
        set(&[], &[SEND_SMS]).await;
        assert_eq!(world.number("SELECT COUNT(*) FROM audit_log").await, before + 1, "nothing is done twice");
    }

    async fn one_is_ended_before_its_time_and_a_code_nobody_knows_does_nothing(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        make(&world, &owner.actor, teacher.member, &week(&world, VIEW_PUPILS, DENY)).await.unwrap();
        let old = format!("UPDATE exceptions SET feature = '{UNPUBLISHED}'");
        sqlx::query(AssertSqlSafe(old)).execute(&world.pool).await.unwrap();
        let person = users::person(&world.backend, &owner.actor, teacher.member).await.unwrap();
        assert_eq!(person.exceptions[0].feature, None);
        assert!(person.exceptions_in_force().is_empty());
        assert!(pupils::list(&world.backend, &teacher.actor, PupilListing::default()).await.is_ok());
        let end = async |code: &str| users::end_exception(&world.backend, &owner.actor, teacher.member, code).await;
        assert_eq!(end(VIEW_PUPILS).await, Err(Problem::NotFound));
        end(&person.exceptions[0].code).await.unwrap();
        assert!(users::person(&world.backend, &owner.actor, teacher.member).await.unwrap().exceptions.is_empty());
    }

    async fn people_who_move_together_gain_nothing_they_have_by_exception(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let (one, two) = (
            world.add_member(&owner, Role::PartialEdit, MemberStatus::Active).await.member,
            world.add_member(&owner, Role::PartialEdit, MemberStatus::Active).await.member,
        );
        make(&world, &owner.actor, one, &week(&world, SEND_SMS, ALLOW)).await.unwrap();
        let form = BulkForm {
            people: format!("{one} {two}"),
            act: "role".to_owned(),
            product: "comms-hub".to_owned(),
            role: Role::FullEdit.code().to_owned(),
            ..BulkForm::default()
        };
        let review = users::bulk_review(&world.backend, &owner.actor, &form).await.unwrap();
        let together = domain::bulk::combined(&review.moved, Catalogue::published().products(), &domain::permission::SchoolRoles::none());
        let sms = together.features.iter().find(|(feature, _)| feature.code() == SEND_SMS).unwrap().1;
        assert_eq!((sms.gain, together.all.gain), (1, 2));
    }
}
