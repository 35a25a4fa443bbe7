//! The roles chosen for a member: a main role, and others for products where they differ.

use serde::{Deserialize, Deserializer, Serialize};

use super::customisation::SchoolRoles;
use crate::product::Product;
use crate::role::{HeldRole, Role};
use crate::wording::joined;
use std::borrow::Cow;

/// The role chosen for a product other than that of the main role.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub enum RoleOverride {
    /// The role that the member has in the product of the main role.
    #[default]
    Same,
    /// A different role.
    Role(HeldRole),
    /// No role: it was removed in this one product (Portal's *Remove Role*).
    Nothing,
}

/// The code of having no role in a product, in forms and in the database.
const NOTHING: &str = "none";
/// The label of [`RoleOverride::Same`].
const SAME_EVERYWHERE: &str = "Same everywhere";
/// The label of [`RoleOverride::Nothing`].
pub const NO_ROLE: &str = "No role";

impl RoleOverride {
    /// The code as written in forms; empty for "the same everywhere".
    pub fn code(self) -> Cow<'static, str> {
        match self {
            Self::Same => Cow::Borrowed(""),
            Self::Role(role) => role.code(),
            Self::Nothing => Cow::Borrowed(NOTHING),
        }
    }

    /// Reads what [`RoleOverride::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "" => Some(Self::Same),
            NOTHING => Some(Self::Nothing),
            code => HeldRole::from_code(code).map(Self::Role),
        }
    }

    /// The label in a school with the roles `roles`.
    pub fn label(self, roles: &SchoolRoles) -> String {
        match self {
            Self::Same => SAME_EVERYWHERE.to_owned(),
            Self::Role(role) => roles.label(role),
            Self::Nothing => NO_ROLE.to_owned(),
        }
    }
}

impl From<Role> for RoleOverride {
    fn from(role: Role) -> Self {
        Self::Role(role.into())
    }
}

impl From<HeldRole> for RoleOverride {
    fn from(role: HeldRole) -> Self {
        Self::Role(role)
    }
}

/// The roles of one member: the main role, and those of products where they hold another or none.
///
/// On the wire `others` is a list of products with the choice for each; of several choices for one product the last
/// applies.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct RoleChoice {
    /// The main role, whose level decides Rolecall's own rights.
    pub main: HeldRole,
    /// The choices by product, without products that follow the main role.
    #[serde(default, deserialize_with = "others")]
    others: Vec<(Product, RoleOverride)>,
}

fn others<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<(Product, RoleOverride)>, D::Error> {
    let mut read = RoleChoice { main: Role::AccountOwner.into(), others: Vec::new() };
    for (product, chosen) in Vec::<(Product, RoleOverride)>::deserialize(deserializer)? {
        read = read.with(product, chosen);
    }
    Ok(read.others)
}

impl RoleChoice {
    /// One role in every product.
    pub fn in_every_product(role: impl Into<HeldRole>) -> RoleChoice {
        RoleChoice { main: role.into(), others: Vec::new() }
    }

    /// The choice with a different main role; choices for single products stay.
    #[must_use]
    pub fn with_main(self, role: impl Into<HeldRole>) -> RoleChoice {
        RoleChoice { main: role.into(), ..self }
    }

    /// The level of the main role, which decides what the member may do in Rolecall itself.
    pub const fn level(&self) -> Role {
        self.main.level()
    }

    /// The choice for this product alone; always the same for the product of the main role.
    pub fn other(&self, product: Product) -> RoleOverride {
        self.others
            .binary_search_by_key(&product, |(other, _)| *other)
            .map_or(RoleOverride::Same, |at| self.others[at].1)
    }

