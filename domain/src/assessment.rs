//! Assessment: what teachers enter in the markbook, by academic year and half-term, and what may be entered in each cell.
//! Who may is decided in [`crate::access`], by Sonar Tracker's permissions. Nothing here knows a pupil's name.

mod academic_year;
mod cell;
mod child;
mod due;
mod edit;
mod half_term;
mod kind;
mod objective;
mod objectives;
mod reach;
mod scale;
mod settings;
mod sheet;
mod statutory;
mod subject;

pub use academic_year::AcademicYear;
pub use cell::{CellKey, Closed};
pub use child::{ChildObjective, ChildPage, ChildResult, ChildYear, MarkChange, SubjectMarks};
pub use due::{DueMarks, DueSubject};
pub use edit::{EditKey, EditOutcome, EditRefused, MarkEdit, SavedMark};
pub use half_term::{HalfTerm, HalfTermStarts};
pub use kind::MarkKind;
pub use objective::{Objective, ObjectiveSet, SECURE};
pub use reach::MarkReach;
pub use scale::{MarkCode, Scale, SummativeSet};
pub use settings::AssessmentSettings;
pub use sheet::{ClassChanges, Column, Group, Mark, PupilMarks, RowId, Sheet, SheetListing};
pub use statutory::Measure;
pub use subject::Subject;
