//! Why a file cannot be read as a list, with a sentence for each reason.

use crate::problem::Problem;
use crate::upload::ParsingFailure;
use serde::{Deserialize, Serialize};

/// The name of the form field with the file.
pub const FILE_FIELD: &str = "file";

/// Why a file cannot be read as a staff list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ListFault {
    /// No file was chosen, or it is empty.
    Missing,
    /// A spreadsheet in the format that preceded .xlsx.
    OldSpreadsheet,
    /// A spreadsheet with a password.
    Encrypted,
    /// An Excel binary workbook (.xlsb).
    BinaryWorkbook,
    /// A document of Apple's Numbers.
    Numbers,
    /// A web page, which some systems export with the ending .xls.
    WebPage,
    /// A word-processor document.
    Document,
    /// A picture.
    Picture,
    /// JSON or XML.
    Data,
    /// The file was not kept, so it cannot be read again.
    NotKept,
    /// A workbook whose visible sheets are empty.
    OnlyHiddenSheets,
    /// A workbook without the chosen sheet.
    NoSuchSheet,
    /// A zip with several files that could be the list.
    SeveralLists,
    /// The file is text up to this row and binary from there on.
    BinaryFrom {
        /// The row's number.
        row: u32,
    },
    /// A list of pupils.
    Pupils {
        /// Whether it has UPNs.
        has_upns: bool,
        /// Whether it has dates of birth.
        has_births: bool,
    },
    /// A PDF.
    Pdf,
    /// A zip without the file in which OneRoster keeps people.
    NoUsers,
    /// OneRoster's file of roles, which has no names.
    OnlyRoles,
    /// Text without rows and columns.
    NoRows,
    /// Neither text nor a spreadsheet.
    NotAList,
    /// A spreadsheet or zip that is damaged or encrypted.
    Damaged,
    /// A zip that unpacks to more than a staff list can be.
    UnpacksToTooMuch,
    /// A row has too many columns.
    TooManyColumns {
        /// The row's number, as a spreadsheet shows it.
        row: u32,
        /// The limit.
        most: usize,
    },
    /// A cell is too long.
    LongCell {
        /// The row's number, as a spreadsheet shows it.
        row: u32,
        /// The limit, in characters.
        most: usize,
    },
    /// The file has too many rows.
    TooManyRows {
        /// The limit.
        most: usize,
    },
    /// The cells have too much text in total.
    TooMuchText {
        /// The limit, in megabytes.
        most_mb: usize,
    },
    /// No cell has any content.
    Empty,
    /// Reading the file stopped before its end.
    Parsing(ParsingFailure),
}

impl ListFault {
    /// The fault and what to do about it, in one or two sentences.
    pub fn sentence(self) -> String {
        match self {
            Self::Missing => "Choose a file with the list of staff".to_owned(),
            Self::OldSpreadsheet => {
                "This is a spreadsheet in the old .xls format. Open it in Excel, choose File, Save As, Excel Workbook (.xlsx), and import that".to_owned()
            }
            Self::Encrypted => {
                "This spreadsheet has a password. Save it as .xlsx without one, and import that".to_owned()
            }
            Self::BinaryWorkbook => {
                "This is an Excel binary workbook (.xlsb). Open it in Excel, choose File, Save As, Excel Workbook (.xlsx), and import that".to_owned()
            }
            Self::Numbers => {
                "This is a Numbers document. Open it in Numbers, choose File, Export To, Excel (.xlsx), and import that".to_owned()
            }
            Self::WebPage => {
                "This is a web page, whatever its name ends in. Open it in Excel, choose File, Save As, Excel Workbook (.xlsx), and import that".to_owned()
            }
            Self::Document => "This is a text document. Copy its table into a spreadsheet, save that as .xlsx, and import it".to_owned(),
            Self::Picture => "This is a picture. Export the list as .csv or .xlsx, and import that".to_owned(),
            Self::Data => "This is JSON or XML. Export the list as .csv or .xlsx, and import that".to_owned(),
            Self::NotKept => "Rolecall has not kept this file. Upload it again to change how it is read".to_owned(),
            Self::OnlyHiddenSheets => {
                "The visible sheets of this workbook are empty. Unhide the sheet with the staff in your spreadsheet, save it, and import it again".to_owned()
            }
            Self::NoSuchSheet => "The workbook has no such visible sheet. Choose one of the sheets in the list".to_owned(),
            Self::SeveralLists => "This zip holds several files. Import the one with the staff by itself".to_owned(),
            Self::BinaryFrom { row } => format!(
                "From row {row} on, this file is not text, so it was damaged on its way. Export the list again, and import that"
            ),
            Self::Pupils { has_upns, has_births } => {
                let what = match (has_upns, has_births) {
                    (true, true) => "UPNs and dates of birth",
                    (true, false) => "UPNs",
                    (false, _) => "pupils' dates of birth",
                };
                format!("This looks like a list of pupils: it has {what}. Nothing of it was kept. Choose the list of staff")
            }
            Self::Pdf => "This is a PDF. Export the list as .csv or .xlsx, and import that".to_owned(),
            Self::NoUsers => "This zip holds no users.csv. Import a OneRoster zip, or a .csv or .xlsx file".to_owned(),
            Self::OnlyRoles => "This is OneRoster's roles.csv. Import the whole zip, or users.csv".to_owned(),
            Self::NoRows => {
                "The file cannot be read as rows and columns. Save it as .csv or .xlsx, and import that".to_owned()
            }
            Self::NotAList => "This is no list of staff that Rolecall can read. Choose a .csv or .xlsx file".to_owned(),
            Self::Damaged => {
                "The file is damaged or protected with a password. Save it again without one, and import that".to_owned()
            }
            Self::UnpacksToTooMuch => {
                "The file unpacks to far more than a list of staff. Check it, and import another".to_owned()
            }
            Self::TooManyColumns { row, most } => format!(
                "Row {row} has more than {most} columns. Export only the columns Rolecall takes, and import that file"
            ),
            Self::LongCell { row, most } => format!(
                "Row {row} has more than {most} characters in one cell, so this is no list of staff. Check the file, and import another"
            ),
            Self::TooManyRows { most } => {
                format!("The file has more than {most} rows. Split it, and import the parts one by one")
            }
            Self::TooMuchText { most_mb } => format!(
                "The file holds more than {most_mb} MB of text. Export only the columns Rolecall takes, or split the file, and import that"
            ),
            Self::Empty => "The file is empty. Export the list of staff again, and import that file".to_owned(),
            Self::Parsing(failure) => failure.sentence("Save the list as .csv with only the columns Rolecall takes, and import that"),
        }
    }
}

impl From<ListFault> for Problem {
    fn from(fault: ListFault) -> Self {
        Self::field(FILE_FIELD, fault)
    }
}
