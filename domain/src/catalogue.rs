//! The permissions that products publish: one table of features in a file for each product, and the catalogue that
//! holds them.
//!
//! The five published tables are compiled in, each laid out so that a school manager can proof-read it against the
//! published page. What Rolecall makes of a cell is decided in [`crate::permission`], which asks the catalogue it is
//! given.

mod area;
mod cell;
mod feature;
pub(crate) mod known;
mod placed;
mod rows;
mod synonyms;
mod table;

pub use area::Area;
pub use cell::{Cell, Polarity};
pub use feature::Feature;
pub use rows::{
    CREATE_OBSERVATIONS, EDIT_ASSESSMENT_SETTINGS, EXPORT_DATA, MARK_ROWS, NOT_IN_ROLECALL, SHARE_WITH_HOME,
    VIEW_PUPILS,
};
pub use table::{ProductTable, Row, Section, Topic, Unlisted, area, row};

pub(crate) use placed::{PlacedProduct, named};
pub(crate) use synonyms::SYNONYMS;

use crate::product::Product;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Declares the file of each published product, and lists the tables in published order.
macro_rules! published {
    ($($file:ident),* $(,)?) => {
        $(mod $file;)*
        const TABLES: &[&ProductTable] = &[$(&$file::TABLE),*];
    };
}

// Adding a product takes a file and a line here.
published! {
    juniper_mis,
    sonar_tracker,
    portal,
    comms_hub,
    juniper_websites,
}

/// The products whose permissions a school can see and give, in the order of lists. Cheap to copy.
///
/// On the wire it is a list of the products' codes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Catalogue {
    products: &'static [Product],
    main: Product,
}

/// The error when a product with the same code exists already.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("there is a product with the code {code} already")]
pub struct CodeTaken {
    /// The code.
    pub code: &'static str,
}

impl Catalogue {
    /// The published products, as compiled in.
    pub const fn published() -> Catalogue {
        Catalogue { products: &placed::PUBLISHED, main: placed::MAIN }
    }

    /// This catalogue with one more product at its end. The table stays in memory for the life of the process, so it is
    /// added only once.
    ///
    /// # Errors
    /// When the process already has a product with the table's code.
    pub fn with(self, table: ProductTable) -> Result<Catalogue, CodeTaken> {
        known::add(table.code, || {
            let product = placed::place(table, self.products.len(), self.feature_count());
            let products = self.products.iter().copied().chain([product]).collect::<Vec<_>>();
            (product, Catalogue { products: products.leak(), ..self })
        })
    }

    /// The products, in order.
    pub const fn products(self) -> &'static [Product] {
        self.products
    }

    /// The product in which a member's role is their main role. Products that are added later leave it as it is.
    pub const fn main_product(self) -> Product {
        self.main
    }

    /// The features of all products, in document order.
    pub fn features(self) -> impl Iterator<Item = Feature> + Clone {
        self.products.iter().flat_map(|product| product.features())
    }

    /// The number of features of all products together.
    pub fn feature_count(self) -> usize {
        self.products.last().map_or(0, |last| usize::from(last.0.first) + last.feature_count())
    }
}

impl Default for Catalogue {
    fn default() -> Catalogue {
        Catalogue::published()
    }
}

impl Serialize for Catalogue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.products.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Catalogue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Catalogue, D::Error> {
        let products = Vec::<Product>::deserialize(deserializer)?;
        known::catalogue(&products).ok_or_else(|| serde::de::Error::custom("no such catalogue"))
    }
}
