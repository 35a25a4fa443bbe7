//! Rows of people who are not members yet.

use super::{PlannedRow, RowAction, RowClass};
use crate::import::finding::CellFinding;
use crate::import::roles::{self, AssignedRole, RoleAssignment, RoleSource};
use crate::import::{ImportedPerson, RowNote};
use std::collections::HashMap;

/// Decides what happens to a new person. Leavers, and people who are not staff of this school, are skipped. `given`
/// caches the roles that words of the file give: there are few words, however many rows.
pub(super) fn add(
    out: &mut PlannedRow,
    person: &ImportedPerson,
    giving: RoleAssignment<'_>,
    given: &mut HashMap<(Option<RoleSource>, String), AssignedRole>,
) {
    if let Some(left) = &person.left {
        out.class = RowClass::Skipped;
        out.notes.push(RowNote::Left(left.clone()));
        return;
    }
    let is_elsewhere = |note: &RowNote| matches!(note, RowNote::Cell { finding: CellFinding::OtherOrganisation, .. });
    if out.notes.iter().any(is_elsewhere) {
        out.class = RowClass::Skipped;
        return;
    }
    let word = roles::word(person).map_or((None, String::new()), |(source, word)| (Some(source), word.to_owned()));
    match given.entry(word).or_insert_with(|| giving.given(person)).clone() {
        AssignedRole::LeftOut => {
            out.class = RowClass::Skipped;
            out.is_left_out = true;
            let word = roles::word(person).map_or("", |(_, word)| word);
            out.notes.push(RowNote::LeftOut { word: word.to_owned() });
            return;
        }
        AssignedRole::Role(role) => out.action = RowAction::Add(role),
        AssignedRole::Open => {
            out.action = RowAction::Choose;
            out.notes.push(RowNote::NeedsRole);
        }
        AssignedRole::Several(word) => {
            out.action = RowAction::Choose;
            out.notes.push(RowNote::SeveralRoles { word });
        }
    }
    out.notes.extend(person.leaving.map(|on| RowNote::Leaves { on }));
    out.class = RowClass::New;
}
