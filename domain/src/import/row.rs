//! Reading a row as a person, with its notes and errors.

use super::clean::{self, Leaving};
use super::finding::CellFinding;
use super::{ImportField, Matching, MissingReason, RowError, RowFault, RowNote, Table, TableRow};
use crate::day::Day;
use crate::fault::{TextFault, TextKind};
use crate::limits;
use crate::member::{PlainField, PlainFields};
use crate::name::{EmailAddress, JobTitle, KnownAs, PersonName, StaffCode, Title, Username, tidy};
use serde::{Deserialize, Serialize};

/// A person as a row of the file describes them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedPerson {
    /// First name.
    pub first_name: PersonName,
    /// Last name.
    pub last_name: PersonName,
    /// The name the person is known as.
    pub known_as: Option<KnownAs>,
    /// The person's own address; `None` when there is none or other rows have the same.
    pub email: Option<EmailAddress>,
    /// The person's id in the MIS.
    pub mis_id: Option<String>,
    /// Title, such as "Mrs" or "Dr".
    pub title: Option<Title>,
    /// Job title.
    pub job_title: Option<JobTitle>,
    /// The school's own label for the person.
    pub username: Option<Username>,
    /// The school's short code for the person.
    pub staff_code: Option<StaffCode>,
    /// What needs no rule of its own.
    pub plain: PlainFields,
    /// The person's role as the file has it.
    pub role: Option<String>,
    /// The last day, if it is today or later.
    pub leaving: Option<Day>,
    /// Why the person is no longer at the school, if they are not.
    pub left: Option<MissingReason>,
    /// Notes about the person's cells.
    pub notes: Vec<RowNote>,
}

impl ImportedPerson {
    /// First and last name.
    pub fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }
}

impl ImportField {
    /// The error in `text` for this field as a sentence, if there is one.
    pub fn refusal(self, text: &str) -> Option<String> {
        let refused = match self {
            Self::FirstName => PersonName::parse_first(text).err(),
            Self::LastName => PersonName::parse_last(text).err(),
            Self::KnownAs => KnownAs::parse(text).err(),
            Self::Email => return clean::read_address(text).err().map(|fault| fault.sentence(text)),
            Self::MisId => short(text, self, limits::MIS_ID).err(),
            Self::StaffCode => StaffCode::parse(text).err(),
            Self::Title => Title::parse(text).err(),
            Self::JobTitle => JobTitle::parse(text).err(),
            Self::Role => short(text, self, limits::IMPORTED_ROLE).err(),
            Self::Username => Username::parse(text).err(),
            Self::LeavingDate => {
                let is_unreadable = matches!(clean::read_leaving(text), Leaving::Unreadable(_));
                return is_unreadable.then(|| "Use a date like 31/08/2026".to_owned());
            }
            Self::Plain(field) => field.read(text).err(),
            Self::Status | Self::Enabled => None,
        };
        refused.map(|fault| fault.sentence())
    }

    /// Whether a row can be imported without an invalid value in this field. Identity, email address and leaving date
    /// are too important to leave out.
    const fn can_be_left_out(self) -> bool {
        matches!(
            self,
            Self::KnownAs
                | Self::MisId
                | Self::StaffCode
                | Self::Title
                | Self::JobTitle
                | Self::Role
                | Self::Username
                | Self::Plain(_)
        )
    }
}

