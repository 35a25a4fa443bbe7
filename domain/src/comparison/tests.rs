//! Comparing roles: addresses, columns, searches, folding and differences.
#![allow(clippy::unwrap_used)]
use super::*;
use crate::catalogue::Catalogue;
use crate::id::CustomRoleId;
use crate::permission::{CellSetting, RoleCell, RoleCells, RoleCustomisation, decide};
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
    let adapted =
        vec![made(first, "Mentor", RoleCells::default()), made(second, "Assistant", RoleCells::from(vec![cell]))];
    (SchoolRoles { adapted, ..SchoolRoles::none() }, first, second)
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
    let shown = |product: Product| {
        let comparison = read(&[&pair[..], &[("product", product.code())]].concat(), &none);
        let columns = comparison.columns(&none);
        Catalogue::published()
            .features()
            .filter(|feature| comparison.shows(*feature, &columns, columns.with(*feature, &none)))
            .count()
    };
    assert_eq!(shown(Product::SONAR_TRACKER), 0);
    assert!(shown(Product::JUNIPER_MIS) > 0);
}

#[test]
fn a_role_of_the_school_is_a_column_where_it_is_asked_for_and_differs_where_the_school_set_something() {
    let (school, mentor, assistant) = school();
    assert_eq!(Comparison::default().columns(&school), Columns::standard(), "nobody asked for one");
    let comparison = Comparison {
        roles: vec![Role::MinimalEdit.into(), assistant],
        only_differences: true,
        ..Comparison::default()
    };
    let columns = comparison.columns(&school);
    let mut expected = HeldRole::all_standard().to_vec();
    expected.insert(5, assistant);
    assert_eq!(columns.roles(), expected, "after the one it was made from; {mentor:?} was not asked for");
    let shown: Vec<_> = (0..columns.count()).filter(|place| columns.shown().contains(*place)).collect();
    assert_eq!(shown, [4, 5]);
    let differing: Vec<_> = Catalogue::published()
        .features()
        .filter(|feature| comparison.shows(*feature, &columns, columns.with(*feature, &school)))
        .collect();
    assert_eq!(differing, [only_full()]);
    let have = columns.with(only_full(), &school);
    assert!(have.contains(5) && !have.contains(4));
}

#[test]
fn a_search_looks_at_name_area_and_product() {
    let none = SchoolRoles::none();
    let found = |search: &str| {
        let comparison = read(&[("search", search)], &none);
        let columns = comparison.columns(&none);
        Catalogue::published()
            .features()
            .filter(|feature| comparison.shows(*feature, &columns, columns.with(*feature, &none)))
            .collect::<Vec<_>>()
    };
    assert_eq!(found("SONAR create groups").len(), 1);
    assert_eq!(found("portal").len(), Product::PORTAL.feature_count());
    assert!(found("no such thing").is_empty());
    assert_eq!(found("   ").len(), Catalogue::published().feature_count());
}

#[test]
fn folding_and_opening_twice_is_as_before() {
    let area = Product::PORTAL.areas().next().unwrap();
    let feature = area.features().next().unwrap();
    let folded = Comparison::default().folding(area).opening(Some(feature));
    assert_eq!((&folded.folded[..], folded.open), (&[area][..], Some(feature)));
    assert_eq!(folded.folding(area).opening(None), Comparison::default());
}

fn any_comparison() -> impl Strategy<Value = Comparison> {
    let roles = prop::sample::subsequence(school().0.all(), FEWEST_ROLES..=MOST_ROLES);
    let product = prop::option::of(prop::sample::select(Catalogue::published().products().to_vec()));
    let areas: Vec<_> = Catalogue::published().products().iter().copied().flat_map(|product| product.areas()).collect();
    let folded = prop::sample::subsequence(areas, 0..4);
    let open = prop::option::of(prop::sample::select(Catalogue::published().features().collect::<Vec<_>>()));
    (roles, product, any::<bool>(), "[a-z]{0,5}( [a-z]{1,5})?", folded, open).prop_map(
        |(roles, product, only_differences, search, folded, open)| Comparison {
            roles,
            product,
            only_differences,
            search: search.trim().to_owned(),
            folded,
            open,
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

    /// A role is shown exactly when it is requested, whatever other roles the school has.
    #[test]
    fn the_columns_shown_are_those_asked_for(comparison in any_comparison()) {
        let columns = comparison.columns(&school().0);
        let shown: Vec<_> = columns.roles().iter().enumerate().filter(|(place, _)| columns.shown().contains(*place)).map(|(_, role)| *role).collect();
        prop_assert_eq!(shown, comparison.roles);
    }

    /// A row counts as a difference only when it tells two of the roles apart, whatever the cells are.
    #[test]
    fn a_difference_tells_two_of_the_roles_apart(asked in any::<u16>(), have in any::<u16>()) {
        let (asked, have) = (ColumnSet::of_bits(asked), ColumnSet::of_bits(have));
        let places = || (0..16).filter(|place| asked.contains(*place));
        let told_apart = places().any(|one| places().any(|other| have.contains(one) != have.contains(other)));
        prop_assert_eq!(asked.differ(have), told_apart);
    }
}
