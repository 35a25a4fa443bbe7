//! Finding the row of headings, and the rows that are not people.

use super::notes::no_person;
use super::rows::RawRow;
use super::whole_names;
pub(super) use crate::limits::LIST_HEADINGS as LOOKED_AT;
use domain::import::{FirstRow, HeadingsChoice, ImportField, SkipReason, SkippedRow};
use domain::name::EmailAddress;
use std::collections::BTreeSet;

/// A sheet with its headings separated from its people.
#[derive(Debug, Default)]
pub(super) struct HeadedSheet {
    pub headings: Option<RawRow>,
    pub people: Vec<RawRow>,
    pub skipped: Vec<SkippedRow>,
    /// The number of people's rows that the spreadsheet hides.
    pub hidden: u32,
    pub first_rows: Vec<FirstRow>,
}

impl HeadedSheet {
    /// The fields that the headings name.
    pub fn fields(&self) -> BTreeSet<ImportField> {
        self.headings.as_ref().map(fields).unwrap_or_default()
    }

    /// Whether the headings are those of a list of people.
    pub fn is_list(&self) -> bool {
        let fields = self.fields();
        let is_named = fields.contains(&ImportField::FirstName) || fields.contains(&ImportField::LastName);
        is_named && fields.len() > 1
    }
}

/// The index of the row of headings: the chosen one, or among the first rows the one that names the most columns.
pub(super) fn place(rows: &[RawRow], choice: Option<HeadingsChoice>) -> Option<usize> {
    match choice {
        Some(HeadingsChoice::None) => None,
        Some(HeadingsChoice::Row(number)) => rows.iter().take(LOOKED_AT).position(|row| row.number == number),
        None => found(rows),
    }
}

fn found(rows: &[RawRow]) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for (place, row) in rows.iter().take(LOOKED_AT).enumerate() {
        let named = if has_address(row) { 0 } else { fields(row).len() + usize::from(whole_names::has_heading(row)) };
        // One word of a title may happen to be a column's name.
        let is_enough = named > 1 || (named == 1 && place == 0);
        if is_enough && best.is_none_or(|(_, before)| named > before) {
            best = Some((place, named));
        }
    }
    best.map(|(place, _)| place)
}

/// Separates the headings from the people, and removes rows that are not people.
pub(super) fn head(rows: Vec<RawRow>, place: Option<usize>, sheet: &str, skips_hidden: bool) -> HeadedSheet {
    let first_rows =
        rows.iter().take(LOOKED_AT).map(|row| FirstRow { number: row.number, text: row.beginning() }).collect();
    let mut headed = HeadedSheet { first_rows, ..HeadedSheet::default() };
    for (at, row) in rows.into_iter().enumerate() {
        let why = match place {
            Some(place) if at < place => Some(SkipReason::AboveHeadings),
            Some(place) if at == place => {
                headed.headings = Some(row);
                continue;
            }
            _ => no_person(&row, headed.headings.as_ref(), place.is_some_and(|place| at == place + 1)),
        };
        match why {
            None if row.is_hidden && skips_hidden => headed.skip(sheet, &row, SkipReason::Hidden),
            None => {
                headed.hidden += u32::from(row.is_hidden);
                headed.people.push(row);
            }
            Some(why) => headed.skip(sheet, &row, why),
        }
    }
    headed
}

impl HeadedSheet {
    fn skip(&mut self, sheet: &str, row: &RawRow, why: SkipReason) {
        self.skipped.push(SkippedRow { sheet: sheet.to_owned(), number: row.number, text: row.beginning(), why });
    }
}

pub(super) fn fields(row: &RawRow) -> BTreeSet<ImportField> {
    row.cells.iter().filter_map(|cell| ImportField::named(cell)).map(|(field, _)| field).collect()
}

pub(super) fn has_address(row: &RawRow) -> bool {
    row.cells.iter().any(|cell| cell.contains('@') && EmailAddress::parse(cell).is_ok())
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Rows with these cells, numbered from 1.
    pub fn rows(rows: &[&[&str]]) -> Vec<RawRow> {
        let row = |(place, cells): (usize, &&[&str])| RawRow {
            number: u32::try_from(place + 1).unwrap_or_default(),
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
            ..RawRow::default()
        };
        rows.iter().enumerate().map(row).collect()
    }

    fn headings_of(cells: &[&[&str]]) -> Option<u32> {
        let rows = rows(cells);
        place(&rows, None).map(|place| rows[place].number)
    }

    #[test]
    fn the_row_that_names_the_most_columns_has_the_headings() {
        for (cells, number) in [
            (vec![&["Forename", "Surname"][..], &["Amy", "Webb"]], Some(1)),
            (
                vec![&["Staff list", "Autumn 2026"][..], &["Printed 03/09/2026"], &["Forename", "Surname", "Email"]],
                Some(3),
            ),
            (vec![&["Staff", "Email"][..], &["Forename", "Surname", "Email"], &["Amy", "Webb", "a@x.uk"]], Some(2)),
            (vec![&["Personal", "", "Contact"][..], &["Forename", "Surname", "Email"]], Some(2)),
            (vec![&["Forename", "Surname"][..], &["first_name", "last_name"], &["Amy", "Webb"]], Some(1)),
            (vec![&["Name", "", "Contact"][..], &["First", "Last", "Email"], &["Amy", "Webb", "a@x.uk"]], Some(2)),
            (vec![&["Email", "a@x.uk"][..], &["Amy", "Webb"]], None),
            (vec![&["Amy", "Webb"][..], &["Zoë", "Ng"]], None),
            (vec![&["Amy", "Webb"][..], &["Zoë", "Post"]], None),
        ] {
            assert_eq!(headings_of(&cells), number, "{cells:?}");
        }
        let mut late = vec![&["x"][..]; 19];
        late.push(&["Forename", "Surname"]);
        assert_eq!(headings_of(&late), Some(20));
        late.insert(0, &["x"]);
        assert_eq!(headings_of(&late), None, "only the first 20 rows are looked at");
    }
}
