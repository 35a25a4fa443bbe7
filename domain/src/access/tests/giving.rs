//! Which roles and permissions a member may give.

use super::super::*;
use super::{lowest, member};
use crate::catalogue::Catalogue;
use crate::id::CustomRoleId;
use crate::permission::{
    CellSetting, Exception, Exceptions, RoleCell, RoleChoice, RoleCustomisation, RoleOverride, SchoolRoles, decide,
};
use crate::product::Product;
use crate::user::{Access, Registration};
use uuid::Uuid;

#[test]
fn a_role_is_given_in_every_product_as_in_sonar_tracker() {
    for holder in Role::ALL {
        let grants = Grants::of(member(1), holder);
        for (product, role) in
            Catalogue::published().products().iter().copied().flat_map(|product| Role::ALL.map(|role| (product, role)))
        {
            let given = gives(&grants, product, role.into());
            assert_eq!(given.is_ok(), outranks(holder, role), "{holder} {role} {product:?}");
            let after = lowest().with(product, role);
            assert_eq!(gives_instead(&grants, &lowest(), &lowest()), Ok(()), "what stays is not given");
            if !product.holds_main_role() && role != Role::MinimalReadOnly {
                assert_eq!(
                    gives_instead(&grants, &lowest(), &after).is_ok(),
                    given.is_ok(),
                    "{holder} {role} {product:?}"
                );
            }
        }
    }
}

#[test]
fn a_higher_role_from_before_stays_until_somebody_who_may_give_it_changes_it() {
    let (owner, admin) = (Grants::of(member(1), Role::AccountOwner), Grants::of(member(1), Role::AccountAdmin));
    let full = RoleChoice::in_every_product(Role::FullEdit);
    for high in [Role::AccountAdmin, Role::AccountOwner] {
        let before = full.clone().with(Product::PORTAL, high);
        let kept = Err(Denial::RoleKept { role: high, product: Product::PORTAL });
        for then in [RoleOverride::Same, RoleOverride::Nothing, Role::PartialEdit.into()] {
            assert_eq!(gives_instead(&admin, &before.clone(), &before.clone().with(Product::PORTAL, then)), kept);
            assert_eq!(gives_instead(&owner, &before.clone(), &before.clone().with(Product::PORTAL, then)), Ok(()));
        }
        // The Sonar Tracker role can be changed all the same.
        assert_eq!(
            gives_instead(&admin, &before.clone(), &before.clone().with(Product::SONAR_TRACKER, Role::PartialEdit)),
            Ok(())
        );
        assert_eq!(kept_elsewhere(&admin, &before).collect::<Vec<_>>(), [(Product::PORTAL, high.into())]);
        assert_eq!(kept_elsewhere(&owner, &before).count(), 0);
    }
}

#[test]
fn an_admin_is_made_however_and_wherever_the_role_is_given() {
    let (full, admin) =
        (RoleChoice::in_every_product(Role::FullEdit), RoleChoice::in_every_product(Role::AccountAdmin));
    let copy = HeldRole::custom(Role::AccountAdmin, CustomRoleId::new(Uuid::from_u128(7)));
    for after in [
        admin.clone(),
        full.clone().with(Product::PORTAL, Role::AccountAdmin),
        full.clone().with(Product::SONAR_TRACKER, copy),
    ] {
        assert!(makes_admin(None, &after) && makes_admin(Some(&full), &after), "{after:?}");
        assert!(!makes_admin(Some(&after), &after), "{after:?}");
    }
    assert!(!makes_admin(Some(&admin), &full) && !makes_admin(None, &full));
}

#[test]
fn authority_over_a_permission_follows_the_role_proper_and_what_is_denied() {
    let (admin, owner) = (Grants::of(member(1), Role::AccountAdmin), Grants::of(member(2), Role::AccountOwner));
    let (none, school) = (Exceptions::none(), SchoolRoles::none());
    for feature in Catalogue::published().features() {
        let able = decide(feature, Role::AccountAdmin, &school).allowed != feature.is_restriction();
        let expected = if able { Ok(()) } else { Err(Denial::YouLack) };
        assert_eq!(Authority::of(&admin, &none, &school).gives(feature, None), expected, "{}", feature.code());
        // Exceptions that allow more do not count; those that deny do.
        for allowed in [true, false] {
            let exceptions = Exceptions::from(vec![Exception { feature, allowed, until: None }]);
            let denied = allowed == feature.is_restriction();
            let expected = if able && !denied { Ok(()) } else { Err(Denial::YouLack) };
            assert_eq!(
                Authority::of(&admin, &exceptions, &school).gives(feature, None),
                expected,
                "{}",
                feature.code()
            );
        }
    }
    let feature =
        Catalogue::published().features().find(|one| decide(*one, Role::AccountAdmin, &school).allowed).unwrap();
    let set = RoleCustomisation {
        role: Role::FullEdit.into(),
        name: String::new(),
        cells: [RoleCell { feature, setting: CellSetting::Deny }].into_iter().collect(),
        set_by_owner: vec![feature],
        version: 1,
    };
    let school = SchoolRoles { customised: vec![set], ..SchoolRoles::none() };
    let copy = HeldRole::custom(Role::FullEdit, CustomRoleId::new(Uuid::from_u128(7)));
    for role in [Role::FullEdit.into(), copy] {
        assert_eq!(Authority::of(&admin, &none, &school).gives(feature, Some(role)), Err(Denial::OwnerDecided));
        assert_eq!(Authority::of(&owner, &none, &school).gives(feature, Some(role)), Ok(()));
    }
    assert_eq!(Authority::of(&admin, &none, &school).gives(feature, Some(Role::PartialEdit.into())), Ok(()));
}