/// Reads a row; `today` decides who has left.
///
/// # Errors
/// Every error in the row.
pub(super) fn read(
    (table, row): (&Table, &TableRow),
    corrected: &[(ImportField, String)],
    headers: &[String],
    matching: &Matching,
    (today, is_month_first): (Day, bool),
) -> Result<ImportedPerson, Vec<RowError>> {
    let mut reader = Reader { table, row, corrected, headers, matching, errors: Vec::new(), notes: Vec::new() };
    // A file with a column of titles has the titles there, so the column of first names contains names only.
    let has_titles = matching.column_of(ImportField::Title).is_some();
    let apart = |text| if has_titles { None } else { clean::title_and_first_name(text) };
    let before_name = apart(reader.text(ImportField::FirstName)).map(|(title, _)| title);
    let first_name = reader.read(ImportField::FirstName, |text| {
        PersonName::parse_first(
            clean::title_and_first_name(text).filter(|_| !has_titles).map_or(text, |(_, name)| name),
        )
    });
    let last_name = reader.read(ImportField::LastName, PersonName::parse_last);
    let known_as = reader.read_optional(ImportField::KnownAs, KnownAs::parse);
    let email = reader.email();
    let mis_id = reader.read_optional(ImportField::MisId, |text| short(text, ImportField::MisId, limits::MIS_ID));
    let title = reader.read_optional(ImportField::Title, Title::parse);
    if let Some(before) = before_name {
        reader.notes.push(RowNote::TitleBeforeName { title: before.to_owned() });
    }
    let title = title.or_else(|| before_name.and_then(|before| Title::parse(before.trim_end_matches('.')).ok()));
    let job_title = reader.read_optional(ImportField::JobTitle, JobTitle::parse);
    let username = reader.username();
    let staff_code = reader.read_optional(ImportField::StaffCode, StaffCode::parse);
    let plain = reader.plain();
    let role = reader.read_optional(ImportField::Role, |text| short(text, ImportField::Role, limits::IMPORTED_ROLE));
    let leaving = reader.leaving(is_month_first);
    let first = first_name.as_ref().map(ToString::to_string).unwrap_or_default();
    let left = leaving.filter(|day| *day < today).map(MissingReason::LeftOn).or_else(|| reader.left());
    match (first_name, last_name) {
        (Some(first_name), Some(last_name)) if reader.errors.is_empty() => Ok(ImportedPerson {
            first_name,
            last_name,
            known_as: known_as.filter(|known_as| known_as.as_str() != first),
            email,
            mis_id,
            title,
            job_title,
            username,
            staff_code,
            plain,
            role,
            leaving: leaving.filter(|day| *day >= today),
            left,
            notes: reader.notes,
        }),
        _ => Err(reader.errors),
    }
}

struct Reader<'a> {
    table: &'a Table,
    row: &'a TableRow,
    /// Cells corrected on the page; earlier findings in them no longer apply.
    corrected: &'a [(ImportField, String)],
    headers: &'a [String],
    matching: &'a Matching,
    errors: Vec<RowError>,
    notes: Vec<RowNote>,
}

