//! The headings inside a product's table.

use super::feature::Feature;
use super::placed::{AREAS, PLACED_AREAS, PlacedArea};
use crate::product::Product;

/// A heading of a product's table: "Assessments".
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Area(pub(super) u8);

impl Area {
    fn placed(self) -> &'static PlacedArea {
        &PLACED_AREAS[self.0 as usize]
    }

    /// The product whose table has it.
    pub fn product(self) -> Product {
        self.placed().product
    }

    /// The heading as published.
    pub fn name(self) -> &'static str {
        self.placed().name
    }

    /// Stable name for anchors, unique over all products: "sonar-tracker/assessments".
    pub fn code(self) -> String {
        format!("{}/{}", self.product().code(), self.own_code())
    }

    /// Its part of the [`code`](Area::code), unique in its product.
    pub(super) fn own_code(self) -> &'static str {
        self.placed().code
    }

    /// The area with this [`code`](Area::code).
    pub fn from_code(code: &str) -> Option<Area> {
        let (product, own) = code.split_once('/')?;
        areas_of(Product::from_code(product)?).find(|area| area.own_code() == own)
    }

    /// Its features in published order; there is always at least one.
    pub fn features(self) -> impl DoubleEndedIterator<Item = Feature> + ExactSizeIterator + Clone {
        let PlacedArea { first, count, .. } = *self.placed();
        (first..first + count).map(Feature)
    }
}

/// The areas of a product in published order.
pub fn areas_of(product: Product) -> impl Iterator<Item = Area> + Clone {
    (0..AREAS as u8).map(Area).filter(move |area| area.product() == product)
}
