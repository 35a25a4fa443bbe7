//! What is exported, and as what kind of file. Writing files is the backend's job.

use serde::{Deserialize, Serialize};

/// File formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// Comma-separated values, in UTF-8 with a byte order mark for Excel.
    Csv,
    /// An Excel workbook.
    Xlsx,
}

impl Format {
    /// Both formats.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Xlsx];

    /// The file name's extension, which is also the code in the audit log.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// The format with this extension.
    pub fn from_ending(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.ending() == ending)
    }

    /// What people call such a file.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Csv => "CSV file",
            Self::Xlsx => "Excel file",
        }
    }

    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// What is exported about people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExportDetail {
    /// Names, roles and status.
    #[default]
    People,
    /// The permissions their roles give.
    Permissions,
}

impl ExportDetail {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::People, Self::Permissions];

    /// The code used in addresses and in the audit log.
    pub const fn code(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Permissions => "permissions",
        }
    }

    /// Reads what [`ExportDetail::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|detail| detail.code() == code)
    }

    /// What the audit log calls it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::People => "Details and roles",
            Self::Permissions => "Permissions",
        }
    }
}
