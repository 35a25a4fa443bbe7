//! Which roles somebody may give: the one rule behind every way a role is given, and behind every choice that offers one.
//!
//! It holds in each product as in Sonar Tracker: the Account Owner gives Account Admin and below, an Account Admin gives
//! Full Edit and below. Account Owner belongs to the school's Account Owner in every product and moves with the ownership.

use super::{Denial, Grants, outranks};
use crate::permission::RoleChoice;
use crate::product::Product;
use crate::role::{HeldRole, Role};

/// The products, the one of the role proper first: what is refused there is said before anything that follows from it.
fn products() -> impl Iterator<Item = Product> {
    let others = Product::ALL.into_iter().filter(|product| *product != Product::SonarTracker);
    std::iter::once(Product::SonarTracker).chain(others)
}

/// Whether somebody with these grants may give `role` in `product`.
///
/// # Errors
/// The rule that stands against it.
pub fn gives(grants: &Grants, product: Product, role: HeldRole) -> Result<(), Denial> {
    let role = role.level();
    match (outranks(grants.role(), role), product) {
        (true, _) => Ok(()),
        (false, Product::SonarTracker) => Err(Denial::RoleNotYours { role }),
        (false, product) => Err(Denial::RoleNotYoursIn { role, product }),
    }
}

/// Whether somebody with these grants may give all of `roles` to somebody new.
///
/// # Errors
/// The rule that stands against it.
pub fn gives_all(grants: &Grants, roles: &RoleChoice) -> Result<(), Denial> {
    products().try_for_each(|product| roles.role_in(product).map_or(Ok(()), |role| gives(grants, product, role)))
}

/// Whether somebody with these grants may give somebody back the roles they had. A higher role in a product comes back with
/// them, so it takes somebody who may change it.
///
/// # Errors
/// The rule that stands against it.
pub fn gives_back(grants: &Grants, roles: &RoleChoice) -> Result<(), Denial> {
    gives(grants, Product::SonarTracker, roles.sonar)?;
    let kept = kept_elsewhere(grants, roles).next();
    kept.map_or(Ok(()), |(product, role)| Err(Denial::RoleNotYoursIn { role: role.level(), product }))
}

/// Whether somebody with these grants may give somebody who has the roles `before` the roles `after`. A higher role that
/// was held from before stays until somebody who may give it changes it.
///
/// # Errors
/// The rule that stands against it.
pub fn gives_instead(grants: &Grants, before: &RoleChoice, after: &RoleChoice) -> Result<(), Denial> {
    products().try_for_each(|product| {
        let (old, new) = (before.role_in(product), after.role_in(product));
        if old == new {
            return Ok(());
        }
        if let Some(old) = old.filter(|old| keeps(grants, product, *old)) {
            return Err(Denial::RoleKept { role: old.level(), product });
        }
        new.map_or(Ok(()), |new| gives(grants, product, new))
    })
}

/// The products besides Sonar Tracker in which somebody with `roles` holds one that these grants do not reach.
pub fn kept_elsewhere<'r>(grants: &'r Grants, roles: &'r RoleChoice) -> impl Iterator<Item = (Product, HeldRole)> + 'r {
    products()
        .filter(|product| *product != Product::SonarTracker)
        .filter_map(|product| Some((product, roles.role_in(product)?)))
        .filter(|(product, role)| *role != roles.sonar && keeps(grants, *product, *role))
}

/// Whether `held` stays in `product` whatever somebody with these grants does. In Sonar Tracker nobody acts on an equal or
/// above in the first place. The Account Owner takes any role away.
fn keeps(grants: &Grants, product: Product, held: HeldRole) -> bool {
    product != Product::SonarTracker && grants.role() != Role::AccountOwner && !outranks(grants.role(), held.level())
}

/// Whether going from `before` to `after` makes somebody an Account Admin in a product where they were not.
pub fn makes_admin(before: Option<&RoleChoice>, after: &RoleChoice) -> bool {
    Product::ALL.into_iter().any(|product| {
        let is_admin =
            |roles: &RoleChoice| roles.role_in(product).is_some_and(|role| !Role::AccountAdmin.is_above(role.level()));
        is_admin(after) && !before.is_some_and(is_admin)
    })
}
