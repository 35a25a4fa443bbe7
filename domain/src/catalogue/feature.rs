//! One row of a product's table, by its place in the documents.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::area::{Area, areas_of};
use super::cell::{Cell, Polarity};
use super::placed::{PLACED_ROWS, PlacedRow};
use super::table::Topic;
use super::{FEATURES, feature_count, first_feature};
use crate::product::Product;
use crate::role::Role;

/// Something a product lets people do (or, once, holds them back from): "Create observations".
///
/// Small and cheap to copy. Stored and sent as its [`code`](Feature::code), never as its index.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Feature(pub(super) u8);

impl Feature {
    /// All 169 features in document order.
    pub fn all() -> impl DoubleEndedIterator<Item = Feature> + ExactSizeIterator + Clone {
        (0..FEATURES as u8).map(Feature)
    }

    fn placed(self) -> &'static PlacedRow {
        &PLACED_ROWS[self.0 as usize]
    }

    /// Position in document order, 0 to 168. It changes when a row is added: never store it.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The feature at a position in its product's table.
    pub(crate) fn nth(product: Product, nth: u32) -> Feature {
        debug_assert!((nth as usize) < feature_count(product));
        Feature(first_feature(product) as u8 + nth as u8)
    }

    /// Position in its product's table, from 0.
    pub(crate) fn index_in_product(self) -> usize {
        self.index() - first_feature(self.product())
    }

    /// The product that has it.
    pub fn product(self) -> Product {
        self.area().product()
    }

    /// The heading under which it is published.
    pub fn area(self) -> Area {
        Area(self.placed().area)
    }

    /// Its name as published.
    pub fn name(self) -> &'static str {
        self.placed().row.name
    }

    /// Its name with where it is published: "Portal, Invites: Invite staff as users".
    pub fn full_name(self) -> String {
        let area = self.area();
        format!("{}, {}: {}", area.product().name(), area.name(), self.name())
    }

    /// Whether having it means being able to do more, or less.
    pub fn polarity(self) -> Polarity {
        self.placed().row.polarity
    }

    /// Whether having it means being able to do less.
    pub fn is_restriction(self) -> bool {
        self.polarity() == Polarity::Restriction
    }

    /// Whether the product lets a school set it per person, whatever their role (Comms Hub's product permissions: who sends
    /// app messages, emails and SMS, and who approves).
    pub fn is_set_per_person(self) -> bool {
        let area = self.area();
        area.product() == Product::CommsHub && super::comms_hub::SET_PER_PERSON.contains(&area.own_code())
    }

    /// What the product's table says for a role.
    pub fn published(self, role: Role) -> Cell {
        self.placed().row.cells[role.index()]
    }

    /// A fact worth knowing about the row, or how an ambiguous row was read.
    pub fn note(self) -> Option<&'static str> {
        Some(self.placed().row.note).filter(|note| !note.is_empty())
    }

    /// Whether the published row can be read in two ways; [`note`](Feature::note) says which was chosen.
    pub fn is_ambiguous(self) -> bool {
        self.placed().row.ambiguous
    }

    pub(crate) fn topic(self) -> Topic {
        self.placed().row.topic
    }

    /// The stable name in the database, in URLs and on the wire, unique over all products:
    /// "sonar-tracker/observations/create-observations".
    pub fn code(self) -> String {
        format!("{}/{}", self.area().code(), self.placed().row.code)
    }

    /// The feature with this [`code`](Feature::code), exactly as written there.
    pub fn from_code(code: &str) -> Option<Feature> {
        let mut parts = code.splitn(3, '/');
        let product = Product::from_code(parts.next()?)?;
        let area = parts.next()?;
        let name = parts.next()?;
        areas_of(product)
            .find(|candidate| candidate.own_code() == area)?
            .features()
            .find(|candidate| candidate.placed().row.code == name)
    }
}

/// The features of a product in published order.
pub fn features_of(product: Product) -> impl DoubleEndedIterator<Item = Feature> + ExactSizeIterator + Clone {
    let first = first_feature(product) as u8;
    (first..first + feature_count(product) as u8).map(Feature)
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
