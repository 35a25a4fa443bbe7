//! Rows of people who are not members yet.

use super::{Class, PlannedRow, RowAction};
use crate::import::finding::CellFinding;
use crate::import::roles::{self, Given, Giving, RoleSource};
use crate::import::{ImportedPerson, RowNote};
use std::collections::HashMap;

/// Decides what happens to a new person. Leavers, and people who are not staff of this school, are skipped. `given`
/// caches the roles that words of the file give: there are few words, however many rows.
pub(super) fn add(
    out: &mut PlannedRow,
    person: &ImportedPerson,
    giving: Giving<'_>,
    given: &mut HashMap<(Option<RoleSource>, String), Given>,
) {
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
    let word = roles::word(person).map_or((None, String::new()), |(source, word)| (Some(source), word.to_owned()));
    match given.entry(word).or_insert_with(|| giving.given(person)).clone() {
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
    out.notes.extend(person.leaving.map(|on| RowNote::Leaves { on }));
    out.class = Class::New;
}
