use super::{ImportField, Matching, TableRow};
use crate::day::Day;
use crate::name::{EmailAddress, JobTitle, PersonName, StaffCode, Title, Username};
use serde::{Deserialize, Serialize};

/// Somebody as a row of the file has them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedPerson {
    /// First name.
    pub first_name: PersonName,
    /// Last name.
    pub last_name: PersonName,
    /// Their own address; nothing when there is none, or others have the same.
    pub email: Option<EmailAddress>,
    /// What the MIS calls them by.
    pub mis_id: Option<String>,
    /// "Mrs", "Dr", …
    pub title: Option<Title>,
    /// What they do at the school.
    pub job_title: Option<JobTitle>,
    /// The school's own label.
    pub username: Option<Username>,
    /// The school's short code.
    pub staff_code: Option<StaffCode>,
    /// Their role as the file has it.
    pub role: Option<String>,
    /// Why they are no longer at the school, if they are not.
    pub left: Option<String>,
}

impl ImportedPerson {
    /// First and last name.
    pub fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowError {
    /// The column's name in the file; empty when it is the row as a whole.
    pub column: String,
    /// What to do, in a sentence.
    pub message: String,
}

/// The most characters in what the MIS calls somebody by.
const MOST_MIS_ID: usize = 100;
/// The most characters in a role's name.
const MOST_ROLE: usize = 100;

/// Reads a row; `today` says who has left.
///
/// # Errors
/// Everything that is wrong with it.
pub(super) fn read(
    row: &TableRow,
    headers: &[String],
    matching: &Matching,
    today: Day,
) -> Result<ImportedPerson, Vec<RowError>> {
    let mut reader = Reader { row, headers, matching, errors: Vec::new() };
    let first_name = reader.read(ImportField::FirstName, PersonName::parse_first);
    let last_name = reader.read(ImportField::LastName, PersonName::parse_last);
    let email = reader.read_optional(ImportField::Email, EmailAddress::parse);
    let mis_id = reader.read_optional(ImportField::MisId, |text| short(text, "MIS id", MOST_MIS_ID));
    let title = reader.read_optional(ImportField::Title, Title::parse);
    let job_title = reader.read_optional(ImportField::JobTitle, JobTitle::parse);
    let username = reader.username();
    let staff_code = reader.read_optional(ImportField::StaffCode, StaffCode::parse);
    let role = reader.read_optional(ImportField::Role, |text| short(text, "Role", MOST_ROLE));
    let leaving = reader.read_optional(ImportField::LeavingDate, |text| {
        leaving_day(text).ok_or_else(|| "Leaving date must be a date like 31/08/2026".to_owned())
    });
    let left =
        leaving.filter(|date| *date < today).map(|day| format!("Left on {}", day.words())).or_else(|| reader.left());
    match (first_name, last_name) {
        (Some(first_name), Some(last_name)) if reader.errors.is_empty() => Ok(ImportedPerson {
            first_name,
            last_name,
            email,
            mis_id,
            title,
            job_title,
            username,
            staff_code,
            role,
            left,
        }),
        _ => Err(reader.errors),
    }
}

struct Reader<'a> {
    row: &'a TableRow,
    headers: &'a [String],
    matching: &'a Matching,
    errors: Vec<RowError>,
}

impl Reader<'_> {
    /// What stands there. A lone dash is how some systems write "nothing".
    fn text(&self, field: ImportField) -> &str {
        let text = self.matching.column_of(field).map_or("", |column| self.row.cell(column));
        if text == "-" { "" } else { text }
    }

    fn read<T>(&mut self, field: ImportField, parse: impl Fn(&str) -> Result<T, String>) -> Option<T> {
        let text = self.text(field);
        let parsed = if is_formula(text) {
            Err(format!("{} is a formula. Save the list with values only, and import it again", field.label()))
        } else {
            parse(text)
        };
        parsed.map_err(|message| self.wrong(field, message)).ok()
    }

    fn read_optional<T>(&mut self, field: ImportField, parse: impl Fn(&str) -> Result<T, String>) -> Option<T> {
        if self.text(field).is_empty() { None } else { self.read(field, parse) }
    }

    /// Systems that sign people in by their address call that their username; Rolecall has it already.
    fn username(&mut self) -> Option<Username> {
        if self.text(ImportField::Username).contains('@') {
            return None;
        }
        self.read_optional(ImportField::Username, Username::parse)
    }

    fn left(&self) -> Option<String> {
        let status = self.text(ImportField::Status).to_lowercase();
        let is_gone = ["tobedeleted", "left", "leaver", "former", "inactive", "archived"].contains(&status.as_str());
        let is_disabled = self.text(ImportField::Enabled).eq_ignore_ascii_case("false");
        match (is_gone, is_disabled) {
            (true, _) => Some(format!("Status in the file: {}", self.text(ImportField::Status))),
            (_, true) => Some("Not enabled in the file".to_owned()),
            _ => None,
        }
    }

    fn wrong(&mut self, field: ImportField, message: String) {
        let column = self.matching.column_of(field).and_then(|column| self.headers.get(column)).cloned();
        self.errors.push(RowError { column: column.unwrap_or_else(|| field.label().to_owned()), message });
    }
}

/// Reads a day as systems export it: with a time after it, or a year in two digits. Somebody who leaves does so in this
/// century.
fn leaving_day(text: &str) -> Option<Day> {
    let date = match text.split_once('T') {
        Some((date, time)) if time.contains(':') => date.to_owned(),
        _ => text.split_whitespace().filter(|part| !part.contains(':')).collect::<Vec<_>>().join(" "),
    };
    Day::read(&date).or_else(|| {
        let (rest, year) = date.rsplit_once(['/', '-', '.', ' '])?;
        if year.len() == 2 { Day::read(&format!("{rest} 20{year}")) } else { None }
    })
}

/// Spreadsheets run what begins so; nobody's name, address or code does.
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@'])
}

fn short(text: &str, what: &str, most: usize) -> Result<String, String> {
    if text.chars().any(char::is_control) {
        return Err(format!("{what} has a hidden character in it. Type it again"));
    }
    if text.chars().count() > most {
        Err(format!("{what} must be {most} characters or fewer"))
    } else {
        Ok(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaving_days_as_systems_export_them() {
        for (text, day) in [
            ("31/08/2026", Some("2026-08-31")),
            ("1/9/26", Some("2026-09-01")),
            ("2026-08-31", Some("2026-08-31")),
            ("2026-08-31T00:00:00.000Z", Some("2026-08-31")),
            ("31/08/2026 00:00:00", Some("2026-08-31")),
            ("31.08.2026", Some("2026-08-31")),
            ("31 October 2026", Some("2026-10-31")),
            ("31-Oct-26", Some("2026-10-31")),
            ("29-02-2028", Some("2028-02-29")),
            ("29/02/2026", None),
            ("08/31/2026", None),
            ("31/08/226", None),
            ("+1/09/2026", None),
            ("46265", None),
        ] {
            assert_eq!(leaving_day(text).map(|day| day.to_string()).as_deref(), day, "{text}");
        }
    }
}
