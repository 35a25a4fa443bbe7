//! Which row has the headings, and which rows are no people.

use super::rows::RawRow;
use domain::import::{FirstRow, HeadingsChoice, ImportField, SkippedRow, WhySkipped};
use domain::name::EmailAddress;
use std::collections::BTreeSet;

/// So many first rows are looked at for the headings.
pub(super) const LOOKED_AT: usize = 20;

/// A sheet with its headings apart from its people.
#[derive(Debug, Default)]
pub(super) struct Headed {
    pub headings: Option<RawRow>,
    pub people: Vec<RawRow>,
    pub skipped: Vec<SkippedRow>,
    /// How many people's rows the spreadsheet hides.
    pub hidden: u32,
    pub first_rows: Vec<FirstRow>,
}

impl Headed {
    /// The fields its headings name.
    pub fn fields(&self) -> BTreeSet<ImportField> {
        self.headings.as_ref().map(fields).unwrap_or_default()
    }

    /// Whether its headings are those of a list of people.
    pub fn is_list(&self) -> bool {
        let fields = self.fields();
        let is_named = fields.contains(&ImportField::FirstName) || fields.contains(&ImportField::LastName);
        is_named && fields.len() > 1
    }
}

/// The place of the row with the headings among these: as chosen, or the first of the first rows that names the most columns.
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
        let named = if has_address(row) { 0 } else { fields(row).len() };
        // In a title, one word may well be the name of a column.
        let is_enough = named > 1 || (named == 1 && place == 0);
        if is_enough && best.is_none_or(|(_, before)| named > before) {
            best = Some((place, named));
        }
    }
    best.map(|(place, _)| place)
}

/// Takes the headings from the people, and what is no person away.
pub(super) fn head(rows: Vec<RawRow>, place: Option<usize>, sheet: &str, skips_hidden: bool) -> Headed {
    let first_rows =
        rows.iter().take(LOOKED_AT).map(|row| FirstRow { number: row.number, text: row.beginning() }).collect();
    let mut headed = Headed { first_rows, ..Headed::default() };
    for (at, row) in rows.into_iter().enumerate() {
        let why = match place {
            Some(place) if at < place => Some(WhySkipped::AboveHeadings),
            Some(place) if at == place => {
                headed.headings = Some(row);
                continue;
            }
            _ => no_person(&row, headed.headings.as_ref(), place.is_some_and(|place| at == place + 1)),
        };
        match why {
            None if row.is_hidden && skips_hidden => headed.skip(sheet, &row, WhySkipped::Hidden),
            None => {
                headed.hidden += u32::from(row.is_hidden);
                headed.people.push(row);
            }
            Some(why) => headed.skip(sheet, &row, why),
        }
    }
    headed
}

impl Headed {
    fn skip(&mut self, sheet: &str, row: &RawRow, why: WhySkipped) {
        self.skipped.push(SkippedRow { sheet: sheet.to_owned(), number: row.number, text: row.beginning(), why });
    }
}

/// Why a row below the headings is no person.
fn no_person(row: &RawRow, headings: Option<&RawRow>, is_next: bool) -> Option<WhySkipped> {
    if row.is_only_formulas() {
        return Some(WhySkipped::OnlyFormulas);
    }
    if let Some(headings) = headings {
        let is_same = |column: usize| row.cell(column).eq_ignore_ascii_case(headings.cell(column));
        if (0..row.cells.len().max(headings.cells.len())).all(is_same) {
            return Some(WhySkipped::HeadingsAgain);
        }
        let filled = row.cells.iter().filter(|cell| !cell.is_empty()).count();
        let named = fields(row).len();
        if is_next && named > 1 && named * 2 >= filled && !has_address(row) {
            return Some(WhySkipped::SecondHeadings);
        }
    }
    is_total(row).then_some(WhySkipped::Total)
}

