//! Errors in rows of an import.

use super::ImportField;
use serde::{Deserialize, Serialize};

/// An error in a cell or a whole row that has to be corrected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowError {
    /// The cell's field; `None` for the whole row.
    pub field: Option<ImportField>,
    /// The column's name in the file; empty for the whole row.
    pub column: String,
    /// The cell's value.
    pub value: String,
    /// The fault.
    pub fault: RowFault,
}

/// Why a row or one of its cells cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowFault {
    /// The field's own rule refuses the value: see [`ImportField::refusal`].
    Refused,
    /// The value is a formula.
    Formula,
    /// Another row has the same name, and no sign tells the two apart.
    SameName {
        /// The other row.
        row: String,
    },
    /// Another row has the same MIS id under another name.
    SameId {
        /// The MIS id.
        id: String,
        /// The other row.
        row: String,
    },
}

impl RowError {
    /// The sentence that says what to do.
    pub fn sentence(&self) -> String {
        match (&self.fault, self.field) {
            (RowFault::Refused, Some(field)) => {
                field.refusal(&self.value).map_or_else(String::new, |said| without_label(&said, field))
            }
            (RowFault::Refused, None) => "Correct this row".to_owned(),
            (RowFault::Formula, _) => {
                "This is a formula. Save the list with values only, and import it again".to_owned()
            }
            (RowFault::SameName { row }, _) => format!(
                "Row {row} has the same name, and nothing tells the two apart. Add an email address or a staff code"
            ),
            (RowFault::SameId { id, row }, _) => {
                format!("Row {row} has the same MIS id, {id}, and another name. Correct one of the two")
            }
        }
    }

    /// The sentence with the column and the cell's value, as one line of a file.
    pub fn line(&self) -> String {
        match (self.column.as_str(), self.value.as_str()) {
            ("", _) => self.sentence(),
            (column, "") => format!("{column}: {}", self.sentence()),
            (column, value) => {
                let sentence = self.sentence();
                // Some sentences already contain the value.
                let cell = if sentence.contains(value) { String::new() } else { format!(" “{value}”") };
                format!("{column}{cell}: {sentence}")
            }
        }
    }
}

/// The sentence without the field's name at its beginning, because the column is named before it.
fn without_label(sentence: &str, field: ImportField) -> String {
    match sentence.strip_prefix(field.label()) {
        Some(rest) if rest.starts_with(' ') => {
            let mut letters = rest.trim_start().chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
        }
        _ => sentence.to_owned(),
    }
}