impl<'a> Reader<'a> {
    /// The cell's text. A lone dash, by which some systems mean "nothing", counts as empty, and so does a cell whose
    /// text was lost.
    fn text(&self, field: ImportField) -> &'a str {
        let Some(column) = self.matching.column_of(field) else { return "" };
        let text = self.row.cell(column);
        let is_lost = self.findings(field, column).any(CellFinding::is_lost);
        let is_nothing = text == "-" || (field.can_be_left_out() && clean::is_nothing(text));
        if is_nothing || is_lost { "" } else { text }
    }

    /// The findings in a cell, unless it has been corrected.
    fn findings(&self, field: ImportField, column: usize) -> impl Iterator<Item = &'a CellFinding> + use<'a> {
        let is_corrected = self.corrected.iter().any(|(one, text)| *one == field && !text.is_empty());
        self.table.findings_in(self.row, column).filter(move |_| !is_corrected)
    }

    /// Whether the cell is an uncalculated formula. Text that a spreadsheet marks as text is not one.
    fn is_formula(&self, field: ImportField) -> bool {
        let is_text = self
            .matching
            .column_of(field)
            .is_some_and(|column| self.findings(field, column).any(|found| *found == CellFinding::Text));
        !is_text && clean::is_formula(self.text(field))
    }

    fn read<T>(&mut self, field: ImportField, parse: impl Fn(&str) -> Result<T, TextFault>) -> Option<T> {
        if self.is_formula(field) {
            self.wrong(field, RowFault::Formula);
            return None;
        }
        let text = self.text(field);
        match parse(text) {
            Ok(value) => Some(value),
            Err(_) if field.can_be_left_out() => {
                self.notes.push(RowNote::NotTaken { field, value: text.to_owned() });
                None
            }
            Err(_) => {
                self.wrong(field, RowFault::Refused);
                None
            }
        }
    }

    /// The person's address, cleaned of what is certainly no part of it.
    fn email(&mut self) -> Option<EmailAddress> {
        let text = self.text(ImportField::Email);
        if text.is_empty() || clean::is_no_address(text) {
            return None;
        }
        match clean::read_address(text) {
            _ if self.is_formula(ImportField::Email) => self.wrong(ImportField::Email, RowFault::Formula),
            Err(_) => self.wrong(ImportField::Email, RowFault::Refused),
            Ok(clean) => {
                self.notes.extend(clean.cleaned.into_iter().map(RowNote::CleanedEmail));
                return Some(clean.address);
            }
        }
        None
    }

    fn read_optional<T>(&mut self, field: ImportField, parse: impl Fn(&str) -> Result<T, TextFault>) -> Option<T> {
        if self.text(field).is_empty() { None } else { self.read(field, parse) }
    }

    fn plain(&mut self) -> PlainFields {
        let mut fields = PlainFields::default();
        for field in PlainField::ALL {
            fields.set(*field, self.read_optional(ImportField::Plain(*field), |text| field.read(text)).flatten());
        }
        fields
    }

    /// Systems in which people sign in by address export that as the username; Rolecall has it as the email already.
    fn username(&mut self) -> Option<Username> {
        if self.text(ImportField::Username).contains('@') {
            return None;
        }
        self.read_optional(ImportField::Username, Username::parse)
    }

    /// The person's last day. Placeholders for "none" are ignored.
    fn leaving(&mut self, is_month_first: bool) -> Option<Day> {
        let text = self.text(ImportField::LeavingDate);
        let is_corrected = self.corrected.iter().any(|(field, _)| *field == ImportField::LeavingDate);
        let turned =
            (is_month_first && !is_corrected).then(|| clean::with_day_first(text)).filter(|turned| turned != text);
        match clean::read_leaving(turned.as_deref().unwrap_or(text)) {
            Leaving::Unsaid => {}
            Leaving::On(on) => {
                if turned.is_some() {
                    self.notes.push(RowNote::MonthFirst { value: text.to_owned(), on });
                }
                return Some(on);
            }
            Leaving::Placeholder(_) if turned.is_some() => self.notes.push(RowNote::NoDate { value: text.to_owned() }),
            Leaving::Placeholder(value) => self.notes.push(RowNote::NoDate { value }),
            Leaving::Unreadable(_) => self.wrong(ImportField::LeavingDate, RowFault::Refused),
        }
        None
    }

    fn left(&self) -> Option<MissingReason> {
        let status = self.text(ImportField::Status);
        let is_disabled = clean::read_enabled(self.text(ImportField::Enabled)) == Some(false);
        match (clean::is_gone(status), is_disabled) {
            (true, _) => Some(MissingReason::Status(status.to_owned())),
            (_, true) => Some(MissingReason::NotEnabled),
            _ => None,
        }
    }

    fn wrong(&mut self, field: ImportField, fault: RowFault) {
        let column = self.matching.column_of(field).and_then(|column| self.headers.get(column)).cloned();
        let value = self.text(field).to_owned();
        let column = column.unwrap_or_else(|| field.label().to_owned());
        self.errors.push(RowError { field: Some(field), column, value, fault });
    }
}

/// Reads a value without a type of its own: one line, without invisible characters.
fn short(text: &str, field: ImportField, most: usize) -> Result<String, TextFault> {
    let text = tidy(text);
    let kind = || TextKind::Named(field.label().to_owned());
    if text.chars().any(char::is_control) {
        return Err(TextFault::Hidden(kind()));
    }
    if text.chars().count() > most { Err(TextFault::too_long(kind(), most)) } else { Ok(text) }
}
