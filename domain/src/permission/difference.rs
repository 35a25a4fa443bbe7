//! What changes for a person between two choices of roles.

use super::set::{PermissionSet, Permissions};
use crate::catalogue::{Feature, features_of};
use crate::product::Product;

/// What somebody gains and loses. A restriction is turned round: to get rid of one is a gain, to get one
/// is a loss.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Difference {
    gains: [PermissionSet; 5],
    loses: [PermissionSet; 5],
}

impl Difference {
    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.gains.iter().chain(&self.loses).all(|set| set.is_empty())
    }

    /// What is gained, in document order.
    pub fn gains(&self) -> impl Iterator<Item = Feature> + '_ {
        self.gains.iter().flat_map(|set| set.features())
    }

    /// What is lost, in document order.
    pub fn loses(&self) -> impl Iterator<Item = Feature> + '_ {
        self.loses.iter().flat_map(|set| set.features())
    }

    /// What is gained in one product.
    pub const fn gains_in(&self, product: Product) -> PermissionSet {
        self.gains[product.index()]
    }

    /// What is lost in one product.
    pub const fn loses_in(&self, product: Product) -> PermissionSet {
        self.loses[product.index()]
    }

    /// How many features are gained and lost over all products.
    pub fn counts(&self) -> (u32, u32) {
        let sum = |sets: &[PermissionSet; 5]| sets.iter().map(|set| set.count()).sum();
        (sum(&self.gains), sum(&self.loses))
    }
}

/// What changes for somebody who had `before` and will have `after`.
///
/// A restriction counts where both have something in the product for it to bear on: to somebody who can do
/// nothing there, being free of it is no gain.
pub fn difference(before: &Permissions, after: &Permissions) -> Difference {
    let mut gains = Product::ALL.map(PermissionSet::empty);
    let mut loses = gains;
    for product in Product::ALL {
        let held_back = restrictions_of(product);
        let before = before.in_product(product).bits();
        let after = after.in_product(product).bits();
        let (appears, goes) = (after & !before, before & !after);
        let bears = before & !held_back != 0 && after & !held_back != 0;
        let turned = if bears { held_back } else { 0 };
        let gained = (appears & !held_back) | (goes & turned);
        let lost = (goes & !held_back) | (appears & turned);
        gains[product.index()] = PermissionSet::of_bits(product, gained);
        loses[product.index()] = PermissionSet::of_bits(product, lost);
    }
    Difference { gains, loses }
}

/// The restrictions among a product's features, as bits.
fn restrictions_of(product: Product) -> u128 {
    let mut set = PermissionSet::empty(product);
    features_of(product).filter(|feature| feature.is_restriction()).for_each(|feature| set.insert(feature));
    set.bits()
}
