//! The roles chosen for a person: one for Sonar Tracker, and others only where they differ.

use serde::{Deserialize, Serialize};

use crate::product::Product;
use crate::role::Role;

/// The roles of one person. `None` means "the same everywhere": the Sonar Tracker role.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct RoleChoice {
    /// The role proper, from which Rolecall's own rights follow.
    pub sonar: Role,
    /// The role in Juniper MIS, where it differs.
    #[serde(default)]
    pub juniper_mis: Option<Role>,
    /// The role in Portal, where it differs.
    #[serde(default)]
    pub portal: Option<Role>,
    /// The role in Comms Hub, where it differs.
    #[serde(default)]
    pub comms_hub: Option<Role>,
    /// The role in Juniper Websites, where it differs.
    #[serde(default)]
    pub juniper_websites: Option<Role>,
}

impl RoleChoice {
    /// The same role in every product.
    pub const fn everywhere(role: Role) -> RoleChoice {
        RoleChoice { sonar: role, juniper_mis: None, portal: None, comms_hub: None, juniper_websites: None }
    }

    /// The role that was chosen for this product alone, if one was. Never for Sonar Tracker.
    pub const fn other(&self, product: Product) -> Option<Role> {
        match product {
            Product::SonarTracker => None,
            Product::JuniperMis => self.juniper_mis,
            Product::Portal => self.portal,
            Product::CommsHub => self.comms_hub,
            Product::JuniperWebsites => self.juniper_websites,
        }
    }

    /// The role that holds in the product.
    pub fn role_in(&self, product: Product) -> Role {
        self.other(product).unwrap_or(self.sonar)
    }

    /// The choice with another role in one product, or with the same as everywhere (`None`). For Sonar
    /// Tracker a role becomes the role proper, and `None` changes nothing.
    #[must_use]
    pub fn with(mut self, product: Product, role: impl Into<Option<Role>>) -> RoleChoice {
        let role = role.into();
        match product {
            Product::SonarTracker => self.sonar = role.unwrap_or(self.sonar),
            Product::JuniperMis => self.juniper_mis = role,
            Product::Portal => self.portal = role,
            Product::CommsHub => self.comms_hub = role,
            Product::JuniperWebsites => self.juniper_websites = role,
        }
        self
    }
}
