//! Viewing the school as a role.

use backend::session::Actor;
use backend::{pupils, roles, school, users, viewing};
use domain::access::{Denial, ListUsers, ViewImports};
use domain::exception::{DENY, ExceptionForm};
use domain::form::settings::SettingsForm;
use domain::listing::UserListing;
use domain::moment::DAY;
use domain::problem::Problem;
use domain::pupil::PupilListing;
use domain::role::Role;
use domain::user::MemberStatus;
use domain::viewer::SessionHolder;

use crate::test_context::{Person, TestContext};

/// The actor of this person's session now.
async fn now(world: &TestContext, person: &Person) -> Actor {
    world.actor(&person.token).await
}

both! {
    async fn a_view_is_of_one_session_and_changes_nothing_until_it_is_stopped(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let elsewhere = world.sign_in(&owner.email).await;
        let someone = world.add_member(&owner, Role::FullEdit, MemberStatus::NotRegistered).await;
        viewing::view_as(&world.backend, &owner.actor, Role::AccountAdmin.into()).await.unwrap();
        let viewer = now(&world, &owner).await;
        assert_eq!((viewer.role(), viewer.viewing_from()), (Role::AccountAdmin, Role::AccountOwner.into()));
        assert_eq!(now(&world, &elsewhere).await.viewing_from(), None);

        // The viewer can read what an admin can, but change nothing.
        users::list(&world.backend, &viewer, UserListing::default()).await.unwrap();
        assert!(viewer.permit(ListUsers).is_ok() && viewer.permit(ViewImports).is_ok());
        let refused = Problem::Denied(Denial::OnlyViewing);
        let before = world.number("SELECT COUNT(*) FROM audit_log").await;
        assert_eq!(users::invite(&world.backend, &viewer, someone.member).await.unwrap_err(), refused);
        let form = SettingsForm { name: "Renamed".to_owned(), ..SettingsForm::default() };
        assert_eq!(school::change_settings(&world.backend, &viewer, &form).await.unwrap_err(), refused);
        // Nor can a request that began before the view.
        assert_eq!(users::invite(&world.backend, &owner.actor, someone.member).await.unwrap_err(), refused);
        assert_eq!(world.number("SELECT COUNT(*) FROM audit_log").await, before);

        // From one view to another above it, but not above their own role, and back.
        viewing::view_as(&world.backend, &viewer, Role::AccountOwner.into()).await.unwrap();
        viewing::view_as(&world.backend, &now(&world, &owner).await, None).await.unwrap();
        let back = now(&world, &owner).await;
        assert_eq!((back.role(), back.viewing_from()), (Role::AccountOwner, None));
        users::invite(&world.backend, &back, someone.member).await.unwrap();
    }

    async fn a_role_of_the_schools_own_is_seen_as_itself(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let music = roles::create_role(&world.backend, &owner.actor, "Music teacher", "full-edit").await.unwrap();
        viewing::view_as(&world.backend, &owner.actor, Some(music)).await.unwrap();
        let site = world.backend.public().site(Some(&owner.token)).await.unwrap();
        let SessionHolder::SignedIn(viewer) = site.holder else { panic!("{site:?}") };
        assert_eq!((viewer.roles.main, viewer.role_name().as_str()), (music, "Music teacher"));
        assert_eq!(viewer.grants(), *now(&world, &owner).await.grants());
    }

    async fn nobody_views_their_way_to_what_they_are_kept_from(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let see = async || pupils::list(&world.backend, &now(&world, &admin).await, PupilListing::default()).await.map(drop);
        viewing::view_as(&world.backend, &admin.actor, Role::FullEdit.into()).await.unwrap();
        assert_eq!(see().await, Ok(()));
        let day = |days: i64| backend::clock::Clock::day_of(world.clock.now().plus(days * DAY)).unwrap().to_string();
        let kept = ExceptionForm {
            feature: "sonar-tracker/pupils/view-pupils".to_owned(),
            effect: DENY.to_owned(),
            starts_on: day(0),
            ends_on: day(6),
            reason: "A relative's class".to_owned(),
        };
        users::make_exception(&world.backend, &owner.actor, admin.member, &kept).await.unwrap();
        assert_eq!(see().await, Err(Problem::Denied(Denial::WithoutPupils)));
    }

    async fn only_admins_view_and_never_as_a_role_above_theirs(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        for role in Role::ALL {
            let answer = viewing::view_as(&world.backend, &teacher.actor, role.into()).await;
            assert_eq!(answer, Err(Problem::Denied(Denial::ForAdmins)), "{role}");
        }
        let above = Role::AccountOwner;
        let answer = viewing::view_as(&world.backend, &admin.actor, above.into()).await;
        assert_eq!(answer, Err(Problem::Denied(Denial::AboveYours { role: above })));
        // A person whose role is lowered while viewing loses the view of anything above it.
        viewing::view_as(&world.backend, &admin.actor, Role::AccountAdmin.into()).await.unwrap();
        world.change_role(&owner, admin.member, Role::FullEdit).await;
        let lowered = now(&world, &admin).await;
        assert_eq!((lowered.role(), lowered.viewing_from()), (Role::FullEdit, None));
    }
}
