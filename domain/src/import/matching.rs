//! Matching columns to fields: suggested by headings or contents, or chosen by the importer.

use super::{ImportField, Table};
use crate::fault::FieldFault;
use crate::problem::FieldError;
use serde::{Deserialize, Serialize};

/// The field of each column of a file. No two columns have the same field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matching {
    /// Whether the first row has the columns' names.
    pub has_header: bool,
    /// The field of each column; `None` for a column that is not imported.
    pub columns: Vec<Option<ImportField>>,
}

impl Matching {
    /// The name of the form field for a column.
    pub fn name_of(column: usize) -> String {
        format!("column_{column}")
    }

    /// The matching by the columns' names, where it is known whether the first row has them.
    pub fn with_headings(table: &Table, has_header: bool) -> Self {
        if !has_header {
            return Self { has_header, columns: by_content(table) };
        }
        let first = table.rows.first();
        let named: Vec<_> =
            (0..table.width).map(|column| first.and_then(|row| ImportField::named(row.cell(column)))).collect();
        Self { has_header, columns: by_names(&named) }
    }

    /// The matching by the columns' names. A first row with no known name, or with an email address, counts as a
    /// person.
    pub fn suggested(table: &Table) -> Self {
        let first = table.rows.first();
        let named: Vec<_> =
            (0..table.width).map(|column| first.and_then(|row| ImportField::named(row.cell(column)))).collect();
        let has_header = named.iter().any(Option::is_some)
            && !first.is_some_and(|row| row.cells.iter().any(|cell| is_address(cell)));
        if !has_header {
            return Self { has_header, columns: by_content(table) };
        }
        Self { has_header, columns: by_names(&named) }
    }

    /// The matching chosen for a file with this number of columns, as codes; an empty code means not imported.
    ///
    /// # Errors
    /// Every column that needs another choice.
    pub fn chosen<'a>(
        has_header: bool,
        headers: &[String],
        get: impl Fn(&str) -> Option<&'a str>,
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut columns: Vec<Option<ImportField>> = Vec::with_capacity(headers.len());
        for (column, header) in headers.iter().enumerate() {
            let name = Self::name_of(column);
            let code = get(&name).unwrap_or_default();
            let field = ImportField::from_code(code);
            if field.is_none() && !code.is_empty() {
                errors.push(FieldError::new(&name, FieldFault::NoSuchField(header.clone())));
            }
            if let Some(field) = field
                && let Some(before) = columns.iter().position(|other| *other == Some(field))
            {
                let other = headers.get(before).cloned().unwrap_or_default();
                errors.push(FieldError::new(
                    &name,
                    FieldFault::MatchedTwice { field, one: other, other: header.clone() },
                ));
            }
            columns.push(field);
        }
        let matching = Self { has_header, columns };
        if errors.is_empty() {
            errors = matching.missing();
        }
        if errors.is_empty() { Ok(matching) } else { Err(errors) }
    }

    /// The mandatory fields that no column has.
    pub fn missing(&self) -> Vec<FieldError> {
        [ImportField::FirstName, ImportField::LastName]
            .into_iter()
            .filter(|field| self.column_of(*field).is_none())
            .map(|field| FieldError::new(&Self::name_of(0), FieldFault::NoColumn(field)))
            .collect()
    }

    /// The column of `field`.
    pub fn column_of(&self, field: ImportField) -> Option<usize> {
        self.columns.iter().position(|column| *column == Some(field))
    }
}

/// The best-named column for each field. A known-as name serves as the first name where no other column is one.
fn by_names(named: &[Option<(ImportField, usize)>]) -> Vec<Option<ImportField>> {
    let mut columns = vec![None; named.len()];
    for field in ImportField::all() {
        let best = named
            .iter()
            .enumerate()
            .filter_map(|(column, name)| name.filter(|(named, _)| *named == field).map(|(_, rank)| (rank, column)))
            .min();
        if let Some((_, column)) = best
            && let Some(place) = columns.get_mut(column)
        {
            *place = Some(field);
        }
    }
    if !columns.contains(&Some(ImportField::FirstName))
        && let Some(place) = columns.iter_mut().find(|column| **column == Some(ImportField::KnownAs))
    {
        *place = Some(ImportField::FirstName);
    }
    columns
}

fn is_address(text: &str) -> bool {
    crate::name::EmailAddress::parse(text).is_ok()
}

/// The matching by content: without names, only a column of addresses can be recognised.
fn by_content(table: &Table) -> Vec<Option<ImportField>> {
    let mut columns = vec![None; table.width];
    let address = table.rows.first().and_then(|row| row.cells.iter().position(|cell| is_address(cell)));
    if let Some(place) = address.and_then(|column| columns.get_mut(column)) {
        *place = Some(ImportField::Email);
    }
    columns
}
