//! The rules with another catalogue than the published one: a sixth product with 300 features.
#![allow(missing_docs, clippy::unwrap_used)]

mod shown;

use domain::access::{Grants, gives_all, gives_instead, kept_elsewhere, makes_admin};
use domain::bulk::{RoleChangeCount, combined};
use domain::catalogue::{Area, Catalogue, Feature, ProductTable, Row, Unlisted, VIEW_PUPILS, area, row};
use domain::comparison::Comparison;
use domain::form::edit::EditForm;
use domain::form::settings::SettingsForm;
use domain::form::user::{UserField, UserForm};
use domain::permission::{
    CellSetting, Exception, Exceptions, RoleCell, RoleCells, RoleChoice, RoleOverride, Rules, SchoolRoles, difference,
    explain, permissions_in, permissions_of, table_rows,
};
use domain::product::Product;
use domain::role::{HeldRole, Role};
use domain::role_customisation::{RoleForm, beyond};
use std::sync::LazyLock;

const COLUMNS: &[Role] = &[Role::AccountOwner, Role::FullEdit, Role::PartialEdit];

/// The published products and a sixth. Of its 300 features, Partial Edit has every third; the last is a restriction.
static SIX: LazyLock<Catalogue> = LazyLock::new(|| {
    let rows = |area: usize| -> &'static [Row] {
        let one = |nth: usize| {
            let text = |word: &str| &*Box::leak(format!("{word} {}", area * 100 + nth).into_boxed_str());
            let marks = if nth.is_multiple_of(3) { "✓ ✓ ✓" } else { "✓ ✓ -" };
            let row = row(COLUMNS, text("book").replace(' ', "-").leak(), text("Book"), marks);
            if area == 2 && nth == 99 { row.restriction("now limited", "no longer limited") } else { row }
        };
        (0..100).map(one).collect::<Vec<_>>().leak()
    };
    let sections =
        vec![area("fiction", "Fiction", rows(0)), area("facts", "Facts", rows(1)), area("maps", "Maps", rows(2))];
    let table = ProductTable {
        unlisted: Unlisted::AdminBetween,
        set_per_person: &["maps"],
        ..ProductTable::new("library", "role_library", "Library", COLUMNS, sections.leak())
    };
    Catalogue::published().with(table).unwrap()
});

fn library() -> Product {
    SIX.products()[Catalogue::published().products().len()]
}

fn school() -> SchoolRoles {
    SchoolRoles { catalogue: *SIX, ..SchoolRoles::none() }
}

#[test]
fn the_catalogue_lists_the_sixth_product_after_the_published_ones() {
    assert_eq!(SIX.feature_count(), Catalogue::published().feature_count() + 300);
    assert_eq!(SIX.products()[..Catalogue::published().products().len()], *Catalogue::published().products());
    for (place, feature) in SIX.features().enumerate() {
        assert_eq!(feature.index(), place);
        assert_eq!(Feature::from_code(&feature.code()), Some(feature));
        assert_eq!(serde_json::from_value::<Feature>(serde_json::to_value(feature).unwrap()).unwrap(), feature);
        assert_eq!(Area::from_code(&feature.area().code()), Some(feature.area()));
    }
    assert_eq!(library().areas().map(Area::name).collect::<Vec<_>>(), ["Fiction", "Facts", "Maps"]);
    let wire = serde_json::to_string(&school()).unwrap();
    assert_eq!(serde_json::from_str::<SchoolRoles>(&wire).unwrap(), school(), "{wire}");
    assert!(
        !serde_json::to_string(&SchoolRoles::none()).unwrap().contains("catalogue"),
        "the published one is not sent"
    );
    // A code belongs to one product only.
    let again = ProductTable::new("library", "role_library", "Another", COLUMNS, &[]);
    assert_eq!(SIX.with(again).unwrap_err().code, "library");
    assert!(Catalogue::published().with(ProductTable::new("portal", "role_x", "X", COLUMNS, &[])).is_err());
    assert_eq!(VIEW_PUPILS.code(), "sonar-tracker/pupils/view-pupils");
}

#[test]
fn decisions_sets_and_differences_reach_every_feature() {
    let full = permissions_of(&RoleChoice::in_every_product(Role::FullEdit), SIX.products(), &school());
    let partial = permissions_of(&RoleChoice::in_every_product(Role::PartialEdit), SIX.products(), &school());
    assert_eq!((full.count_in(library()), partial.count_in(library())), (300, 102));
    let published =
        permissions_of(&RoleChoice::in_every_product(Role::FullEdit), Catalogue::published().products(), &school());
    assert_eq!(full.count(), published.count() + 300);
    for product in SIX.products() {
        assert_eq!(full.in_product(*product), permissions_in(*product, HeldRole::from(Role::FullEdit), &school()));
    }
    assert_eq!(full.features().count(), full.count() as usize);
    let down = difference(&full, &partial);
    // The restriction goes with the role, which is a gain where both can do something.
    let restriction = library().features().last().unwrap();
    assert!(restriction.is_restriction() && full.has(restriction) && partial.has(restriction));
    assert_eq!(down.counts_in(library()), (0, 198));
    assert_eq!(down.loses().filter(|feature| feature.product() == library()).count(), 198);
    let without = Exceptions::from_iter([Exception { feature: restriction, allowed: false, until: None }]);
    let free = Rules { roles: school(), exceptions: without }
        .permissions(&RoleChoice::in_every_product(Role::FullEdit), SIX.products());
    assert_eq!(difference(&full, &free).gains().collect::<Vec<_>>(), [restriction]);
    // A role without a column lies between two that have one.
    assert_eq!(permissions_in(library(), HeldRole::from(Role::AccountAdmin), &school()).count(), 300);
    assert_eq!(table_rows(&school()).count(), SIX.feature_count() * Role::ALL.len());
    for row in table_rows(&school()).filter(|row| row.feature.product() == library()) {
        assert!(!explain(&row.decision, row.feature, row.role, &school()).is_empty());
    }
}

