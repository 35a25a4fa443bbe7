//! Which roles somebody may give: the one rule behind every way a role is given, and behind every choice that offers one.
//!
//! It holds in each product as in Sonar Tracker: the Account Owner gives Account Admin and below, an Account Admin gives
//! Full Edit and below. Account Owner belongs to the school's Account Owner in every product and moves with the ownership.

use super::{Denial, Grants, outranks};
use crate::permission::RoleChoice;
use crate::product::Product;
use crate::role::{HeldRole, Role};

/// Whether somebody with these grants may give `role` in `product`.
///
/// # Errors
/// The rule that stands against it.
pub fn gives(grants: &Grants, product: Product, role: HeldRole) -> Result<(), Denial> {
    let role = role.level();
    if outranks(grants.role(), role) {
        Ok(())
    } else if product.holds_main_role() {
        Err(Denial::RoleNotYours { role })
    } else {
        Err(Denial::RoleNotYoursIn { role, product })
    }
}

/// Whether somebody with these grants may give `role` as a main role, which also holds in every product without another.
fn gives_main(grants: &Grants, role: HeldRole) -> Result<(), Denial> {
    let role = role.level();
    if outranks(grants.role(), role) { Ok(()) } else { Err(Denial::RoleNotYours { role }) }
}

/// Whether somebody with these grants may give all of `roles` to somebody new.
///
/// # Errors
/// The rule that stands against it; what is refused of the main role is said before anything that follows from it.
pub fn gives_all(grants: &Grants, roles: &RoleChoice) -> Result<(), Denial> {
    gives_main(grants, roles.sonar)?;
    own_roles(roles).try_for_each(|(product, role)| gives(grants, product, role))
}

/// Whether somebody with these grants may give somebody back the roles they had. A higher role in a product comes back with
/// them, so it takes somebody who may change it.
///
/// # Errors
/// The rule that stands against it.
pub fn gives_back(grants: &Grants, roles: &RoleChoice) -> Result<(), Denial> {
    gives_main(grants, roles.sonar)?;
    let kept = kept_elsewhere(grants, roles).next();
    kept.map_or(Ok(()), |(product, role)| Err(Denial::RoleNotYoursIn { role: role.level(), product }))
}

/// Whether somebody with these grants may give somebody who has the roles `before` the roles `after`. A higher role that
/// was held from before stays until somebody who may give it changes it.
///
/// # Errors
/// The rule that stands against it; what is refused of the main role is said before anything that follows from it.
pub fn gives_instead(grants: &Grants, before: &RoleChoice, after: &RoleChoice) -> Result<(), Denial> {
    if before.sonar != after.sonar {
        gives_main(grants, after.sonar)?;
        // Nobody acts on an equal or above. It would also take the role away in every product where the main role holds.
        if grants.role() != Role::AccountOwner {
            gives_main(grants, before.sonar)?;
        }
    }
    before.products_named(after).into_iter().try_for_each(|product| {
        let (old, new) = (before.role_in(product), after.role_in(product));
        if old == new {
            return Ok(());
        }
        if let Some(old) = old.filter(|old| keeps(grants, *old)) {
            return Err(Denial::RoleKept { role: old.level(), product });
        }
        new.map_or(Ok(()), |new| gives(grants, product, new))
    })
}

/// The products in which somebody with `roles` holds another role than their main one that these grants do not reach.
pub fn kept_elsewhere<'r>(grants: &'r Grants, roles: &'r RoleChoice) -> impl Iterator<Item = (Product, HeldRole)> + 'r {
    own_roles(roles).filter(|(_, role)| *role != roles.sonar && keeps(grants, *role))
}

/// The products with a role of their own, and that role.
fn own_roles(roles: &RoleChoice) -> impl Iterator<Item = (Product, HeldRole)> + '_ {
    roles.others().filter_map(|(product, _)| Some((product, roles.role_in(product)?)))
}

/// Whether `held` stays, in a product besides that of the main role, whatever somebody with these grants does. The Account
/// Owner takes any role away.
fn keeps(grants: &Grants, held: HeldRole) -> bool {
    grants.role() != Role::AccountOwner && !outranks(grants.role(), held.level())
}

/// Whether going from `before` to `after` makes somebody an Account Admin in a product where they were not.
pub fn makes_admin(before: Option<&RoleChoice>, after: &RoleChoice) -> bool {
    let is_admin = |role: Option<HeldRole>| role.is_some_and(|role| !Role::AccountAdmin.is_above(role.level()));
    let made = |was: Option<HeldRole>, is: Option<HeldRole>| is_admin(is) && !is_admin(was);
    made(before.map(|before| before.sonar), Some(after.sonar))
        || before
            .unwrap_or(after)
            .products_named(after)
            .into_iter()
            .any(|product| made(before.and_then(|before| before.role_in(product)), after.role_in(product)))
}
