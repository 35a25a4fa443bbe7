//! How the product tables are written: areas of rows, read into cells while compiling.

use super::cell::{Cell, Polarity};
use crate::role::Role;

/// A product's permissions as published: one table, written so that it can be proof-read.
#[derive(Clone, Copy)]
pub struct ProductTable {
    /// The product's stable code, whatever becomes of the name: "comms-hub".
    pub code: &'static str,
    /// The name of the role's field in forms and in the audit log, as stable as the code: "role_comms_hub".
    pub role_field: &'static str,
    /// The product's name as people read it: "Comms Hub".
    pub name: &'static str,
    /// The roles for which the table has a column, in its order.
    pub columns: &'static [Role],
    /// The areas and their rows, in published order; every area has at least one row.
    pub sections: &'static [Section],
    /// What holds for the roles without a column.
    pub unlisted: Unlisted,
    /// The codes of the areas whose permissions the product lets a school set per person, whatever their role.
    pub set_per_person: &'static [&'static str],
    /// Whether a member's main role, from which Rolecall's own rights follow, is their role in this product.
    pub holds_main_role: bool,
}

impl ProductTable {
    /// A table of which nothing else is known: roles without a column have nothing, and nothing is set per person.
    pub const fn new(
        code: &'static str,
        role_field: &'static str,
        name: &'static str,
        columns: &'static [Role],
        sections: &'static [Section],
    ) -> ProductTable {
        let unlisted = Unlisted::Nothing;
        ProductTable {
            code,
            role_field,
            name,
            columns,
            sections,
            unlisted,
            set_per_person: &[],
            holds_main_role: false,
        }
    }
}

/// What holds for a role for which a product's table has no column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unlisted {
    /// The role has nothing.
    Nothing,
    /// As [`Unlisted::Nothing`]; for the read-only roles the product says so itself.
    ReadOnlyHasNoDefaults,
    /// Account Admin has what both the Account Owner above and Full Edit below have; other roles have nothing.
    AdminBetween,
}

/// A heading of a product's table and the rows below it.
#[derive(Clone, Copy)]
pub struct Section {
    /// The stable code, unique in its product.
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) rows: &'static [Row],
}

/// A row of a product's table.
#[derive(Clone, Copy)]
pub struct Row {
    /// The stable code, unique in its area.
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
pub enum Topic {
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

/// A heading with its stable code and its rows.
pub const fn area(code: &'static str, name: &'static str, rows: &'static [Row]) -> Section {
    Section { code, name, rows }
}

/// A row with its stable code: one mark for each of the table's `columns`, in their order. `✓` granted, `-` denied,
/// `?` to be confirmed, `*` off but may be switched on.
///
/// # Panics
/// On another mark, and on a mark too many or too few; in a constant, as the published tables are, it does not compile.
pub const fn row(columns: &[Role], code: &'static str, name: &'static str, marks: &str) -> Row {
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
    #[must_use]
    pub const fn about(self, topic: Topic) -> Row {
        Row { topic, ..self }
    }

    /// Having this means being able to do less.
    #[must_use]
    pub const fn restriction(self) -> Row {
        Row { polarity: Polarity::Restriction, ..self }
    }

    /// Adds a fact worth knowing.
    #[must_use]
    pub const fn note(self, note: &'static str) -> Row {
        Row { note, ..self }
    }

    /// The published row can be read in two ways; the note says which was chosen.
    #[must_use]
    pub const fn ambiguous(self, note: &'static str) -> Row {
        Row { note, ambiguous: true, ..self }
    }
}
