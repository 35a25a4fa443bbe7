//! The headings inside a product's table.

use super::feature::Feature;
use super::placed::PlacedArea;
use crate::product::Product;

/// A heading of a product's table: "Assessments".
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Area {
    product: Product,
    nth: u16,
}

impl Area {
    pub(crate) const fn of(product: Product, nth: u16) -> Area {
        Area { product, nth }
    }

    fn placed(self) -> &'static PlacedArea {
        &self.product.0.areas[usize::from(self.nth)]
    }

    /// The product whose table has it.
    pub const fn product(self) -> Product {
        self.product
    }

    /// The heading as published.
    pub fn name(self) -> &'static str {
        self.placed().name
    }

    /// Stable name for anchors, unique over all products: "sonar-tracker/assessments".
    pub fn code(self) -> String {
        format!("{}/{}", self.product.code(), self.own_code())
    }

    /// Its part of the [`code`](Area::code), unique in its product.
    pub(super) fn own_code(self) -> &'static str {
        self.placed().code
    }

    /// The area with this [`code`](Area::code), of a product the process knows.
    pub fn from_code(code: &str) -> Option<Area> {
        let (product, own) = code.split_once('/')?;
        Product::from_code(product)?.areas().find(|area| area.own_code() == own)
    }

    /// Its features in published order; there is always at least one.
    pub fn features(self) -> impl DoubleEndedIterator<Item = Feature> + ExactSizeIterator + Clone {
        let PlacedArea { first, count, .. } = *self.placed();
        (first..first + count).map(move |nth| Feature::of(self.product, nth))
    }
}
