use super::finding::CellFinding;
use super::roster::Roster;
use serde::{Deserialize, Serialize};

/// A file as rows and columns of text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Every row that is not empty, the first with the columns' names if the file has them.
    pub rows: Vec<TableRow>,
    /// How many columns the widest row has.
    pub width: usize,
    /// What is worth saying of single cells, in the order of [`TableRow::id`] and column.
    #[serde(default)]
    pub findings: Vec<FoundInCell>,
    /// What a OneRoster zip says beside its people; nothing for other files.
    #[serde(default)]
    pub roster: Option<Roster>,
    /// The names of the sheets that were read, where there are several.
    #[serde(default)]
    pub sheets: Vec<String>,
}

/// A row, with the number a spreadsheet shows beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRow {
    /// From 1. Two sheets have the same numbers: see [`TableRow::id`].
    pub number: u32,
    /// The place of its sheet in [`Table::sheets`]; 0 when one sheet was read.
    #[serde(default)]
    pub sheet: u8,
    /// Its cells, without white space around them; missing ones at the end are left out.
    pub cells: Vec<String>,
}

/// What was found in a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundInCell {
    /// The row: see [`TableRow::id`].
    pub row: u32,
    /// The column, from 0.
    pub column: u16,
    /// What was found.
    pub finding: CellFinding,
}

impl Table {
    /// The columns' names: those in the first row, or "Column A" and so on where it has none. A name that is there twice
    /// says which column it is.
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

    /// What was found in the cells of a row.
    pub fn findings_of(&self, row: &TableRow) -> &[FoundInCell] {
        let id = row.id();
        let from = self.findings.partition_point(|found| found.row < id);
        let to = self.findings.partition_point(|found| found.row <= id);
        self.findings.get(from..to).unwrap_or_default()
    }

    /// What was found in one cell.
    pub fn findings_in(&self, row: &TableRow, column: usize) -> impl Iterator<Item = &CellFinding> + use<'_> {
        self.findings_of(row)
            .iter()
            .filter(move |found| usize::from(found.column) == column)
            .map(|found| &found.finding)
    }

    /// Whether the file has only what changed: then nobody is missing from it.
    pub fn is_delta(&self) -> bool {
        self.roster.as_ref().is_some_and(|roster| roster.extent.is_delta())
    }

    /// Whether it is a list as OneRoster has it, in a zip or by itself.
    pub fn is_one_roster(&self) -> bool {
        let has_id = |row: &TableRow| row.cells.iter().any(|cell| cell.eq_ignore_ascii_case("sourcedId"));
        self.roster.is_some() || self.rows.first().is_some_and(has_id)
    }

    /// Where a row is, as people look it up: "3", or "3 of Support" where several sheets were read.
    pub fn place_of(&self, id: u32) -> String {
        let (sheet, number) = TableRow::of_id(id);
        match self.sheets.get(usize::from(sheet)).filter(|_| self.sheets.len() > 1) {
            Some(name) => format!("{number} of {name}"),
            None => number.to_string(),
        }
    }
}

impl TableRow {
    /// What stands in a column; empty when nothing does.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// Which row it is among those of all sheets: the number itself for rows of the first one.
    pub const fn id(&self) -> u32 {
        ((self.sheet as u32) << Self::NUMBER_BITS) | (self.number & Self::NUMBERS)
    }

    /// The place of the sheet and the number that [`TableRow::id`] was made of.
    pub fn of_id(id: u32) -> (u8, u32) {
        (u8::try_from(id >> Self::NUMBER_BITS).unwrap_or_default(), id & Self::NUMBERS)
    }

    /// Spreadsheets have up to 2^20 rows; files of text as many lines as fit here.
    const NUMBER_BITS: u32 = 24;
    const NUMBERS: u32 = (1 << Self::NUMBER_BITS) - 1;
}

/// How spreadsheets name a column: A to Z, AA, AB, …
pub(super) fn letters(column: usize) -> String {
    let last = char::from(b'A' + u8::try_from(column % 26).unwrap_or_default());
    match column / 26 {
        0 => last.to_string(),
        before => format!("{}{last}", letters(before - 1)),
    }
}
