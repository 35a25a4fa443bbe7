//! The five products whose permissions Rolecall shows.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::role::Role;

/// A product a school may use.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Product {
    /// The school's management information system.
    JuniperMis,
    /// Assessment tracking; a member's role is their role here.
    SonarTracker,
    /// The start page that joins the products.
    Portal,
    /// Messages, awards and news between school and home.
    CommsHub,
    /// The school's website.
    JuniperWebsites,
}

impl Product {
    /// All products in the order in which their tables are published.
    pub const ALL: [Product; 5] =
        [Product::JuniperMis, Product::SonarTracker, Product::Portal, Product::CommsHub, Product::JuniperWebsites];

    /// Position in [`Product::ALL`], 0 to 4.
    pub const fn index(self) -> usize {
        self as usize
    }

    /// What people read: "Juniper MIS".
    pub const fn name(self) -> &'static str {
        match self {
            Product::JuniperMis => "Juniper MIS",
            Product::SonarTracker => "Sonar Tracker",
            Product::Portal => "Portal",
            Product::CommsHub => "Comms Hub",
            Product::JuniperWebsites => "Juniper Websites",
        }
    }

    /// The stable name in the database, in URLs, in forms and on the wire: "juniper-mis".
    pub const fn code(self) -> &'static str {
        match self {
            Product::JuniperMis => "juniper-mis",
            Product::SonarTracker => "sonar-tracker",
            Product::Portal => "portal",
            Product::CommsHub => "comms-hub",
            Product::JuniperWebsites => "juniper-websites",
        }
    }

    /// The product with this [`code`](Product::code), exactly as written there.
    pub fn from_code(code: &str) -> Option<Product> {
        Product::ALL.into_iter().find(|product| product.code() == code)
    }

    /// The roles for which the product's published table has a column, in the table's order.
    pub const fn roles_listed(self) -> &'static [Role] {
        match self {
            Product::JuniperMis | Product::JuniperWebsites => {
                &[Role::AccountOwner, Role::AccountAdmin, Role::FullEdit, Role::PartialEdit]
            }
            Product::SonarTracker => &Role::ALL,
            Product::Portal | Product::CommsHub => &[
                Role::AccountOwner,
                Role::FullEdit,
                Role::PartialEdit,
                Role::MinimalEdit,
                Role::FullReadOnly,
                Role::PartialReadOnly,
                Role::MinimalReadOnly,
            ],
        }
    }

    /// Whether the published table has a column for the role.
    pub fn lists(self, role: Role) -> bool {
        self.roles_listed().contains(&role)
    }

    /// What to say beside a role that may be chosen here but gives nothing: "Minimal Edit gives nothing
    /// in Juniper MIS". Three products have nothing for the roles below Partial Edit, two of them not even
    /// a column.
    pub fn nothing_for(self, role: Role) -> Option<String> {
        let nothing = match self {
            Product::JuniperMis | Product::CommsHub | Product::JuniperWebsites => Role::PartialEdit.is_above(role),
            Product::SonarTracker | Product::Portal => false,
        };
        nothing.then(|| format!("{} gives nothing in {}", role.label(), self.name()))
    }
}

impl fmt::Display for Product {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_wire_carries_the_code() {
        for (index, product) in Product::ALL.into_iter().enumerate() {
            let wire = serde_json::to_string(&product).unwrap();
            assert_eq!(wire, format!("\"{}\"", product.code()));
            assert_eq!(serde_json::from_str::<Product>(&wire).unwrap(), product);
            assert_eq!(Product::from_code(product.code()), Some(product));
            assert_eq!(product.index(), index);
        }
        assert_eq!(Product::from_code("Portal"), None);
    }
}
