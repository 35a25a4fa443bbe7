//! Features: the rows of the products' tables, identified by their place.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::area::Area;
use super::cell::{Cell, Polarity};
use super::placed::{PlacedRow, nth_named};
use super::table::Topic;
use crate::product::Product;
use crate::role::Role;

/// A feature of a product: something it lets people do or, for restrictions, stops them doing. For example "Create
/// observations".
///
/// Small and cheap to copy. Stored and sent as its [`code`](Feature::code), never as its position.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Feature {
    product: Product,
    nth: u16,
}

impl Feature {
    pub(crate) const fn of(product: Product, nth: u16) -> Feature {
        Feature { product, nth }
    }

    /// The published feature with these codes, for use in constants.
    pub(crate) const fn named(product: Product, area: &str, row: &str) -> Feature {
        Feature { product, nth: nth_named(product.0.code, area, row) }
    }

    fn placed(self) -> &'static PlacedRow {
        &self.product.0.table().rows[usize::from(self.nth)]
    }

    /// The position in document order among the features of the catalogue. Adding a row changes it, so it is never
    /// stored.
    pub const fn index(self) -> usize {
        self.product.0.first as usize + self.nth as usize
    }

    /// The feature's product.
    pub const fn product(self) -> Product {
        self.product
    }

    /// The area under which the feature is published.
    pub fn area(self) -> Area {
        Area::of(self.product, self.placed().area)
    }

    /// The name as published.
    pub fn name(self) -> &'static str {
        self.placed().row.name
    }

    /// The name with its product and area: "Portal, Invites: Invite staff as users".
    pub fn full_name(self) -> String {
        let area = self.area();
        format!("{}, {}: {}", area.product().name(), area.name(), self.name())
    }

    /// Whether having the feature means being able to do more or less.
    pub fn polarity(self) -> Polarity {
        self.placed().row.polarity
    }

    /// Whether having the feature means being able to do less.
    pub fn is_restriction(self) -> bool {
        self.polarity() == Polarity::Restriction
    }

    /// What is said of somebody for whom a restriction begins to apply (`begins`) or no longer applies; empty for a
    /// permission.
    pub fn restriction_words(self, begins: bool) -> &'static str {
        let (begin, end) = self.placed().row.begins_and_ends;
        if begins { begin } else { end }
    }

    /// Whether the product lets a school set the feature per person, whatever their role, as for Comms Hub's product
    /// permissions.
    pub fn is_set_per_person(self) -> bool {
        self.product.0.table().table.set_per_person.contains(&self.area().own_code())
    }

    /// The cell that the product publishes for a role.
    pub fn published(self, role: Role) -> Cell {
        self.placed().row.cells[role.index()]
    }

    /// A note about the row, such as how an ambiguous row was read.
    pub fn note(self) -> Option<&'static str> {
        Some(self.placed().row.note).filter(|note| !note.is_empty())
    }

    /// Whether the published row can be read in two ways; the [`note`](Feature::note) says which was chosen.
    pub fn is_ambiguous(self) -> bool {
        self.placed().row.ambiguous
    }

    pub(crate) fn topic(self) -> Topic {
        self.placed().row.topic
    }

    /// The stable code in the database, in URLs and on the wire, unique across products:
    /// "sonar-tracker/observations/create-observations".
    pub fn code(self) -> String {
        format!("{}/{}", self.area().code(), self.placed().row.code)
    }

    /// The feature with exactly this [`code`](Feature::code), among all products of the process.
    pub fn from_code(code: &str) -> Option<Feature> {
        let mut parts = code.splitn(3, '/');
        let product = Product::from_code(parts.next()?)?;
        let area = parts.next()?;
        let name = parts.next()?;
        let area = product.areas().find(|candidate| candidate.own_code() == area)?;
        area.features().find(|candidate| candidate.placed().row.code == name)
    }
}

impl fmt::Debug for Feature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Feature({})", self.code())
    }
}

impl Serialize for Feature {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.code())
    }
}

impl<'de> Deserialize<'de> for Feature {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Feature, D::Error> {
        let code = Cow::<str>::deserialize(deserializer)?;
        Feature::from_code(&code).ok_or_else(|| D::Error::custom("no such feature"))
    }
}
