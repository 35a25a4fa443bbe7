//! Tables laid end to end, so that a feature is a single index: the published ones at compile time, others when they
//! are added.

use super::TABLES;
use super::cell::Polarity;
use super::table::{ProductTable, Row};
use crate::product::Product;

/// What is known of a product without its rows, and its place in a catalogue. It does not refer to the rows of the
/// published products: code that only names a product, such as a refusal, does not bring every table into the browser.
#[derive(Clone, Copy)]
pub(crate) struct PlacedProduct {
    pub code: &'static str,
    pub role_field: &'static str,
    pub name: &'static str,
    pub holds_main_role: bool,
    /// The position among the catalogue's products.
    pub index: u16,
    /// The position of its first feature among the catalogue's features.
    pub first: u16,
    /// The product's own table, where it is not a published one.
    added: Option<&'static PlacedTable>,
}

impl PlacedProduct {
    /// The product's table.
    pub fn table(&self) -> &'static PlacedTable {
        match self.added {
            Some(table) => table,
            None => &PLACED_TABLES[usize::from(self.index)],
        }
    }
}

/// A product's table with its areas and rows laid out.
#[derive(Clone, Copy)]
pub(crate) struct PlacedTable {
    pub table: ProductTable,
    /// Whether any of its rows is a restriction.
    pub has_restrictions: bool,
    pub areas: &'static [PlacedArea],
    pub rows: &'static [PlacedRow],
}

/// An area with the place of its rows.
#[derive(Clone, Copy)]
pub(crate) struct PlacedArea {
    pub code: &'static str,
    pub name: &'static str,
    /// The position of its first row in the product's table.
    pub first: u16,
    /// The number of its rows.
    pub count: u16,
}

/// A row and the position of its area in the product's table.
#[derive(Clone, Copy)]
pub(crate) struct PlacedRow {
    pub row: Row,
    pub area: u16,
}

/// The numbers of areas and rows in the first `tables` published tables.
const fn size(tables: usize) -> (usize, usize) {
    let (mut areas, mut rows) = (0, 0);
    let mut table = 0;
    while table < tables {
        let sections = TABLES[table].sections;
        let mut section = 0;
        while section < sections.len() {
            assert!(!sections[section].rows.is_empty(), "an area without a row says nothing");
            rows += sections[section].rows.len();
            section += 1;
        }
        areas += sections.len();
        table += 1;
    }
    (areas, rows)
}

const AREAS: usize = size(TABLES.len()).0;
const ROWS: usize = size(TABLES.len()).1;

static PLACED_AREAS: [PlacedArea; AREAS] = lay().0;
static PLACED_ROWS: [PlacedRow; ROWS] = lay().1;

const fn lay() -> ([PlacedArea; AREAS], [PlacedRow; ROWS]) {
    let start = TABLES[0].sections[0];
    let mut areas = [PlacedArea { code: start.code, name: start.name, first: 0, count: 0 }; AREAS];
    let mut rows = [PlacedRow { row: start.rows[0], area: 0 }; ROWS];
    let (mut area, mut feature, mut table) = (0, 0, 0);
    while table < TABLES.len() {
        let (first_area, first_row) = size(table);
        let sections = TABLES[table].sections;
        let mut section = 0;
        while section < sections.len() {
            let listed = sections[section].rows;
            areas[area] = PlacedArea {
                code: sections[section].code,
                name: sections[section].name,
                first: (feature - first_row) as u16,
                count: listed.len() as u16,
            };
            let mut row = 0;
            while row < listed.len() {
                rows[feature] = PlacedRow { row: listed[row], area: (area - first_area) as u16 };
                feature += 1;
                row += 1;
            }
            area += 1;
            section += 1;
        }
        table += 1;
    }
    (areas, rows)
}

static PLACED_TABLES: [PlacedTable; TABLES.len()] = {
    let mut placed = [published_table(0); TABLES.len()];
    let mut table = 1;
    while table < TABLES.len() {
        placed[table] = published_table(table);
        table += 1;
    }
    placed
};

