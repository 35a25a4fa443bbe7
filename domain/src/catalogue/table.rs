//! The notation of the product tables: areas of rows, parsed into cells at compile time.

use super::cell::{Cell, Polarity};
use crate::role::Role;

/// A product's published permissions: one table, laid out for proof-reading.
#[derive(Clone, Copy)]
pub struct ProductTable {
    /// The product's stable code, independent of its name: "comms-hub".
    pub code: &'static str,
    /// The name of the role's field in forms and in the audit log, as stable as the code: "role_comms_hub".
    pub role_field: &'static str,
    /// The product's name as shown: "Comms Hub".
    pub name: &'static str,
    /// The roles for which the table has a column, in the table's order.
    pub columns: &'static [Role],
    /// The areas and their rows, in published order; every area has at least one row.
    pub sections: &'static [Section],
    /// The rule for roles without a column.
    pub unlisted: Unlisted,
    /// The codes of the areas whose permissions a school can set per person, whatever their role.
    pub set_per_person: &'static [&'static str],
    /// What a school says by setting them, as part of a sentence: "who sends messages and who approves".
    pub says_per_person: &'static str,
    /// Whether a member's main role, whose level decides Rolecall's own rights, is their role in this product.
    pub holds_main_role: bool,
}

impl ProductTable {
    /// A table with the default rules: roles without a column have nothing, and nothing is set per person.
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
            says_per_person: "who has these permissions",
            holds_main_role: false,
        }
    }
}

/// The rule for roles without a column in a product's table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unlisted {
    /// The role has nothing.
    Nothing,
    /// The role has nothing, and the product itself says so for the read-only roles.
    ReadOnlyHasNoDefaults,
    /// Account Admin has what both the Account Owner above it and Full Edit below it have; other roles have nothing.
    AdminBetween,
}

/// An area and the rows below it.
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
    /// One cell per role, in the order of `Role::ALL`.
    pub(super) cells: [Cell; 8],
    pub(super) polarity: Polarity,
    /// For a restriction, what is said of somebody for whom it begins, and for whom it ends.
    pub(super) begins_and_ends: (&'static str, &'static str),
    pub(super) topic: Topic,
    /// A note about the row; empty for none.
    pub(super) note: &'static str,
    pub(super) ambiguous: bool,
}

/// The topic under which the role guidance describes a row whose cells are to be confirmed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Topic {
    /// The guidance does not mention the row.
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

/// An area with its stable code and its rows.
pub const fn area(code: &'static str, name: &'static str, rows: &'static [Row]) -> Section {
    Section { code, name, rows }
}

/// A row with its stable code, and one mark for each of the table's `columns`, in their order: `✓` granted, `-` denied,
/// `?` to be confirmed, `*` off but can be switched on.
///
/// # Panics
/// On any other mark, or a wrong number of marks. In a constant, as the published tables are, it does not compile
/// instead.
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
    Row {
        code,
        name,
        cells,
        polarity: Polarity::Permission,
        begins_and_ends: ("", ""),
        topic: Topic::Unmentioned,
        note: "",
        ambiguous: false,
    }
}

/// The cell that a mark means, and the length of the mark in bytes.
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
    /// Sets the topic under which the role guidance describes the row.
    #[must_use]
    pub const fn about(self, topic: Topic) -> Row {
        Row { topic, ..self }
    }

    /// Marks the row as a restriction: having it means being able to do less. The words say what that comes to for
    /// somebody for whom it begins, and for whom it ends: "now needs approval", "no longer needs approval".
    #[must_use]
    pub const fn restriction(self, begins: &'static str, ends: &'static str) -> Row {
        Row { polarity: Polarity::Restriction, begins_and_ends: (begins, ends), ..self }
    }

    /// Adds a note.
    #[must_use]
    pub const fn note(self, note: &'static str) -> Row {
        Row { note, ..self }
    }

    /// Marks the row as open to two readings; the note says which was chosen.
    #[must_use]
    pub const fn ambiguous(self, note: &'static str) -> Row {
        Row { note, ambiguous: true, ..self }
    }
}
