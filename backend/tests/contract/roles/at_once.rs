//! A role that others change between the summary and the confirmation.

use super::*;

both! {
    async fn two_who_change_a_role_at_once_notice_and_nothing_is_lost(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let music = create(&world, &owner.actor, "Music teacher", Role::FullEdit).await.unwrap();
        let form = opened(&world, &admin, music, &[(SEND_SMS, "deny")]).await;
        save(&world, &owner, music, &[(VIEW_PUPILS, "deny")]).await.unwrap();
        for refused in [
            roles::review_role(&world.backend, &admin.actor, music, &form).await.map(drop),
            roles::save_role(&world.backend, &admin.actor, music, &form).await.map(drop),
        ] {
            let Err(Problem::Form(errors)) = refused else { panic!("{refused:?}") };
            assert_eq!(errors[0].field, VERSION);
            assert!(errors[0].sentence().contains("changed this role"), "{}", errors[0].sentence());
        }
        assert!(settings(&world, &owner).await.roles.customised(music).unwrap().cells.get(feature(SEND_SMS)).is_none());
        save(&world, &admin, music, &[(SEND_SMS, "deny")]).await.unwrap();
        assert_eq!(settings(&world, &owner).await.roles.customised(music).unwrap().cells.len(), 2);
        // A role without changes gets the same answer.
        let full: HeldRole = Role::FullEdit.into();
        let form = opened(&world, &admin, full, &[(SEND_SMS, "deny")]).await;
        save(&world, &owner, full, &[(VIEW_PUPILS, "deny")]).await.unwrap();
        assert_eq!(fields(roles::save_role(&world.backend, &admin.actor, full, &form).await.unwrap_err()), [VERSION]);
        // Of two simultaneous forms, one is refused.
        let forms = [
            review(&world, &owner, music, &[(SEND_SMS, "allow")]).await.unwrap().form,
            review(&world, &admin, music, &[(SEND_SMS, "")]).await.unwrap().form,
        ];
        let (one, two) = tokio::join!(
            roles::save_role(&world.backend, &owner.actor, music, &forms[0]),
            roles::save_role(&world.backend, &admin.actor, music, &forms[1]),
        );
        assert_eq!(one.is_ok() as u8 + two.is_ok() as u8, 1, "{one:?} {two:?}");
    }

    async fn a_change_is_held_to_everything_its_summary_showed(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let music = create(&world, &owner.actor, "Music teacher", Role::FullEdit).await.unwrap();
        let teacher = world.person(&owner, Role::FullEdit).await;
        give(&world, &owner, teacher.member, Product::SONAR_TRACKER, music).await.unwrap();
        let another = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await.member;
        let deleted = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await.member;
        let day = |days: i64| backend::clock::Clock::day_of(world.clock.now().plus(days * DAY)).unwrap().to_string();
        let exception = ExceptionForm { feature: VIEW_PUPILS.to_owned(), effect: DENY.to_owned(), starts_on: day(0), ends_on: day(6), reason: "Leave".to_owned() };
        let mut shown = review(&world, &owner, music, &[(VIEW_PUPILS, "deny")]).await.unwrap().form;
        let version = settings(&world, &owner).await.roles.customised(music).unwrap().version;
        let form = DeletionForm { version, to: Role::PartialEdit.code().to_owned(), ..DeletionForm::default() };
        let mut deletion = roles::review_deletion(&world.backend, &owner.actor, music, &form).await.unwrap().form;
        for step in 0..4 {
            match step {
                0 => give(&world, &owner, another, Product::PORTAL, music).await.unwrap(),
                1 => users::make_exception(&world.backend, &owner.actor, teacher.member, &exception).await.unwrap(),
                2 => {
                    give(&world, &owner, deleted, Product::SONAR_TRACKER, music).await.unwrap();
                    world.set_access(&owner, deleted, Access::Deleted).await;
                }
                _ => {
                    sqlx::query("DELETE FROM school_products WHERE product = 'portal'").execute(&world.pool).await.unwrap();
                }
            }
            let before = world.number("SELECT MAX(change_no) FROM schools").await;
            let RoleConfirmResult::LookAgain(again) = roles::save_role(&world.backend, &owner.actor, music, &shown).await.unwrap() else { panic!("saved at {step}") };
            shown = again.form;
            let RoleConfirmResult::LookAgain(again) = roles::delete_role(&world.backend, &owner.actor, music, &deletion).await.unwrap() else { panic!("deleted at {step}") };
            deletion = again.form;
            assert_eq!(world.number("SELECT MAX(change_no) FROM schools").await, before, "nothing was saved");
        }
        let never = DeletionForm { seen: String::new(), ..deletion.clone() };
        assert!(matches!(roles::delete_role(&world.backend, &owner.actor, music, &never).await, Ok(RoleConfirmResult::LookAgain(_))));
        assert_eq!(roles::delete_role(&world.backend, &owner.actor, music, &deletion).await, Ok(RoleConfirmResult::Done));
    }
}
