use serde::{Deserialize, Serialize};

/// A file as rows and columns of text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Every row that is not empty, the first with the columns' names if the file has them.
    pub rows: Vec<TableRow>,
    /// How many columns the widest row has.
    pub width: usize,
}

/// A row, with the number a spreadsheet shows beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRow {
    /// From 1.
    pub number: u32,
    /// Its cells, without white space around them; missing ones at the end are left out.
    pub cells: Vec<String>,
}

impl Table {
    /// The columns' names: those in the first row, or "Column A" and so on where it has none.
    pub fn headers(&self, has_header: bool) -> Vec<String> {
        let first = self.rows.first().filter(|_| has_header);
        (0..self.width)
            .map(|column| match first.map(|row| row.cell(column)) {
                Some(name) if !name.is_empty() => name.to_owned(),
                _ => format!("Column {}", letters(column)),
            })
            .collect()
    }

    /// The rows that are people.
    pub fn people(&self, has_header: bool) -> &[TableRow] {
        self.rows.get(usize::from(has_header)..).unwrap_or_default()
    }
}

impl TableRow {
    /// What stands in a column; empty when nothing does.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

/// How spreadsheets name a column: A to Z, AA, AB, …
fn letters(column: usize) -> String {
    let last = char::from(b'A' + u8::try_from(column % 26).unwrap_or_default());
    match column / 26 {
        0 => last.to_string(),
        before => format!("{}{last}", letters(before - 1)),
    }
}
