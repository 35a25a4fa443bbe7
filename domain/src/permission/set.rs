//! What a choice of roles gives: one small set of features per product.

use super::adapted::SchoolRoles;
use super::choice::RoleChoice;
use super::decision::decide;
use super::exception::Exceptions;
use crate::catalogue::{Feature, features_of};
use crate::product::Product;
use crate::role::HeldRole;

/// Features of one product, one bit each in published order (the largest product has 78).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct PermissionSet {
    product: Product,
    bits: u128,
}

impl PermissionSet {
    /// Nothing in this product.
    pub const fn empty(product: Product) -> PermissionSet {
        PermissionSet { product, bits: 0 }
    }

    pub(super) const fn of_bits(product: Product, bits: u128) -> PermissionSet {
        PermissionSet { product, bits }
    }

    pub(super) const fn bits(self) -> u128 {
        self.bits
    }

    /// The product whose features these are.
    pub const fn product(self) -> Product {
        self.product
    }

    /// Whether the feature is in the set; one of another product never is.
    pub fn contains(self, feature: Feature) -> bool {
        feature.product() == self.product && self.bits & bit(feature) != 0
    }

    /// How many features are in the set, restrictions included.
    pub const fn count(self) -> u32 {
        self.bits.count_ones()
    }

    /// Whether the set is empty.
    pub const fn is_empty(self) -> bool {
        self.bits == 0
    }

    /// The set with what was made an exception of for a person.
    #[must_use]
    pub fn excepting(self, exceptions: &Exceptions) -> PermissionSet {
        exceptions.iter().filter(|one| one.feature.product() == self.product).fold(self, |mut set, one| {
            set.put(one.feature, one.allowed);
            set
        })
    }

    /// The features in the set, in published order.
    pub fn features(self) -> impl Iterator<Item = Feature> + Clone {
        let mut left = self.bits;
        std::iter::from_fn(move || {
            if left == 0 {
                return None;
            }
            let nth = left.trailing_zeros();
            left &= left - 1;
            Some(Feature::nth(self.product, nth))
        })
    }

    pub(super) fn insert(&mut self, feature: Feature) {
        self.bits |= bit(feature);
    }

    /// Puts a feature of the set's own product in, or takes it out.
    fn put(&mut self, feature: Feature, is_in: bool) {
        if is_in {
            self.insert(feature);
        } else {
            self.bits &= !bit(feature);
        }
    }
}

fn bit(feature: Feature) -> u128 {
    1 << feature.index_in_product()
}

/// What a person has in each product. Products the school does not use are empty.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Permissions {
    sets: [PermissionSet; 5],
}

impl Permissions {
    /// Nothing anywhere, as before a role is chosen.
    pub const fn none() -> Permissions {
        Permissions {
            sets: [
                PermissionSet::empty(Product::JuniperMis),
                PermissionSet::empty(Product::SonarTracker),
                PermissionSet::empty(Product::Portal),
                PermissionSet::empty(Product::CommsHub),
                PermissionSet::empty(Product::JuniperWebsites),
            ],
        }
    }

    /// What `has` gives in each product the school uses; the others stay empty.
    pub(super) fn over(products_used: &[Product], has: impl Fn(Product) -> PermissionSet) -> Permissions {
        let mut permissions = Permissions::none();
        for &product in products_used {
            permissions.sets[product.index()] = has(product);
        }
        permissions
    }

    /// What the person has in one product.
    pub const fn in_product(&self, product: Product) -> PermissionSet {
        self.sets[product.index()]
    }

    /// Whether the person has the feature. Having a restriction means being able to do less.
    pub fn has(&self, feature: Feature) -> bool {
        self.in_product(feature.product()).contains(feature)
    }

    /// How many features the person has over all products, restrictions included.
    pub fn count(&self) -> u32 {
        self.sets.iter().map(|set| set.count()).sum()
    }

    /// All features the person has, in document order.
    pub fn features(&self) -> impl Iterator<Item = Feature> + '_ {
        self.sets.iter().flat_map(|set| set.features())
    }
}

/// What one role has in one product; without a role, nothing.
pub fn permissions_in(product: Product, role: impl Into<Option<HeldRole>>, roles: &SchoolRoles) -> PermissionSet {
    let mut set = PermissionSet::empty(product);
    let Some(role) = role.into() else { return set };
    for feature in features_of(product) {
        if decide(feature, role, roles).allowed {
            set.insert(feature);
        }
    }
    set
}

/// What a choice of roles gives in the products the school uses; the others stay empty.
pub fn permissions_of(choice: &RoleChoice, products_used: &[Product], roles: &SchoolRoles) -> Permissions {
    Permissions::over(products_used, |product| permissions_in(product, choice.role_in(product), roles))
}

/// Whether two roles have exactly the same in a product, for instance Partial and Minimal Edit in Sonar
/// Tracker unless the school has confirmed a difference.
pub fn identical_in(
    product: Product,
    a: impl Into<Option<HeldRole>>,
    b: impl Into<Option<HeldRole>>,
    roles: &SchoolRoles,
) -> bool {
    permissions_in(product, a, roles) == permissions_in(product, b, roles)
}
