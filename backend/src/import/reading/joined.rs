//! Combining a file's sheets into one table.

use super::headings::{self, HeadedSheet};
use super::rows::{MOST_COLUMNS, MOST_ROWS, RawRow, Rows};
use super::sensitive;
use super::whole_names;
use super::workbook::RawSheet;
use crate::limits;
use domain::import::{
    ColumnFinding, FileKind, FileShape, HeadingsChoice, ImportField, ListFault, LocatedFinding, ReadList,
    ReadingChoices, Roster, Sheet, SkipReason, SkippedRow, Table, TableRow,
};

/// A file that is a single sheet.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn text(
    mut shape: FileShape,
    sheet: RawSheet,
    note: Option<String>,
    roster: Option<Roster>,
    choices: &ReadingChoices,
) -> Result<ReadList, ListFault> {
    let mut rows = sheet.rows?.rows;
    let headed = headed(&mut rows, "", choices.headings, choices, &mut shape)?;
    refuse(&headed, roster.is_some(), choices)?;
    let noted = note.map(|text| SkippedRow { sheet: String::new(), number: 0, text, why: SkipReason::SeparatorNote });
    shape.skipped.extend(noted);
    let mut list = join(shape, vec![headed], Vec::new())?;
    list.table.roster = roster;
    Ok(list)
}

/// A workbook: the chosen sheets, or else the visible sheets that list the same kind of people.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn spreadsheet(
    kind: FileKind,
    sheets: Vec<RawSheet>,
    choices: &ReadingChoices,
) -> Result<ReadList, ListFault> {
    let mut shape = FileShape { kind, ..FileShape::default() };
    let has_hidden = sheets.iter().any(|sheet| sheet.is_hidden);
    let mut read: Vec<(usize, Result<HeadedSheet, ListFault>)> = Vec::new();
    let first_chosen = choices.sheets.first();
    for (place, sheet) in sheets.into_iter().enumerate() {
        let rows = sheet.rows.map(|rows: Rows| rows.rows);
        if !sheet.is_hidden {
            // The choice of the row of headings applies to the first sheet.
            let is_first = first_chosen.map_or_else(|| read.is_empty(), |chosen| *chosen == sheet.name);
            let choice = choices.headings.filter(|_| is_first);
            let headed = rows.and_then(|mut rows| headed(&mut rows, &sheet.name, choice, choices, &mut shape));
            if headed.as_ref().is_ok_and(|headed| !headed.first_rows.is_empty()) || headed.is_err() {
                read.push((place, headed));
            }
        }
        shape.sheets.push(Sheet { name: sheet.name, is_hidden: sheet.is_hidden, is_read: false, people: 0 });
    }
    if read.is_empty() {
        return Err(if has_hidden { ListFault::OnlyHiddenSheets } else { ListFault::Empty });
    }
    let chosen = chosen(&read, &shape.sheets, choices)?;
    let (mut all, mut names) = (Vec::new(), Vec::new());
    for (place, headed) in read.into_iter().filter(|(place, _)| chosen.contains(place)) {
        let headed = headed?;
        refuse(&headed, false, choices)?;
        if let Some(sheet) = shape.sheets.get_mut(place) {
            sheet.is_read = true;
            sheet.people = u32::try_from(headed.people.len()).unwrap_or(u32::MAX);
            names.push(sheet.name.clone());
        }
        all.push(headed);
    }
    if all.len() < 2 {
        names.clear();
    }
    join(shape, all, names)
}

