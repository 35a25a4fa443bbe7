//! The decision for one feature and one role: total, pure, and always with its reason.

use super::basis::Basis;
use super::customisation::{CellSetting, SchoolRoles};
use super::guidance::guided;
use crate::catalogue::{Cell, Feature, Unlisted};
use crate::role::{HeldRole, Role};

/// The decision that Rolecall applies to one cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Decision {
    /// Whether the role has the feature. Having a restriction means being able to do less.
    pub allowed: bool,
    /// The cell that the product publishes.
    pub published: Cell,
    /// The basis of the decision.
    pub basis: Basis,
}

/// Decides whether `role` has `feature` in a school with the roles `roles`. The first of these that applies decides:
/// the school's setting in its own role; its change to the standard role; its confirmation; the product's table, and
/// the guidance where the table is silent.
pub fn decide(feature: Feature, role: impl Into<HeldRole>, roles: &SchoolRoles) -> Decision {
    let role: HeldRole = role.into();
    let published = feature.published(role.level());
    let (allowed, basis) = match set_by_school(feature, role, roles) {
        Some((setting, basis)) => (setting.allows(), basis),
        None => as_published(feature, role.level(), roles),
    };
    Decision { allowed, published, basis }
}

/// The school's setting for the role, or for the standard role it is based on. A role that does not exist gives
/// nothing.
fn set_by_school(feature: Feature, role: HeldRole, roles: &SchoolRoles) -> Option<(CellSetting, Basis)> {
    if role.is_custom() {
        let Some(customised) = roles.customised(role) else { return Some((CellSetting::NotSet, Basis::RoleGone)) };
        if let Some(setting) = customised.cells.get(feature) {
            return Some((setting, Basis::SetInRole(setting)));
        }
    }
    let setting = roles.customised(role.level().into())?.cells.get(feature)?;
    Some((setting, Basis::ChangedBySchool(setting)))
}

fn as_published(feature: Feature, role: Role, roles: &SchoolRoles) -> (bool, Basis) {
    match feature.published(role) {
        Cell::Granted => (true, Basis::Published),
        Cell::Denied => (false, Basis::Published),
        Cell::Custom => (false, Basis::PublishedSwitchable),
        Cell::ToBeConfirmed => match roles.confirmations.get(feature, role) {
            Some(allowed) => (allowed, Basis::ConfirmedBySchool),
            None => guided(feature.topic(), role),
        },
        Cell::NotListed => not_listed(feature, role),
    }
}

/// The decision in a product whose table has no column for the role.
fn not_listed(feature: Feature, role: Role) -> (bool, Basis) {
    let granted = |role| feature.published(role) == Cell::Granted;
    match feature.product().unlisted() {
        Unlisted::AdminBetween if role == Role::AccountAdmin => {
            if granted(Role::AccountOwner) && granted(Role::FullEdit) {
                (true, Basis::BetweenHas)
            } else {
                (false, Basis::BetweenHasNot)
            }
        }
        Unlisted::ReadOnlyHasNoDefaults if role.is_read_only() => (false, Basis::PublishedNoDefaults),
        _ => (false, Basis::NotListed),
    }
}
