//! Comparing roles: addresses, searches, differences, the parts of the table, and two roles in a sentence.
#![allow(clippy::unwrap_used)]
use super::*;
use crate::catalogue::Catalogue;
use crate::id::CustomRoleId;
use crate::limits::COMPARED_CELLS;
use crate::permission::{CellSetting, KeyTopic, RoleCell, RoleCells, RoleCustomisation, Weight};
use crate::role::Role;
use proptest::prelude::*;

/// A school with two roles of its own, based on Full Edit and Minimal Edit; the second allows one thing more.
fn school() -> (SchoolRoles, HeldRole, HeldRole) {
    let id = |code| CustomRoleId::parse(code).unwrap();
    let first = HeldRole::custom(Role::FullEdit, id("5f0c7a3e9b1d4c2f8a6e0d1b2c3f4a5b"));
    let second = HeldRole::custom(Role::MinimalEdit, id("6a0c7a3e9b1d4c2f8a6e0d1b2c3f4a5b"));
    let made = |role, name: &str, cells| RoleCustomisation {
        role,
        name: name.to_owned(),
        cells,
        set_by_owner: Vec::new(),
        version: 1,
    };
    let cell = RoleCell { feature: only_full(), setting: CellSetting::Allow };
    let customised =
        vec![made(first, "Mentor", RoleCells::default()), made(second, "Assistant", RoleCells::from(vec![cell]))];
    (SchoolRoles { customised, ..SchoolRoles::none() }, first, second)
}

/// A feature that Full Edit has and Minimal Edit does not.
fn only_full() -> Feature {
    let has = |feature, role| decide(feature, role, &SchoolRoles::none()).allowed;
    Catalogue::published()
        .features()
        .find(|feature| has(*feature, Role::FullEdit) && !has(*feature, Role::MinimalEdit))
        .unwrap()
}

fn read(query: &[(&str, &str)], school: &SchoolRoles) -> Comparison {
    let pairs = query.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect::<Vec<_>>();
    Comparison::read(&pairs, school)
}

#[test]
fn an_address_that_makes_no_sense_shows_what_it_can_and_says_so() {
    use ComparisonRemark::{TooFewRoles, TooManyRoles, UnknownLeftOut, UnknownRoles};
    let (school, mentor, assistant) = school();
    let held = |roles: &[Role]| roles.iter().copied().map(HeldRole::standard).collect::<Vec<_>>();
    let (all, two) = (held(&Role::ALL), held(&[Role::AccountOwner, Role::FullEdit]));
    let (mentor_code, assistant_code) = (mentor.code(), assistant.code());
    let gone = "full-edit.7b0c7a3e9b1d4c2f8a6e0d1b2c3f4a5b";
    let nine: Vec<_> = [&*assistant_code]
        .into_iter()
        .chain(Role::ALL.iter().map(|role| role.code()))
        .map(|code| ("role", code))
        .collect();
    let first_eight: Vec<_> =
        Role::ALL[..5].iter().map(|role| (*role).into()).chain([assistant]).chain(held(&Role::ALL[5..7])).collect();
    for (query, roles, remark) in [
        (&[][..], all.clone(), None),
        (&[("role", "account-owner"), ("role", "full-edit")], two.clone(), None),
        (&[("role", "full-edit"), ("role", "full-edit"), ("role", "account-owner")], two.clone(), None),
        (&[("role", "account-owner"), ("role", "full-edit"), ("role", "king")], two.clone(), Some(UnknownLeftOut)),
        (&[("role", "account-owner"), ("role", "full-edit"), ("role", gone)], two, Some(UnknownLeftOut)),
        (&[("role", "king"), ("role", "queen")], all.clone(), Some(UnknownRoles)),
        (&[("role", "full-edit"), ("role", gone)], all.clone(), Some(UnknownRoles)),
        (&[("role", "full-edit")], all.clone(), Some(TooFewRoles)),
        (&[("role", &mentor_code)], all.clone(), Some(TooFewRoles)),
        (&[("role", "")], all.clone(), None),
        (
            &[("role", &assistant_code), ("role", &mentor_code), ("role", "full-edit")],
            vec![Role::FullEdit.into(), mentor, assistant],
            None,
        ),
        (&nine, first_eight, Some(TooManyRoles)),
        (&[("product", "sonar-tracker"), ("why", "sonar-tracker/groups/no-such")], all.clone(), Some(UnknownLeftOut)),
        (&[("product", "word"), ("fold", "nothing"), ("only", "x")], all, Some(UnknownLeftOut)),
    ] {
        let read = read(query, &school);
        assert_eq!(read.roles, roles, "{query:?}");
        assert_eq!(read.remark, remark, "{query:?}");
    }
    for (remark, words) in [
        (UnknownLeftOut, "The address also names what Rolecall does not know. It is left out."),
        (TooFewRoles, "Choose at least two roles to compare. Until then the eight standard roles are shown."),
    ] {
        assert_eq!(remark.sentence(), words);
    }
}

