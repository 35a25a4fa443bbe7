//! Which roles a member may give: the one rule behind every way of giving a role, and every choice that offers one.
//!
//! In every product the Account Owner gives Account Admin and below, and an Account Admin gives Full Edit and below.
//! The role Account Owner belongs to the school's Account Owner in every product and moves only with the ownership.

use super::{Denial, Grants, outranks};
use crate::permission::RoleChoice;
use crate::product::Product;
use crate::role::{HeldRole, Role};

/// Checks whether a member with these grants may give `role` in `product`.
///
/// # Errors
/// The rule that forbids it.
pub fn gives(grants: &Grants, product: Product, role: HeldRole) -> Result<(), Denial> {
    let refused = gives_main(grants, role);
    if product.holds_main_role() {
        refused
    } else {
        refused.map_err(|_| Denial::RoleNotYoursIn { role: role.level(), product })
    }
}

/// Checks whether a member with these grants may give `role` as a main role, which also applies in every product
/// without a role of its own.
fn gives_main(grants: &Grants, role: HeldRole) -> Result<(), Denial> {
    let role = role.level();
    if outranks(grants.role(), role) { Ok(()) } else { Err(Denial::RoleNotYours { role }) }
}

/// Checks whether a member with these grants may give all of `roles` to a new member.
///
/// # Errors
/// The rule that forbids it; a refusal of the main role is reported before refusals that follow from it.
pub fn gives_all(grants: &Grants, roles: &RoleChoice) -> Result<(), Denial> {
    gives_main(grants, roles.main)?;
    own_roles(roles).try_for_each(|(product, role)| gives(grants, product, role))
}

/// Checks whether a member with these grants may restore a member who had `roles`. Restoring brings higher roles in
/// other products back too, so the actor must be able to change those.
///
/// # Errors
/// The rule that forbids it.
pub fn gives_back(grants: &Grants, roles: &RoleChoice) -> Result<(), Denial> {
    gives_main(grants, roles.main)?;
    let kept = kept_elsewhere(grants, roles).next();
    kept.map_or(Ok(()), |(product, role)| Err(Denial::RoleNotYoursIn { role: role.level(), product }))
}

/// Checks whether a member with these grants may change a member's roles from `before` to `after`. A higher role that
/// the subject already holds stays until it is changed by an actor who may give it.
///
/// # Errors
/// The rule that forbids it; a refusal of the main role is reported before refusals that follow from it.
pub fn gives_instead(grants: &Grants, before: &RoleChoice, after: &RoleChoice) -> Result<(), Denial> {
    if before.main != after.main {
        gives_main(grants, after.main)?;
        // Nobody acts on an equal or anybody above them. Such a change would also remove the role in every product that
        // follows the main role.
        if grants.role() != Role::AccountOwner {
            gives_main(grants, before.main)?;
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

/// The products in which a member with `roles` holds a role other than the main one that these grants do not reach.
pub fn kept_elsewhere<'r>(grants: &'r Grants, roles: &'r RoleChoice) -> impl Iterator<Item = (Product, HeldRole)> + 'r {
    own_roles(roles).filter(|(_, role)| *role != roles.main && keeps(grants, *role))
}

/// The products with a role of their own, and that role.
fn own_roles(roles: &RoleChoice) -> impl Iterator<Item = (Product, HeldRole)> + '_ {
    roles.others().filter_map(|(product, _)| Some((product, roles.role_in(product)?)))
}

/// Whether an actor with these grants has to leave `held` as it is, in a product other than that of the main role. The
/// Account Owner can remove any role.
fn keeps(grants: &Grants, held: HeldRole) -> bool {
    grants.role() != Role::AccountOwner && !outranks(grants.role(), held.level())
}

/// Whether changing `before` to `after` makes a member an Account Admin in a product where they were not one.
pub fn makes_admin(before: Option<&RoleChoice>, after: &RoleChoice) -> bool {
    let is_admin = |role: Option<HeldRole>| role.is_some_and(|role| !Role::AccountAdmin.is_above(role.level()));
    let made = |was: Option<HeldRole>, is: Option<HeldRole>| is_admin(is) && !is_admin(was);
    made(before.map(|before| before.main), Some(after.main))
        || before
            .unwrap_or(after)
            .products_named(after)
            .into_iter()
            .any(|product| made(before.and_then(|before| before.role_in(product)), after.role_in(product)))
}
