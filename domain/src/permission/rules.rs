//! The order in which a member's permissions are decided, defined once.
//!
//! For a product the school uses, the first of these that applies decides:
//!
//! 1. the member's exception or switch that is in force;
//! 2. in a role of the school's own, the school's setting in that role;
//! 3. the school's change to the standard role it is, or is based on;
//! 4. the school's confirmation of the product's table;
//! 5. the published table, and where it is still to be confirmed or has no column, the guidance (all four: [`decide`]);
//! 6. otherwise nothing: a member without a role in the product can do nothing there.

use super::choice::RoleChoice;
use super::customisation::SchoolRoles;
use super::decision::{Decision, decide};
use super::exception::{Exception, Exceptions};
use super::explanation::{explain, explain_exception};
use super::set::{Permissions, permissions_in};
use crate::catalogue::Feature;
use crate::product::Product;
use crate::role::HeldRole;

/// What decides a member's permissions, besides their roles.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Rules {
    /// The school's own decisions about roles.
    pub roles: SchoolRoles,
    /// The member's exceptions.
    pub exceptions: Exceptions,
}

/// Whether a member has a feature, with everything that was considered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PermissionAnswer {
    /// The member's role in the product and its decision; `None` without a role.
    pub by_role: Option<(HeldRole, Decision)>,
    /// The member's exception, which takes precedence.
    pub exception: Option<Exception>,
}

impl PermissionAnswer {
    /// The answer for a member with the role `role` in the feature's product and this exception.
    pub fn of(
        feature: Feature,
        role: Option<HeldRole>,
        roles: &SchoolRoles,
        exception: Option<Exception>,
    ) -> PermissionAnswer {
        PermissionAnswer { by_role: role.map(|role| (role, decide(feature, role, roles))), exception }
    }

    /// Whether the member has it. Having a restriction means being able to do less.
    pub fn allowed(&self) -> bool {
        match self.exception {
            Some(exception) => exception.allowed,
            None => self.by_role.is_some_and(|(_, decision)| decision.allowed),
        }
    }

    /// The reasons in plain sentences: what decides, and what it overrides.
    pub fn explain(&self, feature: Feature, roles: &SchoolRoles) -> String {
        let by_role = match &self.by_role {
            Some((role, decision)) => explain(decision, feature, *role, roles),
            None => format!("They hold no role in {}, so they can do nothing there.", feature.product().name()),
        };
        match self.exception {
            Some(exception) => format!("{} Without it: {by_role}", explain_exception(&exception)),
            None => by_role,
        }
    }
}

impl Rules {
    /// The rules for a member without exceptions.
    pub const fn of_roles(roles: SchoolRoles) -> Rules {
        Rules { roles, exceptions: Exceptions::none() }
    }

    /// Whether a member with the role `role` in the feature's product has the feature, and why.
    pub fn answer(&self, feature: Feature, role: impl Into<Option<HeldRole>>) -> PermissionAnswer {
        PermissionAnswer::of(feature, role.into(), &self.roles, self.exceptions.get(feature))
    }

    /// A member's permissions in one product.
    pub fn in_product(&self, product: Product, role: impl Into<Option<HeldRole>>) -> Permissions {
        permissions_in(product, role, &self.roles).excepting(product, &self.exceptions)
    }

    /// The permissions of a member with these roles, in the products the school uses; nothing in others.
    pub fn permissions(&self, roles: &RoleChoice, products_used: &[Product]) -> Permissions {
        Permissions::over(self.roles.catalogue, products_used, |product| {
            self.in_product(product, roles.role_in(product))
        })
    }
}
