//! Rows of people who are not here yet.

use super::{Class, PlannedRow, RowAction, Setting};
use crate::import::finding::CellFinding;
use crate::import::roles::{self, Given};
use crate::import::{ImportedPerson, RowNote};

/// Says what becomes of somebody new. Whoever left, or is no staff of this school, is skipped.
pub(super) fn add(out: &mut PlannedRow, person: &ImportedPerson, setting: Setting<'_>, has_old_names: bool) {
    if let Some(left) = &person.left {
        out.class = Class::Skipped;
        out.notes.push(RowNote::Left(left.clone()));
        return;
    }
    let is_elsewhere = |note: &RowNote| matches!(note, RowNote::Cell { finding: CellFinding::OtherOrganisation, .. });
    if out.notes.iter().any(is_elsewhere) {
        out.class = Class::Skipped;
        return;
    }
    match setting.giving_with(has_old_names).given(person) {
        Given::LeftOut => {
            out.class = Class::Skipped;
            out.is_left_out = true;
            let word = roles::word(person).map_or("", |(_, word)| word);
            out.notes.push(RowNote::LeftOut { word: word.to_owned() });
            return;
        }
        Given::Role(role) => out.action = RowAction::Add(role),
        Given::Open => {
            out.action = RowAction::Choose;
            out.notes.push(RowNote::NeedsRole);
        }
        Given::Several(word) => {
            out.action = RowAction::Choose;
            out.notes.push(RowNote::SeveralRoles { word });
        }
    }
    out.class = Class::New;
}
