//! What the pages of an import show.

use super::{Candidate, Class, FieldChange, ImportField, RoleLine, RowError};
use crate::id::{ImportId, MemberId};
use crate::moment::When;
use crate::role::HeldRole;
use serde::{Deserialize, Serialize};

/// An import in the list of earlier ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportLine {
    /// Which.
    pub id: ImportId,
    /// The file's name.
    pub file: String,
    /// Who brought it.
    pub by: String,
    /// When.
    pub at: When,
    /// What came of it, in a sentence; nothing while it waits.
    pub outcome: Option<String>,
}

/// What of a preview is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shown {
    /// The rows of a class.
    Class(Class),
    /// People who are not in the file.
    Leavers,
}

impl Shown {
    /// All, in order: what is to be decided first.
    pub fn all() -> impl Iterator<Item = Self> {
        Class::ALL.into_iter().map(Self::Class).chain([Self::Leavers])
    }

    /// As people read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Class(class) => class.label(),
            Self::Leavers => "Not in the file",
        }
    }

    /// As written in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Class(class) => class.code(),
            Self::Leavers => "leavers",
        }
    }

    /// Reads what [`Shown::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|shown| shown.code() == code)
    }
}

/// What the address of an import asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportListing {
    /// Which rows; without, the first there are.
    pub shown: Option<Shown>,
    /// Which page of them, from 1.
    pub page: u32,
    /// Whether the columns are to be matched anew.
    pub columns: bool,
}

impl ImportListing {
    /// Rows on a page.
    pub const SIZE: u32 = 50;
}

/// An import, as far as it has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportPage {
    /// Which.
    pub id: ImportId,
    /// The file's name.
    pub file: String,
    /// Who brought it.
    pub by: String,
    /// When.
    pub at: When,
    /// What there is to do, or was done.
    pub stage: Stage,
}

/// How far an import has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// The columns are to be matched.
    Columns(ColumnsView),
    /// It is to be looked at and confirmed.
    Preview(Box<PreviewView>),
    /// It was done.
    Done(ResultView),
}

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnView {
    /// Its name.
    pub header: String,
    /// What stands in its first rows.
    pub samples: Vec<String>,
    /// What it holds.
    pub field: Option<ImportField>,
}

/// The columns of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnsView {
    /// Each column.
    pub columns: Vec<ColumnView>,
    /// Whether the first row names them.
    pub has_header: bool,
    /// How many people the file has.
    pub people: u32,
}

/// A row of a preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowView {
    /// The number a spreadsheet shows beside it.
    pub number: u32,
    /// Whose it is.
    pub name: String,
    /// Their address in the file; empty for none.
    pub email: String,
    /// What they do.
    pub job_title: String,
    /// The role they would get, if they are new.
    pub role: Option<HeldRole>,
    /// What changes.
    pub changes: Vec<FieldChange>,
    /// What is good to know.
    pub notes: Vec<String>,
    /// What is wrong.
    pub errors: Vec<RowError>,
    /// Whom it may be.
    pub candidates: Vec<Candidate>,
    /// Whom it was said to be.
    pub same: Option<MemberId>,
}

/// Somebody who is not in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaverView {
    /// Who.
    pub member: MemberId,
    /// First and last name.
    pub name: String,
    /// What they do.
    pub job_title: String,
    /// Their role.
    pub role: HeldRole,
    /// What the file says of them.
    pub why: String,
    /// Whether they are to be deactivated.
    pub ticked: bool,
}

/// What an import would do, a page of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewView {
    /// How many there are of each, in the order of [`Shown::all`].
    pub counts: Vec<(Shown, u32)>,
    /// How many leavers are ticked.
    pub ticked: u32,
    /// What is shown.
    pub shown: Shown,
    /// The page of it, from 1.
    pub page: u32,
    /// How many pages there are.
    pub pages: u32,
    /// The rows of the page.
    pub rows: Vec<RowView>,
    /// The leavers of the page.
    pub leavers: Vec<LeaverView>,
    /// The words of new people and the role for each.
    pub roles: Vec<RoleLine>,
    /// The role of everybody else.
    pub other_role: Option<HeldRole>,
    /// How many new people need a role.
    pub without_role: u32,
    /// How many people will have no address.
    pub without_email: u32,
    /// What to look at before so many people get strong roles.
    pub warning: Option<String>,
    /// What is previewed, so that confirming something else is noticed.
    pub fingerprint: String,
    /// Whether confirming changes anything.
    pub changes_anything: bool,
}

/// What came of confirming.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Confirmed {
    /// It is done.
    Done,
    /// The people have changed since the preview: it is to be looked at again. Nothing was done.
    LookAgain,
}

/// A line of a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultLine {
    /// The row of the file, if it is about one.
    pub row: Option<u32>,
    /// Whose it is.
    pub name: String,
    /// Their address in the file.
    pub email: String,
    /// What became of it: "Added", "Updated".
    pub outcome: String,
    /// More about it.
    pub details: String,
}

/// Results that were written before rows were ever taken away have them.
const fn kept() -> bool {
    true
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultView {
    /// People added.
    pub added: u32,
    /// People changed.
    pub updated: u32,
    /// People who were as the file has them.
    pub unchanged: u32,
    /// People deactivated.
    pub deactivated: u32,
    /// Rows that were left out, for whatever reason.
    pub left_out: u32,
    /// People added without an address.
    pub without_email: u32,
    /// The first lines of those that need looking at: what was wrong and what was left alone.
    pub remarks: Vec<ResultLine>,
    /// Whether what each row came to is still kept.
    #[serde(default = "kept")]
    pub has_rows: bool,
}
