#![allow(clippy::unwrap_used)]
use super::*;
use crate::catalogue::areas_of;
use proptest::prelude::*;

fn read(query: &[(&str, &str)]) -> Comparison {
    Comparison::read(&query.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect::<Vec<_>>())
}

#[test]
fn an_address_that_makes_no_sense_shows_what_it_can_and_says_so() {
    let two: RoleSet = [Role::AccountOwner, Role::FullEdit].into_iter().collect();
    for (query, roles, remark) in [
        (&[][..], RoleSet::ALL, None),
        (&[("role", "account-owner"), ("role", "full-edit")], two, None),
        (&[("role", "full-edit"), ("role", "full-edit"), ("role", "account-owner")], two, None),
        (&[("role", "account-owner"), ("role", "full-edit"), ("role", "king")], two, Some("left out")),
        (&[("role", "king"), ("role", "queen")], RoleSet::ALL, Some("all roles are shown")),
        (&[("role", "full-edit")], RoleSet::ALL, Some("at least two")),
        (&[("role", "")], RoleSet::ALL, None),
        (&[("product", "sonar-tracker"), ("why", "sonar-tracker/groups/no-such")], RoleSet::ALL, Some("left out")),
        (&[("product", "word"), ("fold", "nothing"), ("only", "x")], RoleSet::ALL, Some("left out")),
    ] {
        let read = read(query);
        assert_eq!(read.roles, roles, "{query:?}");
        match remark {
            Some(words) => assert!(read.remark.as_ref().unwrap().contains(words), "{query:?} {read:?}"),
            None => assert_eq!(read.remark, None, "{query:?}"),
        }
    }
}

#[test]
fn partial_and_minimal_edit_differ_nowhere_in_sonar_tracker() {
    let pair = [("role", "partial-edit"), ("role", "minimal-edit"), ("only", DIFFERENCES)];
    let shown = |product: Product| {
        let comparison = read(&[&pair[..], &[("product", product.code())]].concat());
        let none = SchoolRoles::none();
        Feature::all().filter(|feature| comparison.shows(*feature, roles_with(*feature, &none))).count()
    };
    assert_eq!(shown(Product::SonarTracker), 0);
    assert!(shown(Product::JuniperMis) > 0);
}

#[test]
fn a_search_looks_at_name_area_and_product() {
    let found = |search: &str| {
        let comparison = read(&[("search", search)]);
        Feature::all().filter(|feature| comparison.shows(*feature, RoleSet::NONE)).collect::<Vec<_>>()
    };
    assert_eq!(found("SONAR create groups").len(), 1);
    assert_eq!(found("portal").len(), crate::catalogue::feature_count(Product::Portal));
    assert!(found("no such thing").is_empty());
    assert_eq!(found("   ").len(), Feature::all().len());
}

#[test]
fn folding_and_opening_twice_is_as_before() {
    let area = areas_of(Product::Portal).next().unwrap();
    let feature = area.features().next().unwrap();
    let folded = Comparison::default().folding(area).opening(Some(feature));
    assert_eq!((&folded.folded[..], folded.open), (&[area][..], Some(feature)));
    assert_eq!(folded.folding(area).opening(None), Comparison::default());
}

fn any_comparison() -> impl Strategy<Value = Comparison> {
    let roles = any::<u8>().prop_map(RoleSet::of_bits).prop_filter("two or more", |roles| roles.len() >= FEWEST_ROLES);
    let product = prop::option::of(prop::sample::select(Product::ALL.to_vec()));
    let areas: Vec<_> = Product::ALL.into_iter().flat_map(areas_of).collect();
    let folded = prop::sample::subsequence(areas, 0..4);
    let open = prop::option::of(prop::sample::select(Feature::all().collect::<Vec<_>>()));
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
        prop_assert_eq!(Comparison::read(&pairs), comparison);
    }

    /// Only rows in which two of the roles are told apart are differences, however the cells came about.
    #[test]
    fn a_difference_tells_two_of_the_roles_apart(roles in any::<u8>(), have in any::<u8>()) {
        let (roles, have) = (RoleSet::of_bits(roles), RoleSet::of_bits(have));
        let told_apart = roles.iter().any(|one| roles.iter().any(|other| have.contains(one) != have.contains(other)));
        prop_assert_eq!(differs(roles, have), told_apart);
    }
}
