//! Properties that hold for every feature, role and choice of roles.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use domain::catalogue::{Catalogue, Cell, Feature};
use domain::permission::{
    Basis, Confirmation, Confirmations, NotConfirmable, Permissions, RoleChoice, RoleOverride, SchoolRoles, decide,
    difference, explain, identical_in, permissions_of,
};
use domain::product::Product;
use domain::role::{Label, Role};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

fn role() -> impl Strategy<Value = Role> {
    select(Role::ALL.to_vec())
}

fn feature() -> impl Strategy<Value = Feature> {
    select(Catalogue::published().features().collect::<Vec<_>>())
}

fn choice() -> impl Strategy<Value = RoleChoice> {
    let other = || {
        let elsewhere =
            Role::ALL.into_iter().map(RoleOverride::from).chain([RoleOverride::Same, RoleOverride::Nothing]);
        select(elsewhere.collect::<Vec<_>>())
    };
    (role(), other(), other(), other(), other()).prop_map(|(main, juniper_mis, portal, comms_hub, juniper_websites)| {
        RoleChoice::in_every_product(main)
            .with(Product::JUNIPER_MIS, juniper_mis)
            .with(Product::PORTAL, portal)
            .with(Product::COMMS_HUB, comms_hub)
            .with(Product::JUNIPER_WEBSITES, juniper_websites)
    })
}

fn products() -> impl Strategy<Value = Vec<Product>> {
    subsequence(Catalogue::published().products().to_vec(), 0..=Catalogue::published().products().len())
}

/// Confirms those of some random cells that can be confirmed.
fn confirmations() -> impl Strategy<Value = Confirmations> {
    proptest::collection::vec((feature(), role(), any::<bool>()), 0..400).prop_map(|cells| {
        let mut confirmations = Confirmations::none();
        for (feature, role, allowed) in cells {
            let set = confirmations.set(feature, role, allowed);
            assert_eq!(set.is_ok(), feature.published(role) == Cell::ToBeConfirmed);
        }
        confirmations
    })
}

fn the_restriction() -> Feature {
    let mut restrictions = Catalogue::published().features().filter(|feature| feature.is_restriction());
    let restriction = restrictions.next().unwrap();
    assert_eq!(restrictions.next(), None);
    restriction
}

fn everything(role: Role) -> Permissions {
    permissions_of(&RoleChoice::in_every_product(role), Catalogue::published().products(), &SchoolRoles::none())
}

proptest! {
    #[test]
    fn confirmations_decide_the_cells_to_be_confirmed_and_no_others(
        confirmations in confirmations(), feature in feature(), role in role(),
    ) {
        let default = decide(feature, role, &SchoolRoles::none());
        let decision = decide(feature, role, &SchoolRoles::from(confirmations.clone()));
        match confirmations.get(feature, role) {
            Some(allowed) => {
                prop_assert_eq!(decision.allowed, allowed);
                prop_assert_eq!(decision.basis, Basis::ConfirmedBySchool);
                prop_assert_eq!(decision.published, Cell::ToBeConfirmed);
            }
            None => prop_assert_eq!(decision, default),
        }
    }

    #[test]
    fn confirmations_survive_the_wire_and_can_be_taken_back(confirmations in confirmations()) {
        let wire = serde_json::to_string(&confirmations).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Confirmations>(&wire).unwrap(), &confirmations);
        let mut left = confirmations.clone();
        for Confirmation { feature, role, .. } in confirmations.iter() {
            prop_assert!(left.remove(feature, role));
            prop_assert!(!left.remove(feature, role));
        }
        prop_assert!(left.is_empty());
    }

    #[test]
    fn sets_hold_what_is_decided(
        choice in choice(), used in products(), roles in confirmations().prop_map(SchoolRoles::from),
    ) {
        let permissions = permissions_of(&choice, &used, &roles);
        let listed: BTreeSet<Feature> = permissions.features().collect();
        prop_assert_eq!(listed.len(), permissions.count() as usize);
        for feature in Catalogue::published().features() {
            let product = feature.product();
            let expected = used.contains(&product)
                && choice.role_in(product).is_some_and(|role| decide(feature, role, &roles).allowed);
            prop_assert_eq!(permissions.has(feature), expected);
            prop_assert_eq!(listed.contains(&feature), expected);
        }
    }

    #[test]
    fn going_back_gains_what_going_lost(
        one in choice(), other in choice(), used in products(), roles in confirmations().prop_map(SchoolRoles::from),
    ) {
        let a = permissions_of(&one, &used, &roles);
        let b = permissions_of(&other, &used, &roles);
        let there = difference(&a, &b);
        let back = difference(&b, &a);
        prop_assert!(there.gains().eq(back.loses()));
        prop_assert!(there.loses().eq(back.gains()));
        prop_assert!(difference(&a, &a).is_empty());
        let gains: BTreeSet<Feature> = there.gains().collect();
        prop_assert!(there.loses().all(|feature| !gains.contains(&feature)));
        for feature in Catalogue::published().features().filter(|feature| !feature.is_restriction()) {
            prop_assert_eq!(gains.contains(&feature), b.has(feature) && !a.has(feature));
        }
    }

    #[test]
    fn role_choices_survive_the_wire(choice in choice()) {
        let wire = serde_json::to_string(&choice).unwrap();
        prop_assert_eq!(serde_json::from_str::<RoleChoice>(&wire).unwrap(), choice);
    }
}

