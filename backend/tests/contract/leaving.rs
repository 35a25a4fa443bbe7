//! What ends when a person leaves, and what others have to take over.

use crate::exceptions::{VIEW_PUPILS, make, week};
use crate::pupils::{assign, children, confirmed, form};
use crate::test_context::{Person, TestContext};
use backend::users;
use domain::access::Denial;
use domain::exception::DENY;
use domain::form::pupils::PickForm;
use domain::id::MemberId;
use domain::leaving::{AccessEffect, ExceptionHolder, HandoverTask, LeavingState, LeavingSummary};
use domain::moment::DAY;
use domain::problem::Problem;
use domain::product::Product;
use domain::pupil::{AssignResult, WorkerKind};
use domain::role::{HeldRole, Role};
use domain::user::{Access, MemberStatus};

async fn summary(world: &TestContext, by: &Person, member: MemberId) -> LeavingSummary {
    users::leaving(&world.backend, &by.actor, member).await.unwrap()
}

both! {
    async fn all_that_ends_and_all_that_goes_on_is_listed(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let (teacher, other) = (world.person(&owner, Role::FullEdit).await, world.person(&owner, Role::FullEdit).await);
        let class = children(&world, &owner, "R", "Willow", 5).await;
        assign(&world, &owner, confirmed(form(admin.member, WorkerKind::Key, &[], &class[..3]))).await.unwrap();
        assign(&world, &owner, confirmed(form(admin.member, WorkerKind::Worker, &[], &class[3..]))).await.unwrap();
        make(&world, &admin.actor, teacher.member, &week(&world, VIEW_PUPILS, DENY)).await.unwrap();
        make(&world, &owner.actor, other.member, &week(&world, VIEW_PUPILS, DENY)).await.unwrap();
        let mentor = crate::roles::create(&world, &admin.actor, "Mentor", Role::PartialEdit).await.unwrap();
        let LeavingSummary { state, ends, duties, may_edit, .. } = summary(&world, &owner, admin.member).await;
        assert_eq!((state, may_edit), (LeavingState::Unplanned, Ok(())));
        assert_eq!(ends[0], AccessEffect::SignIn { email: admin.email.clone(), sessions: 1 });
        assert_eq!(ends.iter().filter(|ending| matches!(ending, AccessEffect::Role { role, .. } if role.label() == "Account Admin")).count(), 5);
        assert_eq!(ends[6..], [AccessEffect::OtherChildren(2)]);
        let granted = ExceptionHolder { member: teacher.member, name: "Amy Marlowe".to_owned(), exceptions: 1 };
        let [HandoverTask::KeyChildren(3), HandoverTask::ExceptionsGranted(people), HandoverTask::RolesChanged(roles)] = &duties[..] else { panic!("{duties:?}") };
        assert_eq!((people.as_slice(), roles[0].role, roles[0].own_name.as_deref(), roles.len()), (&[granted][..], mentor, Some("Mentor"), 1));
        // A person with an exception and nothing to hand over.
        let theirs = summary(&world, &owner, teacher.member).await;
        assert!(theirs.ends.contains(&AccessEffect::Exceptions(1)) && theirs.duties.is_empty(), "{theirs:?}");
        // An exception that has ended is not listed.
        world.clock.advance(8 * DAY);
        let later = world.sign_in(&owner.email).await;
        let theirs = summary(&world, &later, teacher.member).await;
        assert!(!theirs.ends.contains(&AccessEffect::Exceptions(1)), "{theirs:?}");
        let duties = summary(&world, &later, admin.member).await.duties;
        assert!(!duties.iter().any(|duty| matches!(duty, HandoverTask::ExceptionsGranted(_))), "{duties:?}");
    }

    async fn each_is_told_by_how_far_they_have_come(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        for (status, state, ending) in [
            (MemberStatus::Active, LeavingState::Unplanned, true),
            (MemberStatus::Invited, LeavingState::Unplanned, true),
            (MemberStatus::InvitationExpired, LeavingState::Unplanned, false),
            (MemberStatus::NotRegistered, LeavingState::Unplanned, false),
            (MemberStatus::Deactivated, LeavingState::Over(Access::Deactivated), true),
        ] {
            let added = world.add_member(&owner, Role::FullEdit, status).await;
            let told = summary(&world, &owner, added.member).await;
            let signs_in = told.ends.iter().any(|ending| matches!(ending, AccessEffect::SignIn { .. } | AccessEffect::Invitation { .. }));
            assert_eq!((told.state, signs_in), (state, ending), "{status:?}");
            assert!(told.ends.contains(&AccessEffect::Role { product: Product::SONAR_TRACKER, role: HeldRole::from(Role::FullEdit).into() }));
        }
        let own = summary(&world, &owner, owner.member).await;
        assert_eq!(own.duties[0], HandoverTask::Ownership { is_reader: true });
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let told = summary(&world, &admin, owner.member).await;
        assert_eq!(told.duties[0], HandoverTask::Ownership { is_reader: false });
        assert!(told.may_edit.is_err());
    }

    async fn key_children_are_handed_on_once_that_was_confirmed(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let (leaver, taker) = (world.person(&owner, Role::FullEdit).await, world.person(&owner, Role::FullEdit).await);
        let class = children(&world, &owner, "R", "Willow", 5).await;
        assign(&world, &owner, confirmed(form(leaver.member, WorkerKind::Key, &[], &class[..3]))).await.unwrap();
        assign(&world, &owner, confirmed(form(taker.member, WorkerKind::Key, &[], &class[3..]))).await.unwrap();
        world.set_access(&owner, leaver.member, Access::Deactivated).await;
        let sent = users::hand_over(&world.backend, &owner.actor, leaver.member, taker.member).await.unwrap();
        assert_eq!((sent.count(), sent.picked.len(), sent.was.len(), sent.to), (3, 5, 2, taker.member));
        let wish = form(taker.member, WorkerKind::Key, &sent.was, &sent.picked);
        let Ok(AssignResult::ToConfirm(shown)) = assign(&world, &owner, wish.clone()).await else { panic!("not asked") };
        assert_eq!(shown.taken_over.len(), 3);
        let taking = shown.taken_over.iter().map(|taken| domain::form::pupils::taking(taken.child.pupil, taken.from)).collect();
        assert_eq!(assign(&world, &owner, PickForm { taking, ..confirmed(wish) }).await, Ok(AssignResult::Saved));
        assert!(summary(&world, &owner, leaver.member).await.duties.is_empty());
        let again = users::hand_over(&world.backend, &owner.actor, leaver.member, taker.member).await.unwrap();
        assert_eq!(again.count(), 0);
    }

    async fn only_those_who_look_after_people_see_it(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let other = world.school_with_owner("Riverside").await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        let asked = async |by: &Person, member| users::leaving(&world.backend, &by.actor, member).await.unwrap_err();
        assert_eq!(asked(&teacher, teacher.member).await, Problem::Denied(Denial::ForAdmins));
        assert_eq!(asked(&other, teacher.member).await, Problem::NotFound);
        assert!(users::hand_over(&world.backend, &other.actor, teacher.member, other.member).await.is_err());
    }
}
