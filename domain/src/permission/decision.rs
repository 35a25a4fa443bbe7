//! The decision for one feature and one role: total, pure, and never without its reason.

use super::basis::Basis;
use super::confirmation::Confirmations;
use super::guidance::guided;
use crate::catalogue::{Cell, Feature};
use crate::product::Product;
use crate::role::Role;

/// What Rolecall applies in one cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Decision {
    /// Whether the role has the feature. Having a restriction means being able to do less.
    pub allowed: bool,
    /// What the product's table says.
    pub published: Cell,
    /// On what the decision rests.
    pub basis: Basis,
}

/// What `role` has of `feature`, given what the school has confirmed.
pub fn decide(feature: Feature, role: Role, confirmations: &Confirmations) -> Decision {
    let published = feature.published(role);
    let (allowed, basis) = match published {
        Cell::Granted => (true, Basis::Published),
        Cell::Denied => (false, Basis::Published),
        Cell::Custom => (false, Basis::PublishedSwitchable),
        Cell::ToBeConfirmed => match confirmations.get(feature, role) {
            Some(allowed) => (allowed, Basis::ConfirmedBySchool),
            None => guided(feature.topic(), role),
        },
        Cell::NotListed => not_listed(feature, role),
    };
    Decision { allowed, published, basis }
}

/// A product whose table has no column for the role.
fn not_listed(feature: Feature, role: Role) -> (bool, Basis) {
    let granted = |role| feature.published(role) == Cell::Granted;
    match (feature.product(), role) {
        (Product::Portal | Product::CommsHub, Role::AccountAdmin) => {
            if granted(Role::AccountOwner) && granted(Role::FullEdit) {
                (true, Basis::BetweenHas)
            } else {
                (false, Basis::BetweenHasNot)
            }
        }
        (Product::JuniperMis, role) if role.is_read_only() => (false, Basis::PublishedNoDefaults),
        _ => (false, Basis::NotListed),
    }
}
