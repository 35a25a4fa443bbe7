use domain::import::{ListFault, Table, TableRow};

/// The most people in a file.
pub const MOST_ROWS: usize = 20_000;
/// The most columns.
pub const MOST_COLUMNS: usize = 100;
/// The most characters in a cell.
const MOST_CELL: usize = 1_000;
/// The most text in all cells together, in megabytes: what a file may have that is sent as text. A few kilobytes of a
/// spreadsheet can say the same words a million times.
const MOST_TEXT_MB: usize = 20;

/// Rows as they are read, held to what a list of staff can be.
#[derive(Default)]
pub(super) struct Rows {
    table: Table,
    /// Bytes of text so far, one more for each cell.
    text: usize,
}

impl Rows {
    /// Adds the row with this number. An empty one is passed over.
    ///
    /// # Errors
    /// When it is more than is taken.
    pub fn add<'a>(&mut self, number: u32, cells: impl Iterator<Item = &'a str>) -> Result<(), ListFault> {
        let mut row = TableRow { number, sheet: 0, cells: Vec::new() };
        for (column, cell) in cells.enumerate() {
            let cell = cell.trim();
            if column >= MOST_COLUMNS {
                if cell.is_empty() {
                    continue;
                }
                return Err(ListFault::TooManyColumns { row: number, most: MOST_COLUMNS });
            }
            if cell.len() > MOST_CELL && cell.chars().count() > MOST_CELL {
                return Err(ListFault::LongCell { row: number, most: MOST_CELL });
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
            return Err(ListFault::TooManyRows { most: MOST_ROWS });
        }
        self.text += row.cells.iter().map(|cell| cell.len() + 1).sum::<usize>();
        if self.text > MOST_TEXT_MB * 1024 * 1024 {
            return Err(ListFault::TooMuchText { most_mb: MOST_TEXT_MB });
        }
        self.table.width = self.table.width.max(row.cells.len());
        self.table.rows.push(row);
        Ok(())
    }

    /// All of them.
    ///
    /// # Errors
    /// When there are none.
    pub fn finish(self) -> Result<Table, ListFault> {
        if self.table.rows.is_empty() {
            return Err(ListFault::Empty);
        }
        Ok(self.table)
    }
}