const fn published_table(table: usize) -> PlacedTable {
    let (first_area, first_row) = size(table);
    let (end_area, end_row) = size(table + 1);
    let areas = PLACED_AREAS.split_at(first_area).1.split_at(end_area - first_area).0;
    let rows = PLACED_ROWS.split_at(first_row).1.split_at(end_row - first_row).0;
    PlacedTable { table: *TABLES[table], has_restrictions: has_restrictions(TABLES[table]), areas, rows }
}

static PLACED: [PlacedProduct; TABLES.len()] = {
    let mut placed = [published(0); TABLES.len()];
    let mut table = 1;
    while table < TABLES.len() {
        placed[table] = published(table);
        table += 1;
    }
    placed
};

const fn published(table: usize) -> PlacedProduct {
    let first = size(table).1 as u16;
    let ProductTable { code, role_field, name, holds_main_role, .. } = *TABLES[table];
    PlacedProduct { code, role_field, name, holds_main_role, index: table as u16, first, added: None }
}

const fn has_restrictions(table: &ProductTable) -> bool {
    let mut section = 0;
    while section < table.sections.len() {
        let rows = table.sections[section].rows;
        let mut row = 0;
        while row < rows.len() {
            if matches!(rows[row].polarity, Polarity::Restriction) {
                return true;
            }
            row += 1;
        }
        section += 1;
    }
    false
}

/// The published products in published order.
pub(crate) static PUBLISHED: [Product; TABLES.len()] = {
    let mut products = [Product(&PLACED[0]); TABLES.len()];
    let mut table = 0;
    while table < TABLES.len() {
        products[table] = Product(&PLACED[table]);
        table += 1;
    }
    products
};

/// The published product that holds the main role. A catalogue without one, or with two, does not compile.
pub(crate) const MAIN: Product = {
    let (mut found, mut main, mut table) = (0, 0, 0);
    while table < TABLES.len() {
        if TABLES[table].holds_main_role {
            (found, main) = (found + 1, table);
        }
        table += 1;
    }
    assert!(found == 1, "one product holds the main role");
    Product(&PLACED[main])
};

/// The published product with this code. Intended for constants, where a code that is not published does not compile.
///
/// # Panics
/// When no published product has the code.
#[expect(clippy::panic, reason = "called for constants only, where a panic does not compile")]
pub(crate) const fn named(code: &str) -> Product {
    let mut table = 0;
    while table < TABLES.len() {
        if same(TABLES[table].code, code) {
            return Product(&PLACED[table]);
        }
        table += 1;
    }
    panic!("no product is published under this code")
}

/// The position of the row with these codes in a product's table. Intended for constants, like [`named`].
///
/// # Panics
/// When the table has no such row.
#[expect(clippy::panic, reason = "called for constants only, where a panic does not compile")]
pub(crate) const fn nth_named(product: &str, area: &str, row: &str) -> u16 {
    let product = TABLES[named(product).0.index as usize];
    let (mut section, mut nth) = (0, 0);
    while section < product.sections.len() {
        let rows = product.sections[section].rows;
        let mut at = 0;
        while at < rows.len() {
            if same(product.sections[section].code, area) && same(rows[at].code, row) {
                return nth;
            }
            nth += 1;
            at += 1;
        }
        section += 1;
    }
    panic!("no row is published under this code")
}

const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// Places a table after the products of a catalogue. It stays in memory for the life of the process, because a
/// [`Product`] is a reference to it.
pub(super) fn place(table: ProductTable, index: usize, first: usize) -> Product {
    let (mut areas, mut rows) = (Vec::new(), Vec::new());
    for (area, section) in table.sections.iter().enumerate() {
        let (first, count) = (rows.len() as u16, section.rows.len() as u16);
        areas.push(PlacedArea { code: section.code, name: section.name, first, count });
        rows.extend(section.rows.iter().map(|row| PlacedRow { row: *row, area: area as u16 }));
    }
    let has_restrictions = has_restrictions(&table);
    let added = Box::leak(Box::new(PlacedTable { table, has_restrictions, areas: areas.leak(), rows: rows.leak() }));
    let ProductTable { code, role_field, name, holds_main_role, .. } = table;
    let (index, first, added) = (index as u16, first as u16, Some(&*added));
    Product(Box::leak(Box::new(PlacedProduct { code, role_field, name, holds_main_role, index, first, added })))
}
