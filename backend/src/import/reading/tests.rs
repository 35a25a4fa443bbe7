//! Tests of the reader as a whole: each kind of file that schools send, and its findings. One kind of file in each
//! module; `files.rs` builds the files. Tests of a single step are beside that step, tests of planning an import in
//! `domain::import`.

mod excel;
pub(super) mod files;
mod lists;
mod one_roster;
mod refused;
mod spreadsheets;

use super::read;
use domain::import::{ListFault, ReadList, ReadingChoices, SkipReason};

fn list(file: &[u8]) -> ReadList {
    chosen(file, &ReadingChoices::default())
}

fn chosen(file: &[u8], choices: &ReadingChoices) -> ReadList {
    read(file, choices).unwrap_or_else(|fault| panic!("{fault:?}: {}", fault.sentence()))
}

fn fault(file: &[u8]) -> ListFault {
    read(file, &ReadingChoices::default()).unwrap_err()
}

/// Each row's number and cells.
fn cells(list: &ReadList) -> Vec<(u32, Vec<&str>)> {
    list.table.rows.iter().map(|row| (row.number, row.cells.iter().map(String::as_str).collect())).collect()
}

fn skipped(list: &ReadList) -> Vec<(u32, SkipReason)> {
    list.shape.skipped.iter().map(|row| (row.number, row.why)).collect()
}
