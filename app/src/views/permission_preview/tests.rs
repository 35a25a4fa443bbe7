//! The preview with another catalogue than the published one: a sixth product with 300 features.
#![allow(clippy::unwrap_used)]

use super::model::{Held, PreviewModel, abilities, area_stand};
use super::summary::{brief, roles_in_words, said};
use crate::widgets::{ItemHolding, LineChange};
use domain::catalogue::{Catalogue, ProductTable, Row, area, row};
use domain::permission::{RoleChoice, Rules, SchoolRoles};
use domain::product::Product;
use domain::role::Role;
use std::sync::LazyLock;

const COLUMNS: &[Role] = &[Role::AccountOwner, Role::FullEdit, Role::PartialEdit];

/// The published products and a sixth in three areas. Partial Edit has every third feature, and of the last area the
/// first, which is a restriction.
static SIX: LazyLock<Catalogue> = LazyLock::new(|| {
    let rows = |area: usize| -> &'static [Row] {
        let one = |nth: usize| {
            let (code, name) = (format!("book-{nth}").leak(), format!("Book {nth} of {area}").leak());
            match (area, nth) {
                (2, 0) => row(COLUMNS, code, name, "- - ✓").restriction("now limited", "no longer limited"),
                _ if nth.is_multiple_of(3) => row(COLUMNS, code, name, "✓ ✓ ✓"),
                _ => row(COLUMNS, code, name, "✓ ✓ -"),
            }
        };
        (0..100).map(one).collect::<Vec<_>>().leak()
    };
    let sections =
        vec![area("fiction", "Fiction", rows(0)), area("facts", "Facts", rows(1)), area("maps", "Maps", rows(2))];
    let table = ProductTable::new("library", "role_library", "Library", COLUMNS, sections.leak());
    Catalogue::published().with(table).unwrap()
});

fn rules() -> Rules {
    Rules::of_roles(SchoolRoles { catalogue: *SIX, ..SchoolRoles::none() })
}

fn library() -> Product {
    *SIX.products().last().unwrap()
}

fn held(role: Role) -> Held {
    Held::of(RoleChoice::in_every_product(role), SIX.products(), &rules())
}

#[test]
fn every_line_is_drawn_once_and_the_marks_add_up_to_the_counts() {
    let rules = rules();
    for (before, after) in Role::ALL.into_iter().flat_map(|before| Role::ALL.map(|after| (before, after))) {
        let picture = PreviewModel::of(held(after), Some(held(before)));
        let (mut drawn, mut changes) = (0, (0, 0));
        for product in SIX.products().iter().copied() {
            let areas = picture.areas(product, product.areas());
            let stands: Vec<_> = areas.into_iter().map(|area| area_stand(area, &picture, &rules)).collect();
            let items = || stands.iter().flat_map(|area| &area.stands);
            let marked = |change| u32::try_from(items().filter(|item| item.change == change).count()).unwrap();
            let marks = (marked(LineChange::Gain), marked(LineChange::Loss));
            assert_eq!(items().count(), product.feature_count(), "{product}");
            assert_eq!(marks, picture.changes_in(product), "{before:?} to {after:?} in {product}");
            let noted = stands.iter().fold((0, 0), |sum, area| (sum.0 + area.gains, sum.1 + area.loses));
            assert_eq!(marks, noted, "{product}");
            (drawn, changes) = (drawn + items().count(), (changes.0 + marks.0, changes.1 + marks.1));
        }
        assert_eq!(drawn, Catalogue::published().feature_count() + 300);
        assert_eq!(changes, picture.changes(), "{before:?} to {after:?}");
    }
}

#[test]
fn what_is_lost_there_is_marked_counted_and_said() {
    let rules = rules();
    let picture = PreviewModel::of(held(Role::PartialEdit), Some(held(Role::FullEdit)));
    // Of 300, Partial Edit has 34 in each of two areas and 33 in the third, where the restriction begins.
    assert_eq!(picture.changes_in(library()), (0, 199));
    let count = |role| abilities(library(), role, &rules);
    assert_eq!((count(Role::FullEdit), count(Role::PartialEdit), count(Role::MinimalEdit)), (300, 101, 0));
    let published: usize = Catalogue::published().feature_count();
    assert_eq!(held(Role::FullEdit).totals(SIX.products()).1, published + 300);
    let maps = library().areas().last().unwrap();
    let stand = area_stand(maps, &picture, &rules);
    assert_eq!((stand.note.as_str(), stand.gains, stand.loses), ("33 of 99", 0, 67));
    assert_eq!((stand.stands[0].holding, stand.stands[0].aside), (ItemHolding::HeldBack, "now limited"));
    let (_, loses) = picture.changes();
    let text = said(&picture, SIX.products(), &rules);
    assert!(text.starts_with("Partial Edit instead of Full Edit: "), "{text}");
    assert!(text.contains(&format!("loses {loses}")), "{text}");
    assert!(brief(&picture, SIX.products(), &rules).contains(&format!("of {} ·", published + 300)));
    let minimal = RoleChoice::in_every_product(Role::MinimalEdit);
    let said = roles_in_words(&minimal, SIX.products(), &rules.roles);
    assert!(said.ends_with("Juniper Websites and Library"), "{said}");
}