/// The indices of the sheets to read.
fn chosen(
    read: &[(usize, Result<HeadedSheet, ListFault>)],
    sheets: &[Sheet],
    choices: &ReadingChoices,
) -> Result<Vec<usize>, ListFault> {
    if !choices.sheets.is_empty() {
        let place = |name: &String| {
            let found = sheets.iter().position(|sheet| !sheet.is_hidden && sheet.name == *name);
            found.filter(|found| read.iter().any(|(place, _)| place == found)).ok_or(ListFault::NoSuchSheet)
        };
        return choices.sheets.iter().map(place).collect();
    }
    let name = |place: usize| sheets.get(place).map_or("", |sheet| sheet.name.as_str());
    let lists = || {
        read.iter().filter(|(place, headed)| !is_past(name(*place)) && headed.as_ref().is_ok_and(HeadedSheet::is_list))
    };
    let Some((first, Ok(model))) =
        lists().next().or_else(|| read.iter().find(|(_, headed)| headed.as_ref().is_ok_and(HeadedSheet::is_list)))
    else {
        // No sheet has headings, so the first one with contents is read.
        return Ok(read.first().map(|(place, _)| *place).into_iter().collect());
    };
    let fields = model.fields();
    let is_alike = |headed: &Result<HeadedSheet, ListFault>| {
        headed.as_ref().is_ok_and(|headed| {
            let other = headed.fields();
            let names = [ImportField::FirstName, ImportField::LastName];
            names.iter().all(|name| fields.contains(name) == other.contains(name))
                && other.intersection(&fields).count() * 2 >= fields.len()
        })
    };
    let mut places = vec![*first];
    places.extend(lists().filter(|(place, headed)| place != first && is_alike(headed)).map(|(place, _)| *place));
    Ok(places)
}

/// Whether a sheet's name says that its people are not, or no longer, at the school.
fn is_past(name: &str) -> bool {
    const WORDS: &[&str] =
        &["leaver", "left", "former", "archiv", "old", "previous", "template", "example", "sample", "past"];
    let name = name.to_lowercase();
    let mut words = name.split(|sign: char| !sign.is_alphanumeric());
    words.any(|word| WORDS.iter().any(|past| if past.len() > 4 { word.starts_with(past) } else { word == *past }))
}

fn headed(
    rows: &mut Vec<RawRow>,
    sheet: &str,
    choice: Option<HeadingsChoice>,
    choices: &ReadingChoices,
    shape: &mut FileShape,
) -> Result<HeadedSheet, ListFault> {
    let place = headings::place(rows, choice);
    let passwords = sensitive::take_passwords(rows, place);
    shape.columns.extend(passwords.into_iter().map(|heading| ColumnFinding::Passwords { heading }));
    let mut headed = headings::head(std::mem::take(rows), place, sheet, choices.skips_hidden_rows);
    let split = whole_names::split(&mut headed).map(|heading| ColumnFinding::WholeNames { heading });
    shape.columns.extend(split.filter(|finding| !shape.columns.contains(finding)));
    Ok(headed)
}

/// Refuses lists of anything but staff.
fn refuse(headed: &HeadedSheet, is_roster: bool, choices: &ReadingChoices) -> Result<(), ListFault> {
    let names: Vec<String> = headed
        .headings
        .as_ref()
        .map(|row| row.cells.iter().map(|cell| cell.to_lowercase()).collect())
        .unwrap_or_default();
    let has = |name: &str| names.iter().any(|other| other == name);
    // OneRoster 1.2 keeps roles in a separate file, which contains no names.
    if has("usersourcedid") && has("roletype") {
        return Err(ListFault::OnlyRoles);
    }
    // OneRoster has pupils beside staff; they are filtered out by role.
    if is_roster || (has("sourcedid") && has("enableduser")) {
        return Ok(());
    }
    sensitive::refuse_pupils(headed, choices.today)
}