#[test]
fn roles_are_given_kept_and_handed_over_in_it() {
    let admin =
        Grants::of(domain::id::MemberId::parse("00000000000000000000000000000001").unwrap(), Role::AccountAdmin);
    let plain = RoleChoice::in_every_product(Role::FullEdit);
    let high = plain.clone().with(library(), Role::AccountAdmin);
    assert_eq!(high.role_in(library()), Some(Role::AccountAdmin.into()));
    assert_eq!(serde_json::from_value::<RoleChoice>(serde_json::to_value(&high).unwrap()).unwrap(), high);
    assert!(gives_all(&admin, &plain).is_ok() && gives_all(&admin, &high).is_err());
    assert!(gives_instead(&admin, &high, &plain).is_err(), "a higher role stays");
    assert!(gives_instead(&admin, &plain, &high).is_err());
    assert_eq!(kept_elsewhere(&admin, &high).collect::<Vec<_>>(), [(library(), Role::AccountAdmin.into())]);
    assert!(makes_admin(Some(&plain), &high) && !makes_admin(Some(&high), &plain));
    let owner = RoleChoice::in_every_product(Role::AccountOwner).with(library(), Role::AccountOwner);
    assert_eq!(owner.clone().handed_over(), RoleChoice::in_every_product(Role::AccountAdmin));
    assert_eq!(high.taken_over(&owner), RoleChoice::in_every_product(Role::AccountOwner));
    let people = vec![RoleChangeCount { before: owner, after: plain, exceptions: Exceptions::none(), people: 3 }];
    let together = combined(&people, SIX.products(), &school());
    assert!(together.features.iter().all(|(feature, _)| feature.product() != library()), "both have everything there");
}

#[test]
fn forms_read_and_write_its_fields() {
    let field = UserField::Role(library());
    assert!(UserForm::fields(SIX.products()).contains(&field));
    let mut form = EditForm::default();
    form.user.set(UserField::Role(Product::SONAR_TRACKER), "full-edit".to_owned());
    form.user.set(field, "none".to_owned());
    let wire = serde_json::to_value(&form).unwrap();
    assert_eq!(wire["role_library"], "none");
    assert_eq!(
        serde_json::from_value::<EditForm>(wire).unwrap().user.roles(SIX.products()).unwrap().other(library()),
        RoleOverride::Nothing
    );
    let ticked = SettingsForm {
        name: "Hillside".to_owned(),
        products: [(library(), "on".to_owned())].into_iter().collect(),
        ..SettingsForm::default()
    };
    assert_eq!(ticked.parse(*SIX).unwrap().products, [Product::SONAR_TRACKER, library()]);
    assert_eq!(ticked.parse(Catalogue::published()).unwrap().products, [Product::SONAR_TRACKER], "not offered there");
}

#[test]
fn roles_are_customised_and_compared_in_it() {
    let feature = library().features().nth(1).unwrap();
    let form = RoleForm { cells: vec![(feature.code(), "allow".to_owned())], ..RoleForm::default() };
    let read = form.parse(Role::PartialEdit.into(), SIX.products(), &RoleCells::default()).unwrap();
    assert_eq!(read.cells.iter().collect::<Vec<_>>(), [RoleCell { feature, setting: CellSetting::Allow }]);
    let mut after = school();
    after.customised.push(domain::permission::RoleCustomisation {
        role: Role::PartialEdit.into(),
        name: String::new(),
        cells: read.cells,
        set_by_owner: Vec::new(),
        version: 1,
    });
    let refused =
        beyond(Role::PartialEdit.into(), SIX.products(), &school(), &after, |_| Err(domain::access::Denial::ForAdmins));
    assert_eq!(refused.into_iter().map(|(feature, _)| feature).collect::<Vec<_>>(), [feature]);
    let pairs = [("product".to_owned(), "library".to_owned()), ("why".to_owned(), feature.code())];
    let comparison = Comparison::read(&pairs, &after);
    assert_eq!((comparison.product, comparison.open), (Some(library()), Some(feature)));
    let shown = SIX.features().filter(|one| comparison.shows(*one, &after)).count();
    assert!(shown > 0 && shown <= 300, "{shown}");
}