#[test]
fn a_higher_role_has_all_a_lower_one_has() {
    let none = SchoolRoles::none();
    for feature in Catalogue::published().features() {
        for pair in Role::ALL.windows(2) {
            let (upper, lower) = (decide(feature, pair[0], &none).allowed, decide(feature, pair[1], &none).allowed);
            if feature.is_restriction() {
                let listed = feature.product().lists(pair[1]);
                assert!(!listed || lower || !upper, "{feature:?} {pair:?}");
            } else {
                assert!(upper || !lower, "{feature:?} {pair:?}");
            }
        }
    }
}

#[test]
fn a_cell_that_is_not_to_be_confirmed_cannot_be_confirmed() {
    let feature = Feature::from_code("sonar-tracker/pupils/view-pupils").unwrap();
    let role = Role::MinimalReadOnly;
    let refused = NotConfirmable { feature, role };
    assert_eq!(Confirmations::none().set(feature, role, false), Err(refused));
    let posted = vec![Confirmation { feature, role, allowed: false }];
    let wire = serde_json::to_string(&posted).unwrap();
    assert!(serde_json::from_str::<Confirmations>(&wire).is_err());
}

#[test]
fn the_restriction_is_turned_round() {
    let restriction = the_restriction();
    let down = difference(&everything(Role::FullEdit), &everything(Role::PartialEdit));
    assert!(down.is_loss(restriction));
    assert!(down.counts_in(Product::JUNIPER_WEBSITES).0 == 0);
    let up = difference(&everything(Role::PartialEdit), &everything(Role::FullEdit));
    assert!(up.is_gain(restriction));
    assert!(up.counts_in(Product::JUNIPER_WEBSITES).1 == 0);
}

/// For a member who can do nothing on the website, losing the restriction is no gain, and getting it together with
/// everything it restricts is no loss.
#[test]
fn a_restriction_weighs_nothing_where_there_is_nothing_to_restrict() {
    let restriction = the_restriction();
    let away = difference(&everything(Role::PartialEdit), &everything(Role::MinimalEdit));
    assert!(away.counts_in(Product::JUNIPER_WEBSITES).0 == 0);
    assert!(!away.is_loss(restriction));
    let first = difference(&Permissions::none(Catalogue::published()), &everything(Role::PartialEdit));
    assert_eq!(first.counts().1, 0);
    assert!(!first.is_gain(restriction));
}

