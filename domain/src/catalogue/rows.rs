//! The rows that Rolecall's own code refers to. A row that is not published under its code does not compile.

use super::feature::Feature;
use crate::product::Product;

/// The permission to see pupils in the classroom.
pub const VIEW_PUPILS: Feature = Feature::named(Product::SONAR_TRACKER, "pupils", "view-pupils");
