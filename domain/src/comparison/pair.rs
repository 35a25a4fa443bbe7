//! What two roles have over each other, as numbers and in a sentence.

use super::Comparison;
use crate::permission::{RoleChoice, SchoolRoles, difference, permissions_of};
use crate::product::Product;
use crate::role::HeldRole;

/// The numbers of permissions that each of two roles has and the other does not. Being free of a restriction counts as
/// one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairCounts {
    /// What only the first role has.
    pub first: u32,
    /// What only the second role has.
    pub second: u32,
}

/// Two roles that are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RolePair {
    /// The first role, the one further up.
    pub first: HeldRole,
    /// The second role.
    pub second: HeldRole,
    /// The product that is compared; `None` for all.
    pub product: Option<Product>,
    /// The numbers over all that is compared.
    pub counts: PairCounts,
    /// The numbers in each product in which the two differ.
    pub by_product: Vec<(Product, PairCounts)>,
}

impl Comparison {
    /// What the two roles have over each other in a school with these products and roles; `None` unless exactly two are
    /// compared.
    pub fn pair(&self, products: &[Product], school: &SchoolRoles) -> Option<RolePair> {
        let [first, second] = self.roles[..] else { return None };
        let compared: Vec<_> =
            products.iter().copied().filter(|product| self.product.is_none_or(|only| only == *product)).collect();
        let of = |role| permissions_of(&RoleChoice::in_every_product(role), &compared, school);
        let change = difference(&of(second), &of(first));
        let counts = |(first, second)| PairCounts { first, second };
        let by_product = compared
            .iter()
            .map(|product| (*product, counts(change.counts_in(*product))))
            .filter(|(_, counts)| *counts != PairCounts { first: 0, second: 0 })
            .collect();
        Some(RolePair { first, second, product: self.product, counts: counts(change.counts()), by_product })
    }
}

impl RolePair {
    /// The numbers in a sentence: "Full Edit also has 79, Partial Edit nothing more."
    pub fn sentence(&self, school: &SchoolRoles) -> String {
        let (first, second) = (school.label(self.first), school.label(self.second));
        let place = self.product.map(|product| format!("In {}, ", product.name())).unwrap_or_default();
        match self.counts {
            PairCounts { first: 0, second: 0 } => format!("{place}{first} and {second} can do exactly the same."),
            PairCounts { first: more, second: 0 } => {
                format!("{place}{first} also has {more}, {second} nothing more.")
            }
            PairCounts { first: 0, second: more } => {
                format!("{place}{second} also has {more}, {first} nothing more.")
            }
            PairCounts { first: more, second: others } => {
                format!("{place}{first} also has {more}, and {second} has {others} that {first} lacks.")
            }
        }
    }
}
