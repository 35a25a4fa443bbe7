//! The products whose permissions Rolecall shows. Each is a handle to its table in [`crate::catalogue`].

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use crate::catalogue::{Area, Feature, PlacedProduct, Unlisted, known, named};
use crate::role::Role;

/// A product that a school can use. Small and cheap to copy; stored and sent as its [`code`](Product::code).
///
/// Lists of products come from a [`crate::catalogue::Catalogue`] or a school's settings. The constants name published
/// products for tests and for the demonstration.
#[derive(Clone, Copy)]
pub struct Product(pub(crate) &'static PlacedProduct);

impl Product {
    /// The school's management information system.
    pub const JUNIPER_MIS: Product = named("juniper-mis");
    /// Assessment tracking. It holds the main role: see [`crate::catalogue::Catalogue::main_product`].
    pub const SONAR_TRACKER: Product = named("sonar-tracker");
    /// The start page that joins the products.
    pub const PORTAL: Product = named("portal");
    /// Messages, awards and news between school and home.
    pub const COMMS_HUB: Product = named("comms-hub");
    /// The school's website.
    pub const JUNIPER_WEBSITES: Product = named("juniper-websites");

    /// The position among the products of the catalogue.
    pub const fn index(self) -> usize {
        self.0.index as usize
    }

    /// The product's name: "Juniper MIS".
    pub const fn name(self) -> &'static str {
        self.0.name
    }

    /// The stable code in the database, in URLs, in forms and on the wire: "juniper-mis".
    pub const fn code(self) -> &'static str {
        self.0.code
    }

    /// The name of the role's field in forms and in the audit log: "role", "role_portal".
    pub const fn role_field(self) -> &'static str {
        self.0.role_field
    }

    /// The product with exactly this [`code`](Product::code), among all products of the process.
    pub fn from_code(code: &str) -> Option<Product> {
        known::find(|product| product.code() == code)
    }

    /// The product with this [`role_field`](Product::role_field), among all products of the process.
    pub fn of_role_field(name: &str) -> Option<Product> {
        known::find(|product| product.role_field() == name)
    }

    /// Whether a member's main role, whose level decides Rolecall's own rights, is their role in this product.
    pub const fn holds_main_role(self) -> bool {
        self.0.holds_main_role
    }

    /// The areas of its table in published order.
    pub fn areas(self) -> impl Iterator<Item = Area> + Clone {
        (0..self.0.table().areas.len() as u16).map(move |nth| Area::of(self, nth))
    }

    /// The features of its table in published order.
    pub fn features(self) -> impl DoubleEndedIterator<Item = Feature> + ExactSizeIterator + Clone {
        (0..self.0.table().rows.len() as u16).map(move |nth| Feature::of(self, nth))
    }

    /// The number of features that the product publishes.
    pub fn feature_count(self) -> usize {
        self.0.table().rows.len()
    }

    /// Whether the published table has a column for the role.
    pub fn lists(self, role: Role) -> bool {
        self.0.table().table.columns.contains(&role)
    }

    /// What a school says by setting permissions per person: "who sends messages and who approves".
    pub fn says_per_person(self) -> &'static str {
        self.0.table().table.says_per_person
    }

    /// Whether having one of its features means being able to do less.
    pub(crate) fn has_restrictions(self) -> bool {
        self.0.table().has_restrictions
    }

    /// The rule for roles without a column.
    pub(crate) fn unlisted(self) -> Unlisted {
        self.0.table().table.unlisted
    }
}

impl PartialEq for Product {
    fn eq(&self, other: &Product) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Product {}

impl PartialOrd for Product {
    fn partial_cmp(&self, other: &Product) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Product {
    fn cmp(&self, other: &Product) -> Ordering {
        self.index().cmp(&other.index()).then_with(|| self.code().cmp(other.code()))
    }
}

impl Hash for Product {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.code().hash(state);
    }
}

impl fmt::Debug for Product {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Product({})", self.code())
    }
}

impl fmt::Display for Product {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Product {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Product {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Product, D::Error> {
        let code = Cow::<str>::deserialize(deserializer)?;
        Product::from_code(&code).ok_or_else(|| D::Error::custom("no such product"))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalogue::Catalogue;

    #[test]
    fn the_wire_carries_the_code() {
        for (index, product) in Catalogue::published().products().iter().enumerate() {
            let wire = serde_json::to_string(product).unwrap();
            assert_eq!(wire, format!("\"{}\"", product.code()));
            assert_eq!(serde_json::from_str::<Product>(&wire).unwrap(), *product);
            assert_eq!(Product::from_code(product.code()), Some(*product));
            assert_eq!(product.index(), index);
        }
        assert_eq!(Product::from_code("Portal"), None);
    }
}
