//! The order in which a person's permissions are decided, written down once.
//!
//! For a product the school uses, the first of these that says something decides:
//!
//! 1. an exception for the person that is in force, or what was switched on or off for them;
//! 2. for the role they hold in the product, if their school made it, what the school set in it;
//! 3. what the school changed in the standard role it is, or was made from;
//! 4. what the school has confirmed of the product's table;
//! 5. the published table, and where it is still to be confirmed or has no column, the guidance (all four: [`decide`]);
//! 6. nobody has what nothing gives: whoever holds no role in the product can do nothing there.

use super::adapted::SchoolRoles;
use super::choice::RoleChoice;
use super::decision::{Decision, decide};
use super::exception::{Exception, Exceptions};
use super::explanation::{explain, explain_exception};
use super::set::{Permissions, permissions_in};
use crate::catalogue::Feature;
use crate::product::Product;
use crate::role::HeldRole;

/// What decides what one person can do, besides the roles they hold.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Rules {
    /// What their school says about its roles.
    pub roles: SchoolRoles,
    /// What was made an exception of for them.
    pub exceptions: Exceptions,
}

/// Whether one person has a feature, with everything that had a say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Answer {
    /// The role they hold in the product and what it gives; none where they hold none.
    pub by_role: Option<(HeldRole, Decision)>,
    /// The exception for them, which decides.
    pub exception: Option<Exception>,
}

impl Answer {
    /// The answer for somebody who holds `role` in the feature's product, and of whom `exception` was made.
    pub fn of(feature: Feature, role: Option<HeldRole>, roles: &SchoolRoles, exception: Option<Exception>) -> Answer {
        Answer { by_role: role.map(|role| (role, decide(feature, role, roles))), exception }
    }

    /// Whether they have it. Having a restriction means being able to do less.
    pub fn allowed(&self) -> bool {
        match self.exception {
            Some(exception) => exception.allowed,
            None => self.by_role.is_some_and(|(_, decision)| decision.allowed),
        }
    }

    /// Why, in plain sentences: what decides, and what it decides against.
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
    /// What decides for somebody without exceptions.
    pub const fn of_roles(roles: SchoolRoles) -> Rules {
        Rules { roles, exceptions: Exceptions::none() }
    }

    /// Whether somebody who holds `role` in the feature's product has it, and why.
    pub fn answer(&self, feature: Feature, role: impl Into<Option<HeldRole>>) -> Answer {
        Answer::of(feature, role.into(), &self.roles, self.exceptions.get(feature))
    }

    /// What somebody has in one product.
    pub fn in_product(&self, product: Product, role: impl Into<Option<HeldRole>>) -> Permissions {
        permissions_in(product, role, &self.roles).excepting(product, &self.exceptions)
    }

    /// What somebody with these roles has in the products their school uses; in the others, nothing.
    pub fn permissions(&self, roles: &RoleChoice, products_used: &[Product]) -> Permissions {
        let none = Permissions::none(self.roles.catalogue);
        let in_product = |product: &Product| self.in_product(*product, roles.role_in(*product));
        products_used.iter().map(in_product).fold(none, |all, one| all.or(&one))
    }
}
