//! What is wrong with a row.

use super::ImportField;
use serde::{Deserialize, Serialize};

/// A cell, or a whole row, that has to be corrected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowError {
    /// The field that the cell holds; none when it is the row as a whole.
    pub field: Option<ImportField>,
    /// The column's name in the file; empty when it is the row as a whole.
    pub column: String,
    /// What is in the cell.
    pub value: String,
    /// Why it cannot be taken.
    pub fault: RowFault,
}

/// Why a row or one of its cells cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowFault {
    /// The field's own rule refuses the value: see [`ImportField::refusal`].
    Refused,
    /// It is a formula.
    Formula,
    /// Another row has the same name, and nothing tells the two apart.
    SameName {
        /// Which row.
        row: String,
    },
    /// Another row has the same MIS id and another name.
    SameId {
        /// The id.
        id: String,
        /// Which row.
        row: String,
    },
}

impl RowError {
    /// What to do.
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

    /// What to do, with the column and the cell: as a line of a file has it.
    pub fn line(&self) -> String {
        match (self.column.as_str(), self.value.as_str()) {
            ("", _) => self.sentence(),
            (column, "") => format!("{column}: {}", self.sentence()),
            (column, value) => {
                let sentence = self.sentence();
                // Some sentences name the value themselves.
                let cell = if sentence.contains(value) { String::new() } else { format!(" “{value}”") };
                format!("{column}{cell}: {sentence}")
            }
        }
    }
}

/// The column is named before the sentence, so that it need not begin with the field's name again.
fn without_label(sentence: &str, field: ImportField) -> String {
    match sentence.strip_prefix(field.label()) {
        Some(rest) if rest.starts_with(' ') => {
            let mut letters = rest.trim_start().chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
        }
        _ => sentence.to_owned(),
    }
}
