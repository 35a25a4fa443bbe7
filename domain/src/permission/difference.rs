//! How a member's permissions change between two choices of roles.

use super::set::Permissions;
use crate::catalogue::Feature;
use crate::product::Product;

/// The permissions that a member gains and loses. Restrictions count the other way round: losing one is a gain, and
/// getting one is a loss.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    gains: Permissions,
    loses: Permissions,
}

impl Difference {
    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.gains.is_empty() && self.loses.is_empty()
    }

    /// The permissions gained, in document order.
    pub fn gains(&self) -> impl Iterator<Item = Feature> + Clone + '_ {
        self.gains.features()
    }

    /// The permissions lost, in document order.
    pub fn loses(&self) -> impl Iterator<Item = Feature> + Clone + '_ {
        self.loses.features()
    }

    /// Whether the feature is gained.
    pub fn is_gain(&self, feature: Feature) -> bool {
        self.gains.has(feature)
    }

    /// Whether the feature is lost.
    pub fn is_loss(&self, feature: Feature) -> bool {
        self.loses.has(feature)
    }

    /// The numbers of permissions gained and lost over all products.
    pub fn counts(&self) -> (u32, u32) {
        (self.gains.count(), self.loses.count())
    }

    /// The numbers of permissions gained and lost in one product.
    pub fn counts_in(&self, product: Product) -> (u32, u32) {
        (self.gains.count_in(product), self.loses.count_in(product))
    }
}

/// The change for a member whose permissions go from `before` to `after`.
///
/// A restriction counts only where both have something in the product for it to restrict: for a member who can do
/// nothing there, losing it is no gain.
pub fn difference(before: &Permissions, after: &Permissions) -> Difference {
    let nothing = Permissions::none(after.catalogue());
    let (mut restrictions, mut bearing) = (nothing.clone(), nothing);
    for product in after.catalogue().products().iter().filter(|product| product.has_restrictions()) {
        let held_back = Permissions::of(after.catalogue(), product.features().filter(|one| one.is_restriction()));
        let does_something = |all: &Permissions| !all.in_product(*product).without(&held_back).is_empty();
        if does_something(before) && does_something(after) {
            bearing = bearing.or(&held_back);
        }
        restrictions = restrictions.or(&held_back);
    }
    let (appears, goes) = (after.without(before), before.without(after));
    Difference {
        gains: appears.without(&restrictions).or(&goes.and(&bearing)),
        loses: goes.without(&restrictions).or(&appears.and(&bearing)),
    }
}
