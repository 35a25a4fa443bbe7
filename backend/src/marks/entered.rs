//! Marks in the columns of a page.

use domain::assessment::{CellKey, Column, Mark};
use domain::pupil::YearGroup;
use std::collections::HashMap;

/// A pupil's marks, one for each column; None where a column is not for pupils of the year group.
pub(super) fn in_columns(
    columns: &[Column],
    year: Option<YearGroup>,
    mut entered: HashMap<CellKey, Mark>,
) -> Vec<Option<Mark>> {
    let mark = |column: &Column| {
        let found = entered.remove(&column.cell);
        let is_for = year.is_some_and(|year| column.cell.is_for(year));
        // What was entered is shown, even where nothing more can be.
        found.or_else(|| is_for.then(Mark::default))
    };
    columns.iter().map(mark).collect()
}

/// The codes of the columns' items, each once.
pub(super) fn items(columns: &[Column]) -> Vec<String> {
    let mut items: Vec<_> = columns.iter().map(|column| column.cell.item.clone()).collect();
    items.dedup();
    items
}
