//! Taking a list of staff from the school's MIS: what its columns mean, what its rows say, and what each would do here.
//!
//! Pure: the file was read into a [`Table`] before, the people come as [`Known`], and what comes out is a [`Plan`].

mod choices;
mod fault;
mod field;
mod matching;
mod plan;
mod roles;
mod row;
mod table;
mod view;

pub use choices::{Choices, Decisions};
pub use fault::{FILE_FIELD, ListFault};
pub use field::{ImportField, is_import_heading};
pub use matching::Matching;
pub use plan::{Candidate, Class, Deed, FieldChange, Known, Leaver, Plan, PlannedRow, Setting, plan};
pub use roles::{Giving, RoleLine, RoleSource, strong_role_warning};
pub use row::{ImportedPerson, RowError};
pub use table::{Table, TableRow};
pub use view::{
    ColumnView, ColumnsView, Confirmed, ImportLine, ImportListing, ImportPage, LeaverView, PreviewView, ResultLine,
    ResultView, RowView, Shown, Stage,
};

#[cfg(test)]
mod tests;
