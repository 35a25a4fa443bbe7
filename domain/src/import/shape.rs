//! How a file was read, stage by stage, and what may be said differently about it without uploading it again.

mod form;
mod words;

use super::Table;
use crate::day::Day;
pub use form::{ReadingForm, ShapeView};
use serde::{Deserialize, Serialize};

/// What a file is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileKind {
    /// Separated values.
    #[default]
    Text,
    /// An Excel workbook (.xlsx).
    Workbook,
    /// An OpenDocument spreadsheet (.ods).
    OpenDocument,
    /// A OneRoster zip.
    OneRoster,
}

/// How a file of text keeps its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextEncoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// Windows, Western Europe.
    Windows1252,
    /// Windows, Central Europe.
    Windows1250,
    /// Older Macs.
    Macintosh,
}

/// What stands between the cells of a file of text.
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

/// Whether quotation marks hold cells together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Quoting {
    /// They do.
    #[default]
    Quoted,
    /// One of them never ends, so they are signs like any other.
    Ignored,
}

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether it is hidden: then it is never read.
    pub is_hidden: bool,
    /// Whether it was read.
    pub is_read: bool,
    /// How many rows of it are people; only known of sheets that were read.
    pub people: u32,
}

/// Why a row is no person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WhySkipped {
    /// It stands above the row of headings.
    AboveHeadings,
    /// Excel's note of the separator (`sep=;`).
    SeparatorNote,
    /// A second row of headings, below the first.
    SecondHeadings,
    /// The headings again, further down.
    HeadingsAgain,
    /// A total, a page number or a note at the end.
    Total,
    /// It is hidden in the spreadsheet, and hidden rows are left out.
    Hidden,
    /// Nothing but formulas without a result.
    OnlyFormulas,
}

/// A row that was skipped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkippedRow {
    /// The name of its sheet, where several were read.
    pub sheet: String,
    /// The number a spreadsheet shows beside it.
    pub number: u32,
    /// How it begins.
    pub text: String,
    /// Why it is no person.
    pub why: WhySkipped,
}

/// One of the first rows, to choose the row of headings from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstRow {
    /// The number a spreadsheet shows beside it.
    pub number: u32,
    /// How it begins.
    pub text: String,
}

/// Something about a whole column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ColumnFinding {
    /// It holds passwords: they were not kept.
    Passwords {
        /// Its heading.
        heading: String,
    },
    /// It holds whole names, which were split into first and last names.
    WholeNames {
        /// Its heading.
        heading: String,
    },
    /// Several columns have the same heading.
    RepeatedHeading {
        /// The heading.
        heading: String,
        /// How many columns have it.
        columns: u32,
    },
}

/// How a file was read, stage by stage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileShape {
    /// What it is.
    pub kind: FileKind,
    /// How its letters are kept; nothing for a workbook.
    pub encoding: Option<TextEncoding>,
    /// What stands between its cells; nothing for a workbook.
    pub separator: Option<Separator>,
    /// Whether quotation marks hold cells together.
    pub quoting: Quoting,
    /// The sheets of a workbook.
    pub sheets: Vec<Sheet>,
    /// The number of the row with the headings, in the first sheet that was read; nothing when there is none.
    pub headings: Option<u32>,
    /// The first rows of the first sheet that was read.
    pub first_rows: Vec<FirstRow>,
    /// The first of the rows that are no people.
    pub skipped: Vec<SkippedRow>,
    /// How many rows are no people.
    pub skipped_count: u32,
    /// How many people's rows are hidden in the spreadsheet, as a filter hides them.
    pub hidden_rows: u32,
    /// What is worth saying of whole columns.
    pub columns: Vec<ColumnFinding>,
}

/// Which row has the headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HeadingsChoice {
    /// The file has none.
    None,
    /// The row with this number.
    Row(u32),
}

/// What was said about how to read a file, where it is not to be found out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingChoices {
    /// How a file of text keeps its letters.
    pub encoding: Option<TextEncoding>,
    /// What stands between its cells.
    pub separator: Option<Separator>,
    /// Which row has the headings.
    pub headings: Option<HeadingsChoice>,
    /// The names of the sheets to be read; empty when that is to be found out.
    pub sheets: Vec<String>,
    /// Whether rows that are hidden in a spreadsheet are left out.
    pub skips_hidden_rows: bool,
    /// The OneRoster organisation that is this school.
    pub organisation: Option<String>,
    /// What the school is called: an organisation of the same name is this school.
    pub school: String,
    /// The day it is, which says which roles of OneRoster count.
    pub today: Option<Day>,
}

/// A list of staff as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadList {
    /// Its rows and columns.
    pub table: Table,
    /// How they were found.
    pub shape: FileShape,
}

impl FileShape {
    /// Whether the file itself may be kept until the import is finished: one with passwords is not.
    pub fn may_keep_file(&self) -> bool {
        !self.columns.iter().any(|finding| matches!(finding, ColumnFinding::Passwords { .. }))
    }
}

impl TextEncoding {
    /// All, in the order they are offered.
    pub const ALL: [Self; 6] =
        [Self::Utf8, Self::Windows1252, Self::Windows1250, Self::Macintosh, Self::Utf16Le, Self::Utf16Be];

    /// As people read it.
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

    /// As forms send it.
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
    /// All, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Comma, Self::Semicolon, Self::Tab, Self::Bar];

    /// As people read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Comma => "Commas",
            Self::Semicolon => "Semicolons",
            Self::Tab => "Tabs",
            Self::Bar => "Vertical bars",
        }
    }

    /// As forms send it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Comma => "comma",
            Self::Semicolon => "semicolon",
            Self::Tab => "tab",
            Self::Bar => "bar",
        }
    }

    /// The byte itself.
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
