//! The roles chosen for a person: one for Sonar Tracker, and others only where they differ.

use serde::{Deserialize, Serialize};

use super::adapted::SchoolRoles;
use crate::product::Product;
use crate::role::{HeldRole, Role};
use std::borrow::Cow;

/// What was chosen for a product other than Sonar Tracker.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub enum Elsewhere {
    /// The role proper holds there too.
    #[default]
    Same,
    /// Another role.
    Role(HeldRole),
    /// No role: it was taken away in this one product (Portal's *Remove Role*).
    Nothing,
}

/// As written in forms and stored: no role in a product.
const NOTHING: &str = "none";
/// What people read of [`Elsewhere::Same`].
pub const SAME_EVERYWHERE: &str = "Same everywhere";
/// What people read of [`Elsewhere::Nothing`].
pub const NO_ROLE: &str = "No role";

impl Elsewhere {
    /// As written in forms; empty for "the same everywhere".
    pub fn code(self) -> Cow<'static, str> {
        match self {
            Self::Same => Cow::Borrowed(""),
            Self::Role(role) => role.code(),
            Self::Nothing => Cow::Borrowed(NOTHING),
        }
    }

    /// Reads what [`Elsewhere::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "" => Some(Self::Same),
            NOTHING => Some(Self::Nothing),
            code => HeldRole::from_code(code).map(Self::Role),
        }
    }

    /// As people of a school that says `roles` about its roles read it.
    pub fn label(self, roles: &SchoolRoles) -> String {
        match self {
            Self::Same => SAME_EVERYWHERE.to_owned(),
            Self::Role(role) => roles.label(role),
            Self::Nothing => NO_ROLE.to_owned(),
        }
    }
}

impl From<Role> for Elsewhere {
    fn from(role: Role) -> Self {
        Self::Role(role.into())
    }
}

impl From<HeldRole> for Elsewhere {
    fn from(role: HeldRole) -> Self {
        Self::Role(role)
    }
}

/// The roles of one person.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct RoleChoice {
    /// The role proper, from whose level Rolecall's own rights follow.
    pub sonar: HeldRole,
    /// In Juniper MIS.
    #[serde(default)]
    pub juniper_mis: Elsewhere,
    /// In Portal.
    #[serde(default)]
    pub portal: Elsewhere,
    /// In Comms Hub.
    #[serde(default)]
    pub comms_hub: Elsewhere,
    /// In Juniper Websites.
    #[serde(default)]
    pub juniper_websites: Elsewhere,
}

impl RoleChoice {
    /// The same role in every product.
    pub fn everywhere(role: impl Into<HeldRole>) -> RoleChoice {
        RoleChoice {
            sonar: role.into(),
            juniper_mis: Elsewhere::Same,
            portal: Elsewhere::Same,
            comms_hub: Elsewhere::Same,
            juniper_websites: Elsewhere::Same,
        }
    }

    /// What decides what they may do in Rolecall itself: the level of the role proper.
    pub const fn level(&self) -> Role {
        self.sonar.level()
    }

    /// What was chosen for this product alone. Always the same for Sonar Tracker.
    pub const fn other(&self, product: Product) -> Elsewhere {
        match product {
            Product::SonarTracker => Elsewhere::Same,
            Product::JuniperMis => self.juniper_mis,
            Product::Portal => self.portal,
            Product::CommsHub => self.comms_hub,
            Product::JuniperWebsites => self.juniper_websites,
        }
    }

    /// The role that holds in the product, if one does.
    pub const fn role_in(&self, product: Product) -> Option<HeldRole> {
        match self.other(product) {
            Elsewhere::Same => Some(self.sonar),
            Elsewhere::Role(role) => Some(role),
            Elsewhere::Nothing => None,
        }
    }

    /// What people of a school that says `roles` about its roles read of the role in the product: "Full Edit", "No role".
    pub fn label_in(&self, product: Product, roles: &SchoolRoles) -> String {
        self.role_in(product).map_or(Elsewhere::Nothing, Elsewhere::Role).label(roles)
    }

