//! Lists with the whole name in one column, which is split into first and last name.

use super::headings::HeadedSheet;
use super::rows::{MOST_COLUMNS, RawRow};
use domain::import::{CellFinding, ImportField};

/// Splits the column of whole names, if there is one and no column for first or last names. Gives its heading.
pub(super) fn split(headed: &mut HeadedSheet) -> Option<String> {
    let fields = headed.fields();
    let has_names = [ImportField::FirstName, ImportField::LastName].iter().any(|name| fields.contains(name));
    let headings = headed.headings.as_mut()?;
    let column = headings.cells.iter().position(|cell| is_whole_name(cell)).filter(|_| !has_names)?;
    if headings.cells.len() >= MOST_COLUMNS {
        return None;
    }
    let heading = headings.cells.get(column).cloned()?;
    insert(headings, column, ImportField::FirstName.label(), ImportField::LastName.label());
    for row in &mut headed.people {
        let name = row.cell(column).to_owned();
        let (first, last) = parts(&name);
        insert(row, column, first, last);
    }
    Some(heading)
}

/// Whether one of the cells can only be the heading of a name column.
pub(super) fn has_heading(row: &RawRow) -> bool {
    row.cells.iter().any(|cell| cell.to_lowercase().contains("name") && is_whole_name(cell))
}

fn is_whole_name(heading: &str) -> bool {
    #[rustfmt::skip]
    const NAMES: &[&str] = &[
        "name", "names", "fullname", "staffname", "staff", "staffmember", "memberofstaff", "nameofstaff", "staffmembername",
        "employee", "employeename", "teacher", "teachername", "displayname", "personname", "legalname", "legalfullname",
        "preferredfullname", "surnameforename", "surnamefirstname", "forenamesurname", "firstnamesurname", "lastnamefirstname",
        "firstnamelastname",
    ];
    let plain: String = heading.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    // A cell that another separator would split is not a single heading.
    !heading.contains(['|', ';', '\t']) && NAMES.contains(&plain.as_str())
}

/// Replaces one cell with two.
fn insert(row: &mut RawRow, column: usize, first: &str, last: &str) {
    if row.cells.len() <= column {
        return;
    }
    row.cells.splice(column..=column, [first.to_owned(), last.to_owned()]);
    let place = u16::try_from(column).unwrap_or(u16::MAX);
    let mut both: Vec<(u16, CellFinding)> = Vec::new();
    for (of, finding) in row.findings.drain(..) {
        both.push((if of > place { of + 1 } else { of }, finding));
    }
    row.findings = both;
}

/// First and last name: "Pine, Ada", or else the last word with its prefixes: "Jan van den Berg".
fn parts(name: &str) -> (&str, &str) {
    const BEFORE: &[&str] = &[
        "van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "le", "bin", "ibn", "al",
        "el", "st", "st.", "ter", "ten", "zu", "af", "ap", "mac", "'t", "’t",
    ];
    if let Some((last, first)) = name.split_once(',') {
        return (first.trim(), last.trim());
    }
    let Some((first, _)) = name.split_once(char::is_whitespace) else { return ("", name) };
    // The first word is never part of the last name.
    let mut at = first.len();
    while let Some(word) = name.get(at..).map(str::trim_start).filter(|rest| !rest.is_empty()) {
        let start = name.len() - word.len();
        let (part, more) = word.split_once(char::is_whitespace).unwrap_or((word, ""));
        if more.trim().is_empty() || BEFORE.contains(&part.to_lowercase().as_str()) {
            return (name.get(..start).unwrap_or_default().trim_end(), word.trim_end());
        }
        at = start + part.len();
    }
    ("", name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_names_in_parts() {
        for (name, split) in [
            ("Pine, Ada", ("Ada", "Pine")),
            ("van den Berg, Jean-Luc", ("Jean-Luc", "van den Berg")),
            ("Ada Pine", ("Ada", "Pine")),
            ("Mrs Ada Pine", ("Mrs Ada", "Pine")),
            ("Mary Ann Smith-Jones", ("Mary Ann", "Smith-Jones")),
            ("Jan van den Berg", ("Jan", "van den Berg")),
            ("Van Nguyen", ("Van", "Nguyen")),
            ("Cher", ("", "Cher")),
            ("", ("", "")),
        ] {
            assert_eq!(parts(name), split, "{name}");
        }
        for (heading, is) in
            [("Name", true), ("Staff Name", true), ("User name", false), ("Surname", false), ("Job", false)]
        {
            assert_eq!(is_whole_name(heading), is, "{heading}");
        }
    }
}
