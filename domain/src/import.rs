//! Taking a list of staff from the school's MIS: what its columns mean, what its rows say, and what each would do here.
//!
//! Pure: the file was read into a [`Table`] before, the people come as [`Known`], and what comes out is a [`Plan`].

mod choices;
pub mod clean;
mod fault;
mod field;
mod finding;
mod matching;
mod plan;
mod punycode;
mod roles;
mod roster;
mod row;
mod shape;
mod table;
mod view;

pub use choices::{Choices, Decisions};
pub use fault::{FILE_FIELD, ListFault};
pub use field::ImportField;
pub use finding::{CellFinding, FormulaError, NotCounted, RoleNotCounted};
pub use matching::Matching;
pub use plan::{Candidate, Class, Deed, FieldChange, Known, Leaver, Plan, PlannedRow, Setting, plan};
pub use roles::{Giving, RoleLine, RoleSource, strong_role_warning};
pub use roster::{Extent, Organisation, Roster, RosterAnswer, RosterRole};
pub use row::{ImportedPerson, RowError};
pub use shape::{
    ColumnFinding, FileKind, FileShape, FirstRow, HeadingsChoice, Quoting, ReadList, ReadingChoices, ReadingForm,
    Separator, ShapeView, Sheet, SkippedRow, TextEncoding, WhySkipped,
};
pub use table::{FoundInCell, Table, TableRow};
pub use view::{
    ColumnView, ColumnsView, Confirmed, ImportLine, ImportListing, ImportPage, LeaverView, PreviewView, ResultLine,
    ResultView, RowView, Shown, Stage,
};

#[cfg(test)]
mod tests;
