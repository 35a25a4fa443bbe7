use domain::import::{Table, TableRow};

/// The most people in a file.
pub const MOST_ROWS: usize = 20_000;
/// The most columns.
pub const MOST_COLUMNS: usize = 100;
/// The most characters in a cell.
const MOST_CELL: usize = 1_000;

/// Rows as they are read, held to what a list of staff can be.
#[derive(Default)]
pub(super) struct Rows {
    table: Table,
}

impl Rows {
    /// Adds the row with this number. An empty one is passed over.
    ///
    /// # Errors
    /// When it is more than is taken.
    pub fn add<'a>(&mut self, number: u32, cells: impl Iterator<Item = &'a str>) -> Result<(), String> {
        let mut row = TableRow { number, cells: Vec::new() };
        for (column, cell) in cells.enumerate() {
            let cell = cell.trim();
            if column >= MOST_COLUMNS {
                if cell.is_empty() {
                    continue;
                }
                return Err(format!(
                    "Row {number} has more than {MOST_COLUMNS} columns. Export only the columns Rolecall takes, and import that file"
                ));
            }
            if cell.len() > MOST_CELL && cell.chars().count() > MOST_CELL {
                return Err(format!(
                    "Row {number} has more than {MOST_CELL} characters in one cell, so this is no list of staff. Check the file, and import another"
                ));
            }
            row.cells.push(cell.to_owned());
        }
        while row.cells.last().is_some_and(String::is_empty) {
            row.cells.pop();
        }
        if row.cells.is_empty() {
            return Ok(());
        }
        // One more than people, for the columns' names.
        if self.table.rows.len() > MOST_ROWS {
            return Err(format!("The file has more than {MOST_ROWS} rows. Split it, and import the parts one by one"));
        }
        self.table.width = self.table.width.max(row.cells.len());
        self.table.rows.push(row);
        Ok(())
    }

    /// All of them.
    ///
    /// # Errors
    /// When there are none.
    pub fn finish(self) -> Result<Table, String> {
        if self.table.rows.is_empty() {
            return Err("The file is empty. Export the list of staff again, and import that file".to_owned());
        }
        Ok(self.table)
    }
}