#[test]
fn what_somebody_had_is_restored_only_by_somebody_who_reaches_it() {
    let (owner, admin) = (Grants::of(member(1), Role::AccountOwner), Grants::of(member(1), Role::AccountAdmin));
    let subject = Subject { member: member(2), role: Role::FullEdit };
    for high in [Role::AccountAdmin, Role::AccountOwner] {
        let roles = RoleChoice::in_every_product(Role::FullEdit).with(Product::PORTAL, high);
        let restores = RestoreUser { subject, access: Access::Deleted, roles };
        assert_eq!(restores.check(&owner), Ok(()), "nobody is left who could never be restored");
        assert_eq!(restores.check(&admin), Err(Denial::RoleNotYoursIn { role: high, product: Product::PORTAL }));
    }
}

#[test]
fn what_would_do_most_harm_asks_for_the_password_again() {
    let subject = Subject { member: member(2), role: Role::FullEdit };
    let (full, admin) =
        (RoleChoice::in_every_product(Role::FullEdit), RoleChoice::in_every_product(Role::AccountAdmin));
    let (access, registration) = (Access::Active, Registration::Registered);
    for (after, asks) in
        [(full.clone(), false), (admin, true), (full.clone().with(Product::PORTAL, Role::AccountAdmin), true)]
    {
        assert_eq!(CreateUser { roles: after.clone() }.steps_up(), asks, "{after:?}");
        assert_eq!(
            ChangeRoles { subject, access, before: full.clone(), after: after.clone() }.steps_up(),
            asks,
            "{after:?}"
        );
        assert_eq!(RestoreUser { subject, access, roles: after.clone() }.steps_up(), asks, "{after:?}");
        assert!(
            !ChangeRoles { subject, access, before: after, after: full.clone() }.steps_up(),
            "taking away asks nothing"
        );
    }
    assert!(OfferOwnership { subject, registration, access }.steps_up());
    assert!(AcceptOwnership { offered_to: None }.steps_up());
    assert!(ChangeOwnPassword.steps_up() && ChangeOwnEmail.steps_up() && ExportAuditLog.steps_up());
    for (people, asks) in [(0, false), (FEW_PEOPLE, false), (FEW_PEOPLE + 1, true)] {
        assert_eq!((ExportUsers { people }.steps_up(), ExportImport { people }.steps_up()), (asks, asks));
    }
    assert!(!ListUsers.steps_up() && !ViewAuditLog.steps_up());
}

#[test]
fn nobody_gives_what_they_may_not_and_restrictions_are_turned_round() {
    let owner = Grants::of(member(1), Role::AccountOwner);
    let subject = Subject { member: member(2), role: Role::FullEdit };
    for feature in Catalogue::published().features() {
        for (allowed, may_give) in [true, false].into_iter().flat_map(|allowed| {
            [Ok(()), Err(Denial::YouLack), Err(Denial::OwnerDecided)].map(|may_give| (allowed, may_give))
        }) {
            let made = MakeException { subject, access: Access::Active, feature, allowed, may_give }.check(&owner);
            let expected = if allowed == feature.is_restriction() { Ok(()) } else { may_give };
            assert_eq!(made, expected, "{} {allowed} {may_give:?}", feature.code());
        }
    }
}

#[test]
fn nobody_acts_on_an_equal_or_above() {
    for holder in Role::ALL {
        for given in Role::ALL {
            assert!(!outranks(holder, given) || holder.is_above(given), "{holder} over {given}");
        }
    }
}

#[test]
fn refusals_name_the_rule() {
    let admin = Grants::of(member(1), Role::AccountAdmin);
    let denial = CreateUser { roles: RoleChoice::in_every_product(Role::AccountAdmin) }.check(&admin).unwrap_err();
    assert!(denial.sentence().contains("Only the Account Owner can give Account Admin"), "{}", denial.sentence());
    assert!(
        CreateUser { roles: RoleChoice::in_every_product(Role::AccountOwner) }
            .check(&admin)
            .unwrap_err()
            .sentence()
            .contains("exactly one Account Owner")
    );
}
