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
mod finding;
mod leaver;
mod matching;
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
pub use existing::{Deleted, ExistingMember};
pub use fault::{FILE_FIELD, ListFault};
pub use field::{ImportField, is_import_heading};
pub use finding::{CellFinding, FormulaError, NotCounted, RoleNotCounted};
pub use leaver::{Leaver, LeaverReason};
pub use matching::Matching;
pub use nightly::{BeyondLimit, NightlyEnd, NightlyLimits, NightlyQuestion, NightlyReport};
pub use note::{RowNote, deleted_sentence};
pub use plan::{Class, FieldChange, Plan, PlannedRow, RoleChange, RowAction, Setting, Tally, plan};
pub use question::{Answer, KindAnswer, Question, QuestionKind};
pub use result::{Outcome, ResultLine, ResultView};
pub use roles::{Giving, RoleLine, RoleSource, StrongRoles};
pub use roster::{Extent, Organisation, Roster, RosterAnswer, RosterRole};
pub use row::ImportedPerson;
pub use row_error::{RowError, RowFault};
pub use shape::{
    ColumnFinding, FileKind, FileShape, FirstRow, HeadingsChoice, Quoting, ReadList, ReadingChoices, ReadingForm,
    Separator, ShapeView, Sheet, SkippedRow, TextEncoding, WhySkipped,
};
pub use table::{FoundInCell, Table, TableRow};
pub use view::{
    CandidateView, ColumnView, ColumnsView, Confirmed, DoneView, ImportLine, ImportListing, ImportPage, LeaverView,
    Moved, PreviewView, QuestionView, RoleShift, RowView, Shown, Stage,
};

#[cfg(test)]
mod tests;
