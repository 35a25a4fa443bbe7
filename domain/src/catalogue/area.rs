//! The headings inside a product's table.

use super::feature::Feature;
use super::placed::{AREAS, PLACED_AREAS, PlacedArea};
use super::slug;
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
        let mut code = String::from(self.product().code());
        code.push('/');
        slug::push(&mut code, self.name());
        code
    }

    /// The area with this [`code`](Area::code).
    pub fn from_code(code: &str) -> Option<Area> {
        let product = Product::from_code(code.split_once('/')?.0)?;
        areas_of(product).find(|area| area.code() == code)
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