    /// The products with a role other than the main one, or none.
    pub fn others(&self) -> impl ExactSizeIterator<Item = (Product, RoleOverride)> + '_ {
        self.others.iter().copied()
    }

    /// The products for which either of the two choices says something, in the catalogue's order. All other products
    /// follow the main role before and after.
    pub fn products_named(&self, other: &RoleChoice) -> Vec<Product> {
        let mut named: Vec<_> = self.others().chain(other.others()).map(|(product, _)| product).collect();
        named.sort();
        named.dedup();
        named
    }

    /// The role that applies in the product, if there is one.
    pub fn role_in(&self, product: Product) -> Option<HeldRole> {
        match self.other(product) {
            RoleOverride::Same => Some(self.main),
            RoleOverride::Role(role) => Some(role),
            RoleOverride::Nothing => None,
        }
    }

    /// The label of the role in the product, in a school with the roles `roles`: "Full Edit", "No role".
    pub fn label_in(&self, product: Product, roles: &SchoolRoles) -> String {
        self.role_in(product).map_or(RoleOverride::Nothing, RoleOverride::Role).label(roles)
    }

    /// The roles in these products as part of a sentence: "Full Edit in every product", "Full Edit, but Partial Edit in
    /// Portal".
    pub fn in_words(&self, products: &[Product], roles: &SchoolRoles) -> String {
        let own = roles.label(self.main);
        let differ = |product: &&Product| self.role_in(**product) != Some(self.main);
        let others: Vec<_> = products
            .iter()
            .filter(differ)
            .map(|product| match self.role_in(*product) {
                Some(role) => format!("{} in {}", roles.label(role), product.name()),
                None => format!("no role in {}", product.name()),
            })
            .collect();
        if others.is_empty() {
            return format!("{own} in every product");
        }
        format!("{own}, but {}", joined(&others, "and"))
    }

    /// The products in which a role is chosen that does not exist, or no longer does; that of the main role comes
    /// first.
    pub fn gone<'r>(&'r self, roles: &'r SchoolRoles) -> impl Iterator<Item = Product> + 'r {
        let main = roles.catalogue.products().iter().copied().filter(|product| product.holds_main_role());
        let own = main.map(|product| (product, RoleOverride::Role(self.main))).chain(self.others());
        own.filter(|(_, chosen)| matches!(chosen, RoleOverride::Role(role) if !roles.has(*role)))
            .map(|(product, _)| product)
    }

    /// The choice with a different role in one product. In the product of the main role, a role becomes the main role
    /// and any other choice changes nothing.
    #[must_use]
    pub fn with(mut self, product: Product, chosen: impl Into<RoleOverride>) -> RoleChoice {
        match chosen.into() {
            RoleOverride::Role(role) if product.holds_main_role() => self.main = role,
            _ if product.holds_main_role() => {}
            chosen => {
                let found = self.others.binary_search_by_key(&product, |(other, _)| *other);
                match (found, chosen) {
                    (Ok(at), RoleOverride::Same) => drop(self.others.remove(at)),
                    (Ok(at), chosen) => self.others[at].1 = chosen,
                    (Err(_), RoleOverride::Same) => {}
                    (Err(at), chosen) => self.others.insert(at, (product, chosen)),
                }
            }
        }
        self
    }

    /// The Account Owner's roles after the school is handed over: Account Admin in place of Account Owner, in every
    /// product, because a school has exactly one owner. Other roles stay.
    #[must_use]
    pub fn handed_over(self) -> RoleChoice {
        let was_owner =
            |other: &RoleOverride| matches!(other, RoleOverride::Role(role) if role.level() == Role::AccountOwner);
        RoleChoice {
            main: Role::AccountAdmin.into(),
            others: self.others.into_iter().filter(|(_, other)| !was_owner(other)).collect(),
        }
    }

    /// An Account Admin's roles after taking over the school from an owner with the roles `owner`: Account Owner, also
    /// in each product where the owner was. Their roles in other products stay.
    #[must_use]
    pub fn taken_over(self, owner: &RoleChoice) -> RoleChoice {
        let owned = |product| owner.role_in(product).is_some_and(|role| role.level() == Role::AccountOwner);
        RoleChoice {
            main: Role::AccountOwner.into(),
            others: self.others.into_iter().filter(|(product, _)| !owned(*product)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handing_over_leaves_no_second_owner_and_takes_nothing_else() {
        let owner = RoleChoice::in_every_product(Role::AccountOwner)
            .with(Product::JUNIPER_MIS, Role::AccountOwner)
            .with(Product::COMMS_HUB, Role::FullEdit)
            .with(Product::JUNIPER_WEBSITES, RoleOverride::Nothing)
            .handed_over();
        for (product, role) in [
            (Product::SONAR_TRACKER, Some(Role::AccountAdmin)),
            (Product::JUNIPER_MIS, Some(Role::AccountAdmin)),
            (Product::PORTAL, Some(Role::AccountAdmin)),
            (Product::COMMS_HUB, Some(Role::FullEdit)),
            (Product::JUNIPER_WEBSITES, None),
        ] {
            assert_eq!(owner.role_in(product), role.map(HeldRole::from), "{product:?}");
        }
        let before = RoleChoice::in_every_product(Role::AccountOwner).with(Product::COMMS_HUB, Role::FullEdit);
        let admin = RoleChoice::in_every_product(Role::AccountAdmin)
            .with(Product::JUNIPER_MIS, Role::PartialEdit)
            .with(Product::COMMS_HUB, Role::PartialEdit)
            .taken_over(&before);
        for (product, role) in [
            (Product::SONAR_TRACKER, Role::AccountOwner),
            (Product::JUNIPER_MIS, Role::AccountOwner),
            (Product::PORTAL, Role::AccountOwner),
            (Product::COMMS_HUB, Role::PartialEdit),
        ] {
            assert_eq!(admin.role_in(product), role.into(), "{product:?}");
        }
    }
}
