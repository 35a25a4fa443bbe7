//! Relations between rows of one file: repeats, contradictions and shared addresses.

use super::identifiers::RowIdentifiers;
use super::identify::MatchResult;
use crate::import::{ImportedPerson, RowError, RowFault, RowNote, Table, TableRow};
use crate::limits;
use std::borrow::Cow;
use std::collections::HashMap;

/// The relations between the rows of a file.
pub(super) struct RowConflicts {
    /// Rows that are already decided and need not be identified.
    pub found: HashMap<usize, MatchResult>,
    /// Rows that share their address with others.
    pub shared: HashMap<usize, RowNote>,
}

impl RowConflicts {
    pub fn of(
        read: &[Result<ImportedPerson, Vec<RowError>>],
        rows: &[Cow<'_, TableRow>],
        table: &Table,
        signs: &[RowIdentifiers],
        keys: &[String],
    ) -> Self {
        let place_of = |place: usize| rows.get(place).map(|row| table.place_of(row.id())).unwrap_or_default();
        let mut found = HashMap::new();
        let (mut by_id, mut by_key) = (HashMap::<&str, usize>::new(), HashMap::<&str, usize>::new());
        let mut by_person: HashMap<(&str, &str), usize> = HashMap::new();
        let mut by_email: HashMap<&str, Vec<usize>> = HashMap::new();
        for (place, ((person, one), key)) in read.iter().zip(signs).zip(keys).enumerate() {
            if person.is_err() {
                continue;
            }
            let before = first_with(&mut by_id, &one.mis_id, place);
            if let Some(before) = before {
                if signs.get(before).is_some_and(|other| other.name == one.name) {
                    found.insert(place, MatchResult::Repeats(RowNote::Repeats { row: place_of(before) }));
                } else {
                    found.insert(place, MatchResult::Wrong(same_id(&one.mis_id, place_of(before))));
                    found.insert(before, MatchResult::Wrong(same_id(&one.mis_id, place_of(place))));
                }
                continue;
            }
            let before = first_with(&mut by_key, key, place);
            if let Some(before) = before {
                let is_bare = one.mis_id.is_empty() && one.email.is_empty() && one.code.is_empty();
                let said = if is_bare {
                    MatchResult::Wrong(same_name(place_of(before)))
                } else {
                    MatchResult::Repeats(RowNote::Repeats { row: place_of(before) })
                };
                found.insert(place, said);
                continue;
            }
            if !one.email.is_empty() {
                let before = *by_person.entry((&one.name, &one.email)).or_insert(place);
                let is_other_id = signs.get(before).is_some_and(|other| {
                    !other.mis_id.is_empty() && !one.mis_id.is_empty() && other.mis_id != one.mis_id
                });
                if before != place && !is_other_id {
                    found.insert(place, MatchResult::Repeats(RowNote::Repeats { row: place_of(before) }));
                    continue;
                }
                by_email.entry(&one.email).or_default().push(place);
            }
        }
        let mut shared = HashMap::new();
        for sharers in by_email.into_values().filter(|sharers| sharers.len() > 1) {
            for place in &sharers {
                let others = sharers.iter().filter(|other| *other != place);
                let rows = others.take(limits::SHARERS_NAMED).map(|other| place_of(*other)).collect();
                let more = u32::try_from((sharers.len() - 1).saturating_sub(limits::SHARERS_NAMED)).unwrap_or(u32::MAX);
                shared.insert(*place, RowNote::SharedEmail { rows, more });
            }
        }
        Self { found, shared }
    }
}

/// The earlier row with the same sign.
fn first_with<'a>(rows: &mut HashMap<&'a str, usize>, sign: &'a str, place: usize) -> Option<usize> {
    if sign.is_empty() {
        return None;
    }
    Some(*rows.entry(sign).or_insert(place)).filter(|before| *before != place)
}

fn same_name(row: String) -> RowError {
    RowError { field: None, column: String::new(), value: String::new(), fault: RowFault::SameName { row } }
}

fn same_id(id: &str, row: String) -> RowError {
    let fault = RowFault::SameId { id: id.to_owned(), row };
    RowError { field: None, column: String::new(), value: String::new(), fault }
}