#[test]
fn partial_and_minimal_edit_differ_nowhere_in_sonar_tracker() {
    let pair = [("role", "partial-edit"), ("role", "minimal-edit"), ("only", DIFFERENCES)];
    let none = SchoolRoles::none();
    let count = |product: Product| {
        let comparison = read(&[&pair[..], &[("product", product.code())]].concat(), &none);
        shown(&comparison, &none).len()
    };
    assert_eq!(count(Product::SONAR_TRACKER), 0);
    assert!(count(Product::JUNIPER_MIS) > 0);
}

#[test]
fn a_role_of_the_school_differs_where_the_school_set_something() {
    let (school, _, assistant) = school();
    let comparison = Comparison { only_differences: true, ..Comparison::of(vec![Role::MinimalEdit.into(), assistant]) };
    assert_eq!(shown(&comparison, &school), [only_full()]);
    let pair = comparison.pair(Catalogue::published().products(), &school).unwrap();
    assert_eq!(pair.sentence(&school), "Assistant also has 1, Minimal Edit nothing more.");
}

#[test]
fn two_roles_are_told_apart_in_a_sentence() {
    let none = SchoolRoles::none();
    let sentence = |first: Role, second: Role, product: Option<Product>| {
        let comparison = Comparison { product, ..Comparison::of(vec![first.into(), second.into()]) };
        comparison.pair(Catalogue::published().products(), &none).unwrap().sentence(&none)
    };
    for (first, second, product, words) in [
        (Role::FullEdit, Role::PartialEdit, None, "Full Edit also has 72, Partial Edit nothing more."),
        (
            Role::PartialEdit,
            Role::MinimalEdit,
            Some(Product::SONAR_TRACKER),
            "In Sonar Tracker, Partial Edit and Minimal Edit can do exactly the same.",
        ),
    ] {
        assert_eq!(sentence(first, second, product), words);
    }
    assert_eq!(Comparison::default().pair(Catalogue::published().products(), &none), None, "eight roles");
}

#[test]
fn what_two_roles_have_in_each_product_adds_up() {
    let (school, ..) = school();
    let roles = school.all();
    for (first, second) in roles.iter().flat_map(|first| roles.iter().map(move |second| (*first, *second))) {
        let pair = Comparison::of(vec![first, second]).pair(Catalogue::published().products(), &school).unwrap();
        let sum = |of: fn(&PairCounts) -> u32| pair.by_product.iter().map(|(_, counts)| of(counts)).sum::<u32>();
        assert_eq!((sum(|counts| counts.first), sum(|counts| counts.second)), (pair.counts.first, pair.counts.second));
    }
}

#[test]
fn a_search_looks_at_name_area_and_product() {
    let none = SchoolRoles::none();
    let found = |search: &str| shown(&read(&[("search", search)], &none), &none);
    assert_eq!(found("SONAR create groups").len(), 1);
    assert_eq!(found("portal").len(), Product::PORTAL.feature_count());
    assert!(found("no such thing").is_empty());
    assert_eq!(found("   ").len(), Catalogue::published().feature_count());
}

#[test]
fn what_matters_most_comes_first_and_the_rest_is_opened_by_product() {
    let (none, products) = (SchoolRoles::none(), Catalogue::published().products());
    let eight = Comparison::default();
    let kinds: Vec<_> = eight.parts(products, &none).iter().map(|part| (part.kind.heading(), part.is_open)).collect();
    assert_eq!(kinds[..3], [("Sensitive", true), ("Powerful", true), ("Juniper MIS", false)]);
    let closed = eight.parts(products, &none).into_iter().find_map(|part| part.turned).unwrap();
    assert_eq!(closed.opened, [Product::JUNIPER_MIS]);
    assert_eq!(part(&closed, Product::JUNIPER_MIS).turned, Some(eight.clone()), "closing it is as before");
    // Few cells are open without being asked for, and can be closed.
    let two = Comparison::of(vec![Role::FullEdit.into(), Role::PartialEdit.into()]);
    assert!(two.parts(products, &none).iter().all(|part| part.is_open));
    let closed = part(&two, Product::PORTAL).turned.unwrap();
    assert!(!part(&closed, Product::PORTAL).is_open);
    assert_eq!(part(&closed, Product::PORTAL).turned, Some(two));
    // A row that is explained is in sight.
    let row = part(&eight, Product::PORTAL).rows[0].feature;
    let explained = eight.opening(Some(row));
    assert!(part(&explained, Product::PORTAL).is_open);
    assert_eq!(part(&explained, Product::PORTAL).turned, Some(eight.clone()));
    assert!(eight.opening_all(products).parts(products, &none).iter().all(|part| part.is_open));
}