    /// Where a role is chosen that is not there, or not any more.
    pub fn gone<'r>(&'r self, roles: &'r SchoolRoles) -> impl Iterator<Item = Product> + 'r {
        // Where a product follows, the role proper says it.
        let own = |product: &Product| *product == Product::SonarTracker || self.other(*product) != Elsewhere::Same;
        let is_gone = |product: &Product| self.role_in(*product).is_some_and(|role| !roles.has(role));
        Product::ALL.into_iter().filter(own).filter(is_gone)
    }

    /// The choice with another role in one product. For Sonar Tracker a role becomes the role proper, and anything else
    /// changes nothing.
    #[must_use]
    pub fn with(mut self, product: Product, chosen: impl Into<Elsewhere>) -> RoleChoice {
        let chosen = chosen.into();
        match (product, chosen) {
            (Product::SonarTracker, Elsewhere::Role(role)) => self.sonar = role,
            (Product::SonarTracker, _) => {}
            (Product::JuniperMis, _) => self.juniper_mis = chosen,
            (Product::Portal, _) => self.portal = chosen,
            (Product::CommsHub, _) => self.comms_hub = chosen,
            (Product::JuniperWebsites, _) => self.juniper_websites = chosen,
        }
        self
    }

    /// The roles of the Account Owner once the school is handed over: Account Admin, also in each product where they
    /// were Account Owner. A school has exactly one; other roles in products stay.
    #[must_use]
    pub fn handed_over(self) -> RoleChoice {
        let to_admin = |roles: RoleChoice, product| match roles.other(product) {
            Elsewhere::Role(role) if role.level() == Role::AccountOwner => roles.with(product, Elsewhere::Same),
            _ => roles,
        };
        Product::ALL.into_iter().fold(self.with(Product::SonarTracker, Role::AccountAdmin), to_admin)
    }

    /// The roles of an Account Admin who takes the school over from somebody with the roles `owner`: Account Owner, also
    /// in each product where the owner was. Elsewhere a role of their own stays as it is.
    #[must_use]
    pub fn taken_over(self, owner: &RoleChoice) -> RoleChoice {
        let owned = |product: &Product| owner.role_in(*product).is_some_and(|role| role.level() == Role::AccountOwner);
        let own = self.with(Product::SonarTracker, Role::AccountOwner);
        Product::ALL.into_iter().filter(owned).fold(own, |roles, product| roles.with(product, Elsewhere::Same))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Product::{CommsHub, JuniperMis, JuniperWebsites, Portal, SonarTracker};

    #[test]
    fn handing_over_leaves_no_second_owner_and_takes_nothing_else() {
        let owner = RoleChoice::everywhere(Role::AccountOwner)
            .with(JuniperMis, Role::AccountOwner)
            .with(CommsHub, Role::FullEdit)
            .with(JuniperWebsites, Elsewhere::Nothing)
            .handed_over();
        for (product, role) in [
            (SonarTracker, Some(Role::AccountAdmin)),
            (JuniperMis, Some(Role::AccountAdmin)),
            (Portal, Some(Role::AccountAdmin)),
            (CommsHub, Some(Role::FullEdit)),
            (JuniperWebsites, None),
        ] {
            assert_eq!(owner.role_in(product), role.map(HeldRole::from), "{product:?}");
        }
        let before = RoleChoice::everywhere(Role::AccountOwner).with(CommsHub, Role::FullEdit);
        let admin = RoleChoice::everywhere(Role::AccountAdmin)
            .with(JuniperMis, Role::PartialEdit)
            .with(CommsHub, Role::PartialEdit)
            .taken_over(&before);
        for (product, role) in [
            (SonarTracker, Role::AccountOwner),
            (JuniperMis, Role::AccountOwner),
            (Portal, Role::AccountOwner),
            (CommsHub, Role::PartialEdit),
        ] {
            assert_eq!(admin.role_in(product), role.into(), "{product:?}");
        }
    }
}
