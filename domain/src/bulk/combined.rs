//! The combined effect of a change of roles on many members.

use crate::catalogue::Feature;
use crate::permission::{Difference, Exceptions, RoleChoice, Rules, SchoolRoles, difference};
use crate::product::Product;
use serde::{Deserialize, Serialize};

/// Members whose roles change in the same way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleChangeCount {
    /// Their roles before.
    pub before: RoleChoice,
    /// Their roles after.
    pub after: RoleChoice,
    /// Their exceptions: for those permissions, roles make no difference.
    pub exceptions: Exceptions,
    /// The number of members.
    pub people: u32,
}

/// The numbers of people who gain and who lose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GainLossCount {
    /// The number of people who gain something.
    pub gain: u32,
    /// The number of people who lose something.
    pub lose: u32,
}

impl GainLossCount {
    /// Whether nobody gains or loses.
    pub const fn is_none(self) -> bool {
        self.gain == 0 && self.lose == 0
    }

    fn add(&mut self, people: u32, gains: bool, loses: bool) {
        self.gain += if gains { people } else { 0 };
        self.lose += if loses { people } else { 0 };
    }
}

/// The numbers of people who gain and lose: overall, by product and by feature, where there are any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CombinedChanges {
    /// Overall.
    pub all: GainLossCount,
    /// By product.
    pub products: Vec<(Product, GainLossCount)>,
    /// By feature.
    pub features: Vec<(Feature, GainLossCount)>,
}

/// The combined effect of these changes of roles, in a school that uses `products` and has the roles `roles`.
pub fn combined(moved: &[RoleChangeCount], products: &[Product], roles: &SchoolRoles) -> CombinedChanges {
    let differences: Vec<_> = moved
        .iter()
        .map(|moved| {
            let rules = Rules { roles: roles.clone(), exceptions: moved.exceptions.clone() };
            let of = |choice| rules.permissions(choice, products);
            (moved.people, difference(&of(&moved.before), &of(&moved.after)))
        })
        .collect();
    let mut combined =
        CombinedChanges { all: shift_in(&differences, roles.catalogue.features()), ..CombinedChanges::default() };
    for product in products.iter().copied() {
        let shift = shift_in(&differences, product.features());
        if shift.is_none() {
            continue;
        }
        combined.products.push((product, shift));
        let features = product.features().map(|feature| (feature, shift_in(&differences, [feature].into_iter())));
        combined.features.extend(features.filter(|(_, shift)| !shift.is_none()));
    }
    combined
}

/// The numbers of people who gain and lose any of these features.
fn shift_in(differences: &[(u32, Difference)], features: impl Iterator<Item = Feature> + Clone) -> GainLossCount {
    let mut shift = GainLossCount::default();
    for (people, difference) in differences {
        let gains = features.clone().any(|feature| difference.is_gain(feature));
        let loses = features.clone().any(|feature| difference.is_loss(feature));
        shift.add(*people, gains, loses);
    }
    shift
}