/// Joins all sheets into one table. The first sheet's columns come first; columns of the others join those with the
/// same meaning.
fn join(mut shape: FileShape, sheets: Vec<HeadedSheet>, names: Vec<String>) -> Result<ReadList, ListFault> {
    let mut table = Table { sheets: names, ..Table::default() };
    let has_headings = sheets.first().is_some_and(|sheet| sheet.headings.is_some());
    let mut headings: Vec<String> = Vec::new();
    let mut people = Vec::new();
    for (number, sheet) in sheets.into_iter().enumerate() {
        let columns = match (&sheet.headings, has_headings) {
            (Some(row), true) => columns(&mut headings, row, number == 0)?,
            _ => Vec::new(),
        };
        if number == 0 {
            shape.headings = sheet.headings.as_ref().map(|row| row.number);
            shape.first_rows = sheet.first_rows;
            if let Some(row) = &sheet.headings {
                repeated(row, &mut shape);
                table.rows.push(TableRow { number: row.number, sheet: 0, cells: row.cells.clone() });
            }
        }
        shape.hidden_rows += sheet.hidden;
        shape.skipped.extend(sheet.skipped);
        let sheet_place = u8::try_from(number).unwrap_or(u8::MAX);
        for row in sheet.people {
            people.push(placed(row, sheet_place, &columns, &mut table.findings));
        }
    }
    if people.len() > MOST_ROWS {
        return Err(ListFault::TooManyRows { most: MOST_ROWS });
    }
    if let Some(first) = table.rows.first_mut() {
        first.cells = headings;
    }
    table.rows.extend(people);
    table.width = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    if table.rows.is_empty() {
        return Err(ListFault::Empty);
    }
    table.findings.sort_by_key(|found| (found.row, found.column));
    shape.skipped_count = u32::try_from(shape.skipped.len()).unwrap_or(u32::MAX);
    // A note at the end is as important as a title at the beginning.
    if shape.skipped.len() > limits::LIST_SKIPPED {
        let end = shape.skipped.split_off(shape.skipped.len() - limits::LIST_SKIPPED / 2);
        shape.skipped.truncate(limits::LIST_SKIPPED / 2);
        shape.skipped.extend(end);
    }
    Ok(ReadList { table, shape })
}

/// The target of each of a sheet's columns. New columns are added.
fn columns(headings: &mut Vec<String>, row: &RawRow, is_first: bool) -> Result<Vec<usize>, ListFault> {
    if is_first {
        headings.clone_from(&row.cells);
        return Ok((0..row.cells.len()).collect());
    }
    let field = |name: &str| ImportField::named(name).map(|(field, _)| field);
    let mut taken: Vec<usize> = Vec::new();
    for name in &row.cells {
        let free = |place: &usize| !taken.contains(place);
        let same = headings.iter().position(|other| !name.is_empty() && other.eq_ignore_ascii_case(name)).filter(free);
        let alike = || {
            let named = field(name)?;
            headings.iter().position(|other| field(other) == Some(named)).filter(free)
        };
        let place = same.or_else(alike).unwrap_or_else(|| {
            headings.push(name.clone());
            headings.len() - 1
        });
        taken.push(place);
    }
    if headings.len() > MOST_COLUMNS {
        return Err(ListFault::TooManyColumns { row: row.number, most: MOST_COLUMNS });
    }
    Ok(taken)
}

fn placed(row: RawRow, sheet: u8, columns: &[usize], findings: &mut Vec<LocatedFinding>) -> TableRow {
    let is_moved = columns.iter().enumerate().any(|(from, to)| from != *to);
    let to = |column: usize| if is_moved { columns.get(column).copied().unwrap_or(column) } else { column };
    let mut cells = row.cells;
    if is_moved {
        let width = (0..cells.len()).map(to).max().map_or(0, |last| last + 1);
        let mut moved = vec![String::new(); width];
        for (column, cell) in cells.into_iter().enumerate() {
            if let Some(place) = moved.get_mut(to(column)).filter(|place| place.is_empty()) {
                *place = cell;
            }
        }
        cells = moved;
    }
    let placed = TableRow { number: row.number, sheet, cells };
    let id = placed.id();
    findings.extend(row.findings.into_iter().map(|(column, finding)| LocatedFinding {
        row: id,
        column: u16::try_from(to(usize::from(column))).unwrap_or(u16::MAX),
        finding,
    }));
    placed
}

/// Records headings that occur more than once.
fn repeated(row: &RawRow, shape: &mut FileShape) {
    for (place, name) in row.cells.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        let is_same = |other: &&String| other.eq_ignore_ascii_case(name);
        let columns = row.cells.iter().filter(is_same).count();
        let is_first = row.cells.iter().position(|other| is_same(&other)) == Some(place);
        if columns > 1 && is_first {
            let columns = u32::try_from(columns).unwrap_or(u32::MAX);
            shape.columns.push(ColumnFinding::RepeatedHeading { heading: name.clone(), columns });
        }
    }
}