#[test]
fn twins_are_identical_in_sonar_tracker_until_the_school_tells_them_apart() {
    let mut roles = SchoolRoles::none();
    for role in Role::ALL {
        for other in Role::ALL {
            let twins = role == other || role.identical_in_sonar() == Some(other);
            let same = identical_in(Product::SONAR_TRACKER, role, other, &roles);
            // The owner can do the same as an admin, and the lowest role differs only by pupils being anonymous.
            let same_rights = [Role::AccountOwner, Role::AccountAdmin];
            let readers = [Role::FullReadOnly, Role::PartialReadOnly, Role::MinimalReadOnly];
            let expected = twins
                || (same_rights.contains(&role) && same_rights.contains(&other))
                || (readers.contains(&role) && readers.contains(&other));
            assert_eq!(same, expected, "{role} {other}");
        }
    }
    let feature = Feature::from_code("sonar-tracker/groups/create-groups").unwrap();
    roles.confirmations.set(feature, Role::PartialEdit, true).unwrap();
    let (a, b) = (Role::PartialEdit, Role::MinimalEdit);
    assert!(!identical_in(Product::SONAR_TRACKER, a, b, &roles));
}

#[test]
fn every_decision_explains_itself_in_one_sentence() {
    let mut roles = SchoolRoles::none();
    let confirmed = Feature::from_code("sonar-tracker/school/export-data").unwrap();
    roles.confirmations.set(confirmed, Role::FullEdit, true).unwrap();
    for feature in Catalogue::published().features() {
        for role in Role::ALL {
            let decision = decide(feature, role, &roles);
            let sentence = explain(&decision, feature, role, &roles);
            assert!(sentence.ends_with('.'), "{sentence}");
            assert!(sentence.contains(role.label()), "{sentence}");
            assert!(!sentence.contains("guidance: "), "{sentence}");
            let guided = sentence.contains("by the role guidance");
            assert_eq!(guided, decision.basis.is_guidance(), "{sentence}");
            let says_has = sentence.contains("has this") || sentence.contains("is held back");
            let names_neighbours = decision.basis == Basis::BetweenHas;
            assert!(says_has == decision.allowed || names_neighbours, "{sentence}");
        }
    }
    let decision = decide(confirmed, Role::FullEdit, &roles);
    let sentence = explain(&decision, confirmed, Role::FullEdit, &roles);
    assert_eq!(sentence, "Your school has confirmed that Full Edit has this.");
}

#[test]
fn a_role_in_one_product_leaves_the_others_alone() {
    let base = RoleChoice::in_every_product(Role::FullEdit);
    for product in Catalogue::published().products().iter().copied() {
        let changed = base.clone().with(product, Role::MinimalReadOnly);
        assert_eq!(changed.role_in(product), Role::MinimalReadOnly.into());
        if product == Product::SONAR_TRACKER {
            assert_eq!(changed, RoleChoice::in_every_product(Role::MinimalReadOnly));
            assert_eq!(changed.clone().with(product, RoleOverride::Same), changed);
        } else {
            assert_eq!(changed.main, Role::FullEdit);
            assert_eq!(changed.with(product, RoleOverride::Same), base);
        }
    }
}

#[test]
fn all_labels_are_there_and_only_eight_are_staff() {
    let staff: Vec<Role> = Label::ALL.into_iter().filter_map(Label::role).collect();
    assert_eq!(staff, Role::ALL);
    let names: BTreeSet<&str> = Label::ALL.into_iter().map(Label::label).collect();
    assert_eq!(names.len(), 10);
    assert!(Label::ALL.into_iter().all(|label| !label.guidance().is_empty()));
}

#[test]
fn area_codes_are_prefixes_of_their_features_codes_and_unique() {
    let mut seen = BTreeSet::new();
    for product in Catalogue::published().products().iter().copied() {
        for area in product.areas() {
            assert!(seen.insert(area.code()), "{}", area.code());
            for feature in area.features() {
                assert!(feature.code().starts_with(&format!("{}/", area.code())));
            }
        }
        assert!(product.features().all(|feature| feature.product() == product));
    }
}
