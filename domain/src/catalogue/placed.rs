//! The product tables laid end to end while compiling, so that a feature is one index away.

use super::table::{Row, Section};
use super::{FEATURES, comms_hub, feature_count, first_feature, juniper_mis, juniper_websites, portal, sonar_tracker};
use crate::product::Product;

/// How many area headings the five tables have together.
pub(super) const AREAS: usize = 44;

/// A heading with the place of its rows.
#[derive(Clone, Copy)]
pub(super) struct PlacedArea {
    pub(super) product: Product,
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    /// Index of its first feature.
    pub(super) first: u8,
    /// How many features it has.
    pub(super) count: u8,
}

/// A row and the index of its heading.
#[derive(Clone, Copy)]
pub(super) struct PlacedRow {
    pub(super) row: Row,
    pub(super) area: u8,
}

pub(super) static PLACED_AREAS: [PlacedArea; AREAS] = LAID.0;
pub(super) static PLACED_ROWS: [PlacedRow; FEATURES] = LAID.1;

const LAID: ([PlacedArea; AREAS], [PlacedRow; FEATURES]) = lay();

const fn sections(product: Product) -> &'static [Section] {
    match product {
        Product::JuniperMis => juniper_mis::AREAS,
        Product::SonarTracker => sonar_tracker::AREAS,
        Product::Portal => portal::AREAS,
        Product::CommsHub => comms_hub::AREAS,
        Product::JuniperWebsites => juniper_websites::AREAS,
    }
}

const fn lay() -> ([PlacedArea; AREAS], [PlacedRow; FEATURES]) {
    let start = sections(Product::JuniperMis)[0];
    let mut areas =
        [PlacedArea { product: Product::JuniperMis, code: start.code, name: start.name, first: 0, count: 0 }; AREAS];
    let mut rows = [PlacedRow { row: start.rows[0], area: 0 }; FEATURES];
    let (mut area, mut feature, mut product) = (0, 0, 0);
    while product < Product::ALL.len() {
        let of = Product::ALL[product];
        assert!(feature == first_feature(of), "a table has another number of rows than published");
        let sections = sections(of);
        let mut section = 0;
        while section < sections.len() {
            let Section { code, name, rows: listed } = sections[section];
            areas[area] = PlacedArea { product: of, code, name, first: feature as u8, count: listed.len() as u8 };
            let mut row = 0;
            while row < listed.len() {
                rows[feature] = PlacedRow { row: listed[row], area: area as u8 };
                feature += 1;
                row += 1;
            }
            area += 1;
            section += 1;
        }
        assert!(feature == first_feature(of) + feature_count(of), "a table has another number of rows than published");
        product += 1;
    }
    assert!(area == AREAS && feature == FEATURES, "an area or a row is missing");
    (areas, rows)
}
