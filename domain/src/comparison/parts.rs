//! The parts of a comparison's table: of two roles first what differs, the most telling first; then the permissions that
//! matter most, and the others of each product.

use super::Comparison;
use crate::catalogue::Feature;
use crate::limits::COMPARED_CELLS;
use crate::permission::{SchoolRoles, Weight, telling_order};
use crate::product::Product;

/// What a part of the table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// Permissions of all products that only one of two roles has. They are always shown.
    Differing,
    /// Permissions of this weight, of all products. They are always shown.
    Weight(Weight),
    /// The other permissions of a product.
    Product(Product),
}

impl PartKind {
    /// The part's heading.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Differing => "What differs",
            Self::Weight(weight) => weight.label(),
            Self::Product(product) => product.name(),
        }
    }

    /// What the rows of the part have in common, in a few words; nothing for a product.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Differing => "what only one of the two has, the sensitive and powerful first",
            Self::Weight(Weight::Sensitive) => "opens records and shows who pupils are",
            Self::Weight(Weight::Powerful) => "changes marks, reaches parents, exports, or changes roles and money",
            Self::Product(_) => "",
        }
    }

    /// The part that a row is in, where two roles are compared (`is_pair`) or more.
    fn of(row: ComparedRow, is_pair: bool) -> Self {
        if is_pair && row.differs {
            return Self::Differing;
        }
        let feature = row.feature;
        Weight::of(feature).map_or(Self::Product(feature.product()), Self::Weight)
    }
}

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ComparedRow {
    /// The permission.
    pub feature: Feature,
    /// Whether the roles differ in it.
    pub differs: bool,
}

/// A part of the table, with the rows that the comparison finds in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TablePart {
    /// What the part is about.
    pub kind: PartKind,
    /// The part's rows, the same for all roles or not, in published order; of what differs the most telling first.
    pub rows: Vec<ComparedRow>,
    /// Whether the rows are shown.
    pub is_open: bool,
    /// The comparison with this part open if it is closed, and closed if it is open; `None` where it is always open.
    pub turned: Option<Comparison>,
}

impl TablePart {
    /// The number of rows in which the roles differ.
    pub fn differing(&self) -> usize {
        self.rows.iter().filter(|row| row.differs).count()
    }
}

impl Comparison {
    /// The parts of the table that have rows, for a school with these products and roles.
    ///
    /// Where all rows together have few cells they are shown. Otherwise a product's are shown where the reader opens
    /// it, so that the page stays light. Whether the roles differ in a row does not matter to this.
    pub fn parts(&self, products: &[Product], school: &SchoolRoles) -> Vec<TablePart> {
        let is_pair = self.roles.len() == 2;
        let row = |feature| ComparedRow { feature, differs: self.differs(feature, school) };
        let features = products.iter().flat_map(|product| product.features());
        let found: Vec<_> = features.filter(|feature| self.finds(*feature)).map(row).collect();
        let are_few = found.len() * self.roles.len() <= COMPARED_CELLS;
        let weights = [Weight::Sensitive, Weight::Powerful].map(PartKind::Weight);
        let kinds =
            std::iter::once(PartKind::Differing).chain(weights).chain(products.iter().copied().map(PartKind::Product));
        let part = |kind| {
            let mut rows: Vec<_> = found.iter().copied().filter(|row| PartKind::of(*row, is_pair) == kind).collect();
            if kind == PartKind::Differing {
                rows.sort_by_cached_key(|row| telling_order(row.feature));
            }
            let PartKind::Product(product) = kind else {
                return TablePart { kind, rows, is_open: true, turned: None };
            };
            let explains = rows.iter().any(|row| self.open == Some(row.feature));
            let is_open = explains || self.opened.contains(&product) || (are_few && !self.closed.contains(&product));
            TablePart { kind, rows, is_open, turned: Some(self.turning(product, is_open, explains, are_few)) }
        };
        kinds.map(part).filter(|part| !part.rows.is_empty()).collect()
    }

    /// This comparison with every product of a school open.
    #[must_use]
    pub fn opening_all(&self, products: &[Product]) -> Self {
        Self { opened: products.to_vec(), closed: Vec::new(), ..self.clone() }
    }

    fn turning(&self, product: Product, is_open: bool, explains: bool, are_few: bool) -> Self {
        let mut turned = self.clone();
        turned.opened.retain(|opened| *opened != product);
        turned.closed.retain(|closed| *closed != product);
        match (is_open, are_few) {
            (true, true) => turned.closed.push(product),
            (false, false) => turned.opened.push(product),
            (true, false) | (false, true) => {}
        }
        if explains {
            turned.open = None;
        }
        turned
    }
}
