//! What the five products publish about their permissions: 169 features, compiled in.
//!
//! One table per product, written so that a school manager can proof-read it against the published
//! page. What Rolecall makes of a cell is decided in [`crate::permission`].

mod area;
mod cell;
mod comms_hub;
mod feature;
mod juniper_mis;
mod juniper_websites;
mod placed;
mod portal;
mod sonar_tracker;
mod table;

pub use area::{Area, areas_of};
pub use cell::{Cell, Polarity};
pub use feature::{Feature, features_of};
pub(crate) use table::Topic;

use crate::product::Product;

/// How many features the five products publish together.
pub const FEATURES: usize = 169;

/// How many features a product publishes.
pub const fn feature_count(product: Product) -> usize {
    match product {
        Product::JuniperMis => 78,
        Product::SonarTracker => 31,
        Product::Portal => 13,
        Product::CommsHub => 16,
        Product::JuniperWebsites => 31,
    }
}

/// The index of a product's first feature in document order.
const fn first_feature(product: Product) -> usize {
    let mut first = 0;
    let mut index = 0;
    while index < product.index() {
        first += feature_count(Product::ALL[index]);
        index += 1;
    }
    first
}
