//! Importing a staff list from the school's MIS: columns, rows, and what each row would change.
//!
//! Everything here is pure: the backend has read the file into a [`Table`] and loaded the members as
//! [`ExistingMember`]; the result is a [`Plan`]. Notes, errors and questions are values with one function each that
//! words them.

mod choices;
pub mod clean;
mod existing;
mod fault;
mod field;
mod file_name;
mod finding;
mod matching;
mod missing;
mod nightly;
mod note;
mod plan;
mod punycode;
mod question;
mod result;
mod roles;
mod roster;
mod row;
mod row_error;
mod shape;
mod table;
mod view;

pub use choices::{Choices, Decisions};
pub use existing::{DeletionWindow, ExistingMember};
pub use fault::{FILE_FIELD, ListFault};
pub use field::{ImportField, is_import_heading};
pub use file_name::FileName;
pub use finding::{CellFinding, FormulaError, NotCounted, RoleNotCounted};
pub use matching::Matching;
pub use missing::{MissingFromFile, MissingReason};
pub use nightly::{LimitExceeded, NightlyLimits, NightlyOutcome, NightlyQuestion, NightlyReport};
pub use note::{RowNote, deleted_sentence};
pub use plan::{FieldChange, Plan, PlanContext, PlanTotals, PlannedRow, RoleChange, RowAction, RowClass, plan};
pub use question::{Answer, KindAnswer, Question, QuestionKind};
pub use result::{ResultLine, ResultView, RowOutcome};
pub use roles::{PrivilegedRoles, RoleAssignment, RoleLine, RoleSource};
pub use roster::{Extent, Organisation, Roster, RosterAnswer, RosterRole};
pub use row::ImportedPerson;
pub use row_error::{RowError, RowFault};
pub use shape::{
    ColumnFinding, FileKind, FileShape, FirstRow, HeadingsChoice, Quoting, ReadList, ReadingChoices, ReadingForm,
    Separator, ShapeView, Sheet, SkipReason, SkippedRow, TextEncoding,
};
pub use table::{LocatedFinding, Table, TableRow};
pub use view::{
    CandidateView, ChangedCount, ColumnView, ColumnsView, DoneView, ImportConfirmResult, ImportLine, ImportListing,
    ImportPage, ImportStage, MissingFromFileView, PreviewFilter, PreviewView, QuestionView, RoleShift, RowView,
};

#[cfg(test)]
mod tests;
