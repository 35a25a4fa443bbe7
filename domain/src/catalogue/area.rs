//! Areas: the headings inside a product's table.

use super::feature::Feature;
use super::placed::PlacedArea;
use crate::product::Product;

/// An area: a heading of a product's table, such as "Assessments".
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
        &self.product.0.table().areas[usize::from(self.nth)]
    }

    /// The product whose table contains the area.
    pub const fn product(self) -> Product {
        self.product
    }

    /// The heading as published.
    pub fn name(self) -> &'static str {
        self.placed().name
    }

    /// The stable code for anchors, unique across products: "sonar-tracker/assessments".
    pub fn code(self) -> String {
        format!("{}/{}", self.product.code(), self.own_code())
    }

    /// The last part of the [`code`](Area::code), unique within its product.
    pub(super) fn own_code(self) -> &'static str {
        self.placed().code
    }

    /// The area with this [`code`](Area::code), among all products of the process.
    pub fn from_code(code: &str) -> Option<Area> {
        let (product, own) = code.split_once('/')?;
        Product::from_code(product)?.areas().find(|area| area.own_code() == own)
    }

    /// The area's features in published order; there is always at least one.
    pub fn features(self) -> impl DoubleEndedIterator<Item = Feature> + ExactSizeIterator + Clone {
        let PlacedArea { first, count, .. } = *self.placed();
        (first..first + count).map(move |nth| Feature::of(self.product, nth))
    }
}
