//! How a file was read, stage by stage, and the choices for reading it differently without uploading it again. The form
//! of these choices is in `shape/form.rs`, their wording in `shape/words.rs`. Reading files is the backend's job, in
//! `import::reading`.

mod form;
mod words;

use super::Table;
use crate::day::Day;
pub use form::{ReadingForm, ShapeView};
use serde::{Deserialize, Serialize};

/// The kind of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileKind {
    /// Text with separated values.
    #[default]
    Text,
    /// An Excel workbook (.xlsx).
    Workbook,
    /// An OpenDocument spreadsheet (.ods).
    OpenDocument,
    /// A OneRoster zip.
    OneRoster,
}

/// The encoding of a text file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextEncoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, little-endian.
    Utf16Le,
    /// UTF-16, big-endian.
    Utf16Be,
    /// Windows-1252, Western Europe.
    Windows1252,
    /// Windows-1250, Central Europe.
    Windows1250,
    /// Macintosh, for older Macs.
    Macintosh,
}

/// The separator between the cells of a text file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Separator {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// A tab.
    Tab,
    /// `|`
    Bar,
}

/// Whether quotation marks enclose cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Quoting {
    /// Quotation marks enclose cells.
    #[default]
    Quoted,
    /// A quotation mark is never closed, so they are ordinary characters.
    Ignored,
}

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The sheet's name.
    pub name: String,
    /// Whether the sheet is hidden; hidden sheets are never read.
    pub is_hidden: bool,
    /// Whether the sheet was read.
    pub is_read: bool,
    /// The number of rows that are people; known only for sheets that were read.
    pub people: u32,
}

/// Why a row is not a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SkipReason {
    /// The row is above the headings.
    AboveHeadings,
    /// The row is Excel's note of the separator (`sep=;`).
    SeparatorNote,
    /// The row is a second row of headings, below the first.
    SecondHeadings,
    /// The row repeats the headings further down.
    HeadingsAgain,
    /// The row is a total, a page number or a note at the end.
    Total,
    /// The row is hidden in the spreadsheet, and hidden rows are left out.
    Hidden,
    /// The row has only formulas without a result.
    OnlyFormulas,
}

/// A skipped row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkippedRow {
    /// The name of the row's sheet, where several were read.
    pub sheet: String,
    /// The row number as a spreadsheet shows it.
    pub number: u32,
    /// The beginning of the row's text.
    pub text: String,
    /// Why it was skipped.
    pub why: SkipReason,
}

/// One of the first rows, from which the row of headings can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstRow {
    /// The row number as a spreadsheet shows it.
    pub number: u32,
    /// The beginning of the row's text.
    pub text: String,
}

/// A finding about a whole column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ColumnFinding {
    /// The column has passwords, which were not kept.
    Passwords {
        /// The column's heading.
        heading: String,
    },
    /// The column has whole names, which were split into first and last names.
    WholeNames {
        /// The column's heading.
        heading: String,
    },
    /// Several columns have the same heading.
    RepeatedHeading {
        /// The heading.
        heading: String,
        /// The number of columns with the heading.
        columns: u32,
    },
}

/// How a file was read, stage by stage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileShape {
    /// The kind of the file.
    pub kind: FileKind,
    /// The text encoding; `None` for a workbook.
    pub encoding: Option<TextEncoding>,
    /// The separator between cells; `None` for a workbook.
    pub separator: Option<Separator>,
    /// Whether quotation marks enclose cells.
    pub quoting: Quoting,
    /// The sheets of a workbook.
    pub sheets: Vec<Sheet>,
    /// The number of the row with the headings, in the first sheet that was read; `None` without headings.
    pub headings: Option<u32>,
    /// The first rows of the first sheet that was read.
    pub first_rows: Vec<FirstRow>,
    /// The first of the skipped rows.
    pub skipped: Vec<SkippedRow>,
    /// The number of skipped rows.
    pub skipped_count: u32,
    /// The number of people's rows that are hidden in the spreadsheet, for example by a filter.
    pub hidden_rows: u32,
    /// Findings about whole columns.
    pub columns: Vec<ColumnFinding>,
}

/// The chosen row of headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HeadingsChoice {
    /// The file has no headings.
    None,
    /// The row with this number.
    Row(u32),
}

/// The importer's choices of how to read a file; what is not chosen is detected.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingChoices {
    /// The text encoding.
    pub encoding: Option<TextEncoding>,
    /// The separator between cells.
    pub separator: Option<Separator>,
    /// The row with the headings.
    pub headings: Option<HeadingsChoice>,
    /// The names of the sheets to read; empty to detect them.
    pub sheets: Vec<String>,
    /// Whether rows hidden in a spreadsheet are left out.
    pub skips_hidden_rows: bool,
    /// The OneRoster organisation that is this school.
    pub organisation: Option<String>,
    /// The school's name: an organisation with the same name is this school.
    pub school: String,
    /// Today, which decides which OneRoster roles count.
    pub today: Option<Day>,
}

/// A staff list as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadList {
    /// The rows and columns.
    pub table: Table,
    /// How they were found.
    pub shape: FileShape,
}

impl FileShape {
    /// Whether the file itself may be kept until the import is finished. A file with passwords may not.
    pub fn may_keep_file(&self) -> bool {
        !self.columns.iter().any(|finding| matches!(finding, ColumnFinding::Passwords { .. }))
    }
}

impl TextEncoding {
    /// All encodings, in the order in which they are offered.
    pub const ALL: [Self; 6] =
        [Self::Utf8, Self::Windows1252, Self::Windows1250, Self::Macintosh, Self::Utf16Le, Self::Utf16Be];

    /// The encoding's label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 (little-endian)",
            Self::Utf16Be => "UTF-16 (big-endian)",
            Self::Windows1252 => "Windows-1252",
            Self::Windows1250 => "Windows-1250 (Central European)",
            Self::Macintosh => "Mac OS Roman",
        }
    }

    /// The code as sent by forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1252 => "windows-1252",
            Self::Windows1250 => "windows-1250",
            Self::Macintosh => "macintosh",
        }
    }

    /// Reads what [`TextEncoding::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|encoding| encoding.code() == code)
    }
}

impl Separator {
    /// All separators, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Comma, Self::Semicolon, Self::Tab, Self::Bar];

    /// The separator's label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Comma => "Commas",
            Self::Semicolon => "Semicolons",
            Self::Tab => "Tabs",
            Self::Bar => "Vertical bars",
        }
    }

    /// The code as sent by forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Comma => "comma",
            Self::Semicolon => "semicolon",
            Self::Tab => "tab",
            Self::Bar => "bar",
        }
    }

    /// The separator as a byte.
    pub const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Bar => b'|',
        }
    }

    /// Reads what [`Separator::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|separator| separator.code() == code)
    }
}
