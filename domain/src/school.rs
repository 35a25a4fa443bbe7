//! What a browser must know of a school to show permissions without asking again.

use crate::permission::Confirmations;
use crate::product::Product;
use serde::{Deserialize, Serialize};

/// A school's choices that decide which permissions show, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolSettings {
    /// What the school is called.
    pub name: String,
    /// The products it uses, in [`Product::ALL`]'s order; Sonar Tracker is always among them.
    pub products: Vec<Product>,
    /// The to-be-confirmed cells it has confirmed.
    pub confirmations: Confirmations,
    /// Whom people turn to for help; empty when nobody was named.
    pub help_contact: String,
}

impl SchoolSettings {
    /// The products it uses besides Sonar Tracker: those that may be given a role of their own.
    pub fn other_products(&self) -> impl Iterator<Item = Product> + '_ {
        self.products.iter().copied().filter(|product| *product != Product::SonarTracker)
    }
}
