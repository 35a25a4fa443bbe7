//! Who may change a role: nobody gives what they lack, or reaches themselves or anybody above.

use super::*;

both! {
    async fn what_an_exception_gives_for_a_while_nobody_gives_themselves_for_good(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let partial: HeldRole = Role::PartialEdit.into();
        let SchoolSettings { roles, products, .. } = settings(&world, &owner).await;
        let lacks = |feature: &Feature| {
            products.contains(&feature.product())
                && feature.product() != Product::SONAR_TRACKER
                && !feature.is_restriction()
                && !decide(*feature, partial, &roles).allowed
                && !decide(*feature, Role::AccountAdmin, &roles).allowed
                && decide(*feature, Role::AccountOwner, &roles).allowed
        };
        let lent = Catalogue::published().features().find(lacks).unwrap();
        give(&world, &owner, admin.member, lent.product(), partial).await.unwrap();
        let code = lent.code();
        let day = |days: i64| backend::clock::Clock::day_of(world.clock.now().plus(days * DAY)).unwrap().to_string();
        let lent = ExceptionForm { feature: code.clone(), effect: ALLOW.to_owned(), starts_on: day(0), ends_on: day(1), reason: "Cover".to_owned() };
        users::make_exception(&world.backend, &owner.actor, admin.member, &lent).await.unwrap();
        let Err(Problem::Form(errors)) = save(&world, &admin, partial, &[(&code, "allow")]).await else { panic!("kept it") };
        assert!(errors.iter().any(|error| error.sentence().contains("your own role")), "{errors:?}");
        // The owner is not affected, so they may give it.
        save(&world, &owner, partial, &[(&code, "allow")]).await.unwrap();
    }

    async fn nobody_gives_what_they_lack_nor_changes_a_role_or_a_person_above_them(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let full: HeldRole = Role::FullEdit.into();
        let rules = Rules::default();
        let owners_alone = Catalogue::published().features().find(|one| {
            let has = |role: Role| rules.answer(*one, role).allowed();
            !one.is_restriction() && has(Role::AccountOwner) && !has(Role::AccountAdmin) && !has(Role::FullEdit)
        }).unwrap().code();
        assert_eq!(fields(save(&world, &admin, full, &[(&owners_alone, "allow")]).await.unwrap_err()), std::slice::from_ref(&owners_alone));
        save(&world, &owner, full, &[(&owners_alone, "allow")]).await.unwrap();
        // An existing setting may stay, and may be removed.
        save(&world, &admin, full, &[(VIEW_PUPILS, "deny")]).await.unwrap();
        save(&world, &admin, full, &[(&owners_alone, "deny")]).await.unwrap();
        // An exception that denies the admin a permission keeps them from giving it.
        let day = |days: i64| backend::clock::Clock::day_of(world.clock.now().plus(days * DAY)).unwrap().to_string();
        let taken = ExceptionForm { feature: SEND_SMS.to_owned(), effect: DENY.to_owned(), starts_on: day(0), ends_on: day(6), reason: "Leave".to_owned() };
        users::make_exception(&world.backend, &owner.actor, admin.member, &taken).await.unwrap();
        let partial: HeldRole = Role::PartialEdit.into();
        assert_eq!(fields(save(&world, &admin, partial, &[(SEND_SMS, "allow")]).await.unwrap_err()), [SEND_SMS]);
        users::make_exception(&world.backend, &owner.actor, admin.member, &ExceptionForm { effect: ALLOW.to_owned(), ..taken }).await.unwrap();
        save(&world, &admin, partial, &[(SEND_SMS, "allow")]).await.unwrap();

        for level in Role::ALL {
            let refused = |answer: Result<(), Problem>| answer == Err(Problem::Denied(Denial::RoleNotBelow { role: level }));
            let answer = save(&world, &owner, level.into(), &[]).await;
            assert_eq!(refused(answer.clone()), level == Role::AccountOwner, "{answer:?}");
            let answer = save(&world, &admin, level.into(), &[]).await;
            assert_eq!(refused(answer.clone()), level.is_above(Role::FullEdit), "{answer:?}");
            let answer = create(&world, &admin.actor, "Other", level).await;
            assert_eq!(answer.is_err(), level.is_above(Role::FullEdit) || level != Role::FullEdit, "one name once: {answer:?}");
        }
        let teacher = world.person(&owner, Role::FullEdit).await;
        assert_eq!(save(&world, &teacher, Role::MinimalEdit.into(), &[]).await, Err(Problem::Denied(Denial::ForAdmins)));
        assert_eq!(create(&world, &teacher.actor, "Mine", Role::MinimalEdit).await, Err(Problem::Denied(Denial::ForAdmins)));
        assert_eq!(roles::role_uses(&world.backend, &teacher.actor).await, Err(Problem::Denied(Denial::ForAdmins)));
    }

    async fn a_change_that_would_reach_oneself_or_somebody_above_is_refused_and_changes_nothing(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let music = create(&world, &owner.actor, "Music teacher", Role::FullEdit).await.unwrap();
        give(&world, &owner, admin.member, Product::COMMS_HUB, music).await.unwrap();
        // It would remove the editor's own permission in a product.
        let refused = save(&world, &admin, music, &[(SEND_SMS, "deny")]).await.unwrap_err();
        assert!(refused.sentence().contains("what you can do yourself"), "{}", refused.sentence());
        assert_eq!(fields(refused), [VERSION]);
        assert!(settings(&world, &owner).await.roles.customised(music).unwrap().cells.is_empty());
        // Changes that do not affect themselves are allowed, and the owner may make any.
        save(&world, &admin, music, &[(VIEW_PUPILS, "deny")]).await.unwrap();
        save(&world, &owner, music, &[(SEND_SMS, "deny")]).await.unwrap();
        let sql = format!("INSERT INTO member_roles (school_id, member_id, product, role) SELECT school_id, id, 'portal', '{}' FROM members WHERE id = '{}'", music.code(), owner.member);
        sqlx::query(AssertSqlSafe(sql)).execute(&world.pool).await.unwrap();
        let portal = Catalogue::published().features().find(|one| one.product() == Product::PORTAL && Rules::default().answer(*one, Role::FullEdit).allowed()).unwrap().code();
        let refused = save(&world, &admin, music, &[(&portal, "deny")]).await.unwrap_err();
        assert!(refused.sentence().contains("Account Owner"), "{}", refused.sentence());
    }

    async fn what_the_owner_decided_others_take_away_and_never_give(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        let full: HeldRole = Role::FullEdit.into();
        let decided = |answer: Result<(), Problem>| match answer {
            Err(Problem::Form(errors)) => errors.iter().all(|error| Denial::OwnerDecided.sentence().contains(&error.sentence())),
            other => other == Err(Problem::Denied(Denial::OwnerDecided)),
        };
        save(&world, &owner, full, &[(SEND_SMS, "deny")]).await.unwrap();
        for setting in ["allow", ""] {
            assert!(decided(save(&world, &admin, full, &[(SEND_SMS, setting)]).await), "{setting}");
        }
        let copy = create(&world, &admin.actor, "Music teacher", full).await.unwrap();
        assert!(decided(save(&world, &admin, copy, &[(SEND_SMS, "allow")]).await), "nor in a copy");
        let day = |days: i64| backend::clock::Clock::day_of(world.clock.now().plus(days * DAY)).unwrap().to_string();
        let form = |feature: &str, effect: &str| ExceptionForm { feature: feature.to_owned(), effect: effect.to_owned(), starts_on: day(0), ends_on: day(6), reason: "Cover".to_owned() };
        let make = async |by: &Person, form: &ExceptionForm| users::make_exception(&world.backend, &by.actor, teacher.member, form).await;
        assert!(decided(make(&admin, &form(SEND_SMS, ALLOW)).await), "nor by an exception");
        // The owner's denial for a person stays, whatever would replace it.
        make(&owner, &form(VIEW_PUPILS, DENY)).await.unwrap();
        assert!(decided(users::end_exception(&world.backend, &admin.actor, teacher.member, VIEW_PUPILS).await));
        for effect in [ALLOW, DENY] {
            assert!(decided(make(&admin, &form(VIEW_PUPILS, effect)).await), "{effect}");
        }
        let line = users::person(&world.backend, &admin.actor, teacher.member).await.unwrap().exceptions.remove(0);
        assert_eq!(line.may_end, Err(Denial::OwnerDecided), "the page says so");
        users::end_exception(&world.backend, &owner.actor, teacher.member, VIEW_PUPILS).await.unwrap();
        // An admin can restore what they denied themselves.
        make(&admin, &form(VIEW_PUPILS, DENY)).await.unwrap();
        users::end_exception(&world.backend, &admin.actor, teacher.member, VIEW_PUPILS).await.unwrap();
        save(&world, &admin, full, &[(VIEW_PUPILS, "deny")]).await.unwrap();
        save(&world, &admin, full, &[(VIEW_PUPILS, "")]).await.unwrap();
        // Admins can remove what the owner gave.
        save(&world, &owner, full, &[(SEND_SMS, "allow")]).await.unwrap();
        save(&world, &admin, full, &[(SEND_SMS, "deny")]).await.unwrap();
        assert!(decided(save(&world, &admin, full, &[(SEND_SMS, "allow")]).await));
    }
}