#[test]
fn two_roles_begin_with_what_differs_and_the_sensitive_first() {
    let (none, products) = (SchoolRoles::none(), Catalogue::published().products());
    let two = Comparison::of(vec![Role::FullEdit.into(), Role::PartialEdit.into()]);
    let parts = two.parts(products, &none);
    let first = &parts[0];
    assert_eq!((first.kind, first.is_open, first.rows.len()), (PartKind::Differing, true, first.differing()));
    let counts = two.pair(products, &none).unwrap().counts;
    assert_eq!(first.rows.len(), usize::try_from(counts.first + counts.second).unwrap());
    let weights: Vec<_> = first.rows.iter().map(|row| Weight::of(row.feature)).collect();
    assert_eq!(weights[0], Some(Weight::Sensitive));
    assert!(weights.is_sorted_by_key(|weight| (weight.is_none(), *weight)), "{weights:?}");
    assert!(parts[1..].iter().all(|part| part.differing() == 0));
    let same = Comparison {
        product: Some(Product::SONAR_TRACKER),
        ..Comparison::of(vec![Role::PartialEdit.into(), Role::MinimalEdit.into()])
    };
    assert_ne!(same.parts(products, &none)[0].kind, PartKind::Differing, "nothing differs");
    assert_ne!(Comparison::default().parts(products, &none)[0].kind, PartKind::Differing, "eight roles");
}

fn part(comparison: &Comparison, product: Product) -> TablePart {
    let parts = comparison.parts(Catalogue::published().products(), &SchoolRoles::none());
    parts.into_iter().find(|part| part.kind == PartKind::Product(product)).unwrap()
}

fn shown(comparison: &Comparison, school: &SchoolRoles) -> Vec<Feature> {
    Catalogue::published().features().filter(|feature| comparison.shows(*feature, school)).collect()
}

fn any_comparison() -> impl Strategy<Value = Comparison> {
    let roles = prop::sample::subsequence(school().0.all(), FEWEST_ROLES..=MOST_ROLES);
    let product = prop::option::of(prop::sample::select(Catalogue::published().products().to_vec()));
    let some = || prop::sample::subsequence(Catalogue::published().products().to_vec(), 0..4);
    let open = prop::option::of(prop::sample::select(Catalogue::published().features().collect::<Vec<_>>()));
    (roles, product, any::<bool>(), "[a-z]{0,5}( [a-z]{1,5})?", some(), some(), open).prop_map(
        |(roles, product, only_differences, search, opened, closed, open)| Comparison {
            roles,
            product,
            only_differences,
            search: search.trim().to_owned(),
            opened,
            closed,
            open,
            first: None,
            remark: None,
        },
    )
}

proptest! {
    #[test]
    fn a_link_shows_everybody_the_same(comparison in any_comparison()) {
        let pairs: Vec<_> = comparison.pairs().into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        prop_assert_eq!(Comparison::read(&pairs, &school().0), comparison);
    }

    /// Every row that is found is in one part, and what is open without being asked for is few cells.
    #[test]
    fn every_row_is_in_one_part_and_the_page_stays_light(comparison in any_comparison()) {
        let (school, ..) = school();
        let products = Catalogue::published().products();
        let parts = comparison.parts(products, &school);
        let mut rows: Vec<_> = parts.iter().flat_map(|part| part.rows.iter().map(|row| row.feature)).collect();
        rows.sort_by_key(|feature| feature.index());
        let found: Vec<_> = Catalogue::published().features().filter(|feature| comparison.finds(*feature)).collect();
        prop_assert_eq!(rows, found);
        let plain = Comparison { opened: Vec::new(), open: None, ..comparison };
        let open = plain.parts(products, &school).into_iter().filter(|part| part.is_open);
        let cells = open.map(|part| part.rows.len() * plain.roles.len()).sum::<usize>();
        prop_assert!(cells <= COMPARED_CELLS, "{cells} cells");
    }

    /// A row counts as a difference exactly when the school's decisions about two of the roles differ.
    #[test]
    fn a_difference_tells_two_of_the_roles_apart(comparison in any_comparison()) {
        let (school, ..) = school();
        for feature in Catalogue::published().features() {
            let allowed: Vec<_> = comparison.roles.iter().map(|role| decide(feature, *role, &school).allowed).collect();
            prop_assert_eq!(comparison.differs(feature, &school), allowed.contains(&true) && allowed.contains(&false));
        }
    }
}

#[test]
fn the_weights_of_the_table_are_those_of_the_topics() {
    let (none, products) = (SchoolRoles::none(), Catalogue::published().products());
    for part in Comparison::default().parts(products, &none) {
        let weight = match part.kind {
            PartKind::Weight(weight) => Some(weight),
            PartKind::Product(_) | PartKind::Differing => None,
        };
        for row in part.rows {
            assert_eq!(KeyTopic::of(row.feature).map(|topic| topic.weight), weight, "{}", row.feature.code());
        }
    }
}
