//! What many people gain and lose together.

use crate::catalogue::Feature;
use crate::permission::{Difference, Exceptions, RoleChoice, Rules, SchoolRoles, difference};
use crate::product::Product;
use serde::{Deserialize, Serialize};

/// So many people whose roles change alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// What they have.
    pub before: RoleChoice,
    /// What they are to have.
    pub after: RoleChoice,
    /// What was made an exception of for them: of that, no role gives or takes anything.
    pub exceptions: Exceptions,
    /// How many they are.
    pub people: u32,
}

/// How many people gain, and how many lose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shift {
    /// So many gain something.
    pub gain: u32,
    /// So many lose something.
    pub lose: u32,
}

impl Shift {
    /// Nobody does either.
    pub const fn is_none(self) -> bool {
        self.gain == 0 && self.lose == 0
    }

    fn add(&mut self, people: u32, gains: bool, loses: bool) {
        self.gain += if gains { people } else { 0 };
        self.lose += if loses { people } else { 0 };
    }
}

/// How many people gain and lose: anything at all, and in each product and feature where somebody does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Combined {
    /// Anything at all.
    pub all: Shift,
    /// By product.
    pub products: Vec<(Product, Shift)>,
    /// By feature.
    pub features: Vec<(Feature, Shift)>,
}

/// What people who move so gain and lose together, in a school that uses `products` and says `roles` about its roles.
pub fn combined(moved: &[Moved], products: &[Product], roles: &SchoolRoles) -> Combined {
    let differences: Vec<_> = moved
        .iter()
        .map(|moved| {
            let rules = Rules { roles: roles.clone(), exceptions: moved.exceptions.clone() };
            let of = |choice| rules.permissions(choice, products);
            (moved.people, difference(&of(&moved.before), &of(&moved.after)))
        })
        .collect();
    let mut combined = Combined { all: shift_in(&differences, roles.catalogue.features()), ..Combined::default() };
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

/// How many people gain and lose any of these features.
fn shift_in(differences: &[(u32, Difference)], features: impl Iterator<Item = Feature> + Clone) -> Shift {
    let mut shift = Shift::default();
    for (people, difference) in differences {
        let gains = features.clone().any(|feature| difference.is_gain(feature));
        let loses = features.clone().any(|feature| difference.is_loss(feature));
        shift.add(*people, gains, loses);
    }
    shift
}
