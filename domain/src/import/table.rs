//! A file as rows and cells, with findings about single cells. The backend makes it; everything else here reads it.

use super::finding::CellFinding;
use super::roster::Roster;
use serde::{Deserialize, Serialize};

/// A file as rows and columns of text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The rows that are not empty; the first has the columns' names, if the file has them.
    pub rows: Vec<TableRow>,
    /// The number of columns in the widest row.
    pub width: usize,
    /// Findings about single cells, in the order of [`TableRow::id`] and column.
    #[serde(default)]
    pub findings: Vec<LocatedFinding>,
    /// What a OneRoster zip says besides its people; `None` for other files.
    #[serde(default)]
    pub roster: Option<Roster>,
    /// The names of the sheets that were read, where there are several.
    #[serde(default)]
    pub sheets: Vec<String>,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRow {
    /// The row number as a spreadsheet shows it, from 1. It may occur in several sheets: see [`TableRow::id`].
    pub number: u32,
    /// The index of the row's sheet in [`Table::sheets`]; 0 when one sheet was read.
    #[serde(default)]
    pub sheet: u8,
    /// The cells without surrounding white space; missing cells at the end are left out.
    pub cells: Vec<String>,
}

/// A finding about a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocatedFinding {
    /// The row's id: see [`TableRow::id`].
    pub row: u32,
    /// The column, from 0.
    pub column: u16,
    /// The finding.
    pub finding: CellFinding,
}

impl Table {
    /// The columns' names: those in the first row, or "Column A" and so on where it has none. A repeated name includes
    /// its column.
    pub fn headers(&self, has_header: bool) -> Vec<String> {
        let first = self.rows.first().filter(|_| has_header);
        let name = |column: usize| first.map_or("", |row| row.cell(column));
        let is_repeated = |name: &str| {
            first.is_some_and(|row| row.cells.iter().filter(|cell| cell.eq_ignore_ascii_case(name)).count() > 1)
        };
        (0..self.width)
            .map(|column| match name(column) {
                "" => format!("Column {}", letters(column)),
                name if is_repeated(name) => format!("{name} (column {})", letters(column)),
                name => name.to_owned(),
            })
            .collect()
    }

    /// The rows that are people.
    pub fn people(&self, has_header: bool) -> &[TableRow] {
        self.rows.get(usize::from(has_header)..).unwrap_or_default()
    }

    /// The findings in the cells of a row.
    pub fn findings_of(&self, row: &TableRow) -> &[LocatedFinding] {
        let id = row.id();
        let from = self.findings.partition_point(|found| found.row < id);
        let to = self.findings.partition_point(|found| found.row <= id);
        self.findings.get(from..to).unwrap_or_default()
    }

    /// The findings in one cell.
    pub fn findings_in(&self, row: &TableRow, column: usize) -> impl Iterator<Item = &CellFinding> + use<'_> {
        self.findings_of(row)
            .iter()
            .filter(move |found| usize::from(found.column) == column)
            .map(|found| &found.finding)
    }

    /// Whether the file contains only changed staff, so that nobody counts as missing from it.
    pub fn is_delta(&self) -> bool {
        self.roster.as_ref().is_some_and(|roster| roster.extent.is_delta())
    }

    /// Whether the file is a OneRoster list, in a zip or on its own.
    pub fn is_one_roster(&self) -> bool {
        let has_id = |row: &TableRow| row.cells.iter().any(|cell| cell.eq_ignore_ascii_case("sourcedId"));
        self.roster.is_some() || self.rows.first().is_some_and(has_id)
    }

    /// A row's place as people look it up: "3", or "3 of Support" where several sheets were read.
    pub fn place_of(&self, id: u32) -> String {
        let (sheet, number) = TableRow::of_id(id);
        match self.sheets.get(usize::from(sheet)).filter(|_| self.sheets.len() > 1) {
            Some(name) => format!("{number} of {name}"),
            None => number.to_string(),
        }
    }
}

impl TableRow {
    /// The text in a column; empty when there is none.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// The row's id among the rows of all sheets; for the first sheet, it is the row number.
    pub const fn id(&self) -> u32 {
        ((self.sheet as u32) << Self::NUMBER_BITS) | (self.number & Self::NUMBERS)
    }

    /// The sheet's index and the row number that a [`TableRow::id`] consists of.
    pub fn of_id(id: u32) -> (u8, u32) {
        (u8::try_from(id >> Self::NUMBER_BITS).unwrap_or_default(), id & Self::NUMBERS)
    }

    /// The bits of the row number: spreadsheets have up to 2^20 rows, and text files may have as many lines as fit
    /// here.
    const NUMBER_BITS: u32 = 24;
    const NUMBERS: u32 = (1 << Self::NUMBER_BITS) - 1;
}

/// A column's name as spreadsheets write it: A to Z, AA, AB, …
pub(super) fn letters(column: usize) -> String {
    let last = char::from(b'A' + u8::try_from(column % 26).unwrap_or_default());
    match column / 26 {
        0 => last.to_string(),
        before => format!("{}{last}", letters(before - 1)),
    }
}
