//! How the product tables are written: areas of rows, read into cells while compiling.

use super::cell::{Cell, Polarity};
use crate::product::Product;

/// A heading of a product's table and the rows below it.
#[derive(Clone, Copy)]
pub(super) struct Section {
    /// Stable, whatever becomes of the name.
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) rows: &'static [Row],
}

/// A row of a product's table.
#[derive(Clone, Copy)]
pub(super) struct Row {
    /// Stable, whatever becomes of the name.
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    /// One per role, in the order of `Role::ALL`.
    pub(super) cells: [Cell; 8],
    pub(super) polarity: Polarity,
    pub(super) topic: Topic,
    /// Empty when there is nothing to add.
    pub(super) note: &'static str,
    pub(super) ambiguous: bool,
}

/// What the role guidance knows about a row whose cells are to be confirmed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Topic {
    /// The guidance says nothing about it.
    Unmentioned,
    /// Reading data.
    ReadData,
    /// Entering and editing formative data of the current year.
    EditFormative,
    /// Editing formative data of previous years.
    EditPastFormative,
    /// Entering and editing summative data of the current year.
    EditSummative,
    /// Editing summative data of previous years.
    EditPastSummative,
    /// Entering and editing statutory data of the current year.
    EditStatutory,
    /// Editing statutory data of previous years.
    EditPastStatutory,
    /// Setting the school up.
    SetUpSchool,
}

/// A heading and its rows.
pub(super) const fn area(code: &'static str, name: &'static str, rows: &'static [Row]) -> Section {
    Section { code, name, rows }
}

/// A row of `product`: one mark for each column its table has, in the order of
/// [`Product::roles_listed`]. `✓` granted, `-` denied, `?` to be confirmed, `*` off but may be switched
/// on. Anything else, or a mark too many or too few, does not compile.
pub(super) const fn row(product: Product, code: &'static str, name: &'static str, marks: &str) -> Row {
    let columns = product.roles_listed();
    let mut cells = [Cell::NotListed; 8];
    let bytes = marks.as_bytes();
    let mut at = 0;
    let mut column = 0;
    while at < bytes.len() {
        if bytes[at] == b' ' {
            at += 1;
            continue;
        }
        assert!(column < columns.len(), "a row has more marks than its table has columns");
        let (cell, length) = mark(bytes, at);
        cells[columns[column].index()] = cell;
        column += 1;
        at += length;
    }
    assert!(column == columns.len(), "a row has fewer marks than its table has columns");
    Row { code, name, cells, polarity: Polarity::Permission, topic: Topic::Unmentioned, note: "", ambiguous: false }
}

/// The cell a mark stands for, and how many bytes the mark takes.
const fn mark(bytes: &[u8], at: usize) -> (Cell, usize) {
    match bytes[at] {
        b'-' => (Cell::Denied, 1),
        b'?' => (Cell::ToBeConfirmed, 1),
        b'*' => (Cell::Custom, 1),
        _ => {
            let tick = "✓".as_bytes();
            assert!(
                at + 2 < bytes.len() && bytes[at] == tick[0] && bytes[at + 1] == tick[1] && bytes[at + 2] == tick[2],
                "a mark is one of ✓ - ? *"
            );
            (Cell::Granted, 3)
        }
    }
}

impl Row {
    /// Names what the role guidance says about the row.
    pub(super) const fn about(self, topic: Topic) -> Row {
        Row { topic, ..self }
    }

    /// Having this means being able to do less.
    pub(super) const fn restriction(self) -> Row {
        Row { polarity: Polarity::Restriction, ..self }
    }

    /// Adds a fact worth knowing.
    pub(super) const fn note(self, note: &'static str) -> Row {
        Row { note, ..self }
    }

    /// The published row can be read in two ways; the note says which was chosen.
    pub(super) const fn ambiguous(self, note: &'static str) -> Row {
        Row { note, ambiguous: true, ..self }
    }
}