/// Whether a row is a total, a page number or a note at the end: few cells, which begin with such a word and have a number
/// or a colon. "Page, Jimmy" is a person.
fn is_total(row: &RawRow) -> bool {
    const ALONE: &[&str] =
        &["total", "totals", "grand total", "subtotal", "sum", "end of report", "end of list", "end of file", "end"];
    const WORDS: &[&str] = &[
        "total",
        "totals",
        "grand",
        "subtotal",
        "sub-total",
        "count",
        "sum",
        "number",
        "no.",
        "nos",
        "printed",
        "page",
        "report",
        "generated",
        "exported",
        "created",
        "produced",
        "source",
        "run",
        "records",
        "rows",
        "staff",
        "filters",
        "filter",
        "applied",
        "copyright",
        "©",
        "date",
        "end",
        "***",
        "confidential",
        "as",
    ];
    let cells: Vec<&str> = row.cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
    if cells.is_empty() || cells.len() > 2 || has_address(row) {
        return false;
    }
    let text = cells.join(" ").to_lowercase();
    let bare = text.trim_matches(|sign: char| !sign.is_alphanumeric());
    if ALONE.contains(&bare) {
        return true;
    }
    let has_number = text.contains(|sign: char| sign.is_ascii_digit());
    // "45 records"
    let mut words = bare.split(|sign: char| sign.is_whitespace() || sign == ':').filter(|word| !word.is_empty());
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let counts = is_number(first)
        && ["records", "rows", "staff", "people", "members", "entries", "results", "record"].contains(&second);
    let begins = WORDS.contains(&first) || text.starts_with("***");
    let says = match cells[..] {
        [_] => has_number || text.contains(':') || text.starts_with("***") || (first != "staff" && words_of(bare) > 2),
        // A label and its number, or "Printed on" and a day.
        [_, last] => !last.contains(char::is_alphabetic) && has_number,
        _ => false,
    };
    // A sentence by itself is a note.
    let is_note = cells.len() == 1 && words_of(bare) > 4;
    counts || is_note || (begins && says)
}

fn words_of(text: &str) -> usize {
    text.split_whitespace().count()
}

fn fields(row: &RawRow) -> BTreeSet<ImportField> {
    row.cells.iter().filter_map(|cell| ImportField::named(cell)).map(|(field, _)| field).collect()
}

fn has_address(row: &RawRow) -> bool {
    row.cells.iter().any(|cell| cell.contains('@') && EmailAddress::parse(cell).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<RawRow> {
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

    #[test]
    fn what_is_no_person_is_told_from_people() {
        for (cells, why) in [
            (&["Total: 1"][..], Some(WhySkipped::Total)),
            (&["Total", "45"], Some(WhySkipped::Total)),
            (&["", "Grand total", "45"], Some(WhySkipped::Total)),
            (&["Number of staff: 45"], Some(WhySkipped::Total)),
            (&["45 records"], Some(WhySkipped::Total)),
            (&["Page 1 of 2"], Some(WhySkipped::Total)),
            (&["*** End of report ***"], Some(WhySkipped::Total)),
            (&["Printed", "03/09/2026"], Some(WhySkipped::Total)),
            (&["Forename", "Surname", "Email"], Some(WhySkipped::HeadingsAgain)),
            (&["first_name", "last_name", "email"], Some(WhySkipped::SecondHeadings)),
            (&["", ""], Some(WhySkipped::OnlyFormulas)),
            (&["Exported by Kate Smith"], Some(WhySkipped::Total)),
            (&["Please tell the office about any mistakes."], Some(WhySkipped::Total)),
            (&["Mary Ann van Dyke"], None),
            (&["Page", "Jimmy"], None),
            (&["Count", "Basil"], None),
            (&["Total", "Anna", "anna@x.uk"], None),
            (&["Amy", "Webb"], None),
            (&["Amy"], None),
            (&["Grand", "Duchess"], None),
        ] {
            let headed = head(rows(&[&["Forename", "Surname", "Email"], cells]), Some(0), "", false);
            assert_eq!(headed.skipped.first().map(|row| row.why), why, "{cells:?}");
            assert_eq!(headed.people.len(), usize::from(why.is_none()), "{cells:?}");
        }
    }
}
