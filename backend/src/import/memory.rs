//! Remembering choices: the next file with the same columns starts with those of the last one.

use crate::access::Permit;
use crate::store::{MappingSource, SchoolTransaction, Store};
use domain::access::{ImportStaff, ViewImports};
use domain::import::{Choices, Matching, Plan, ReadList, RowNote, Table};
use domain::problem::Problem;
use domain::role::{HeldRole, Role};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};

impl MappingSource {
    /// The choices of the last file with the same columns, or those its headings suggest.
    pub async fn of(store: &Store, permit: &Permit<ViewImports>, read: &ReadList) -> Result<Self, Problem> {
        let table = &read.table;
        let suggested = Matching::with_headings(table, read.shape.headings.is_some());
        let last = store.import_shape(permit, &shape_of(table, &suggested)).await?;
        let last = last.filter(|(matching, _)| matching.columns.len() == table.width && matching.missing().is_empty());
        Ok(match last {
            Some((matching, choices)) => Self { matching, choices, as_last_time: true },
            None => Self { matching: suggested, choices: Choices::default(), as_last_time: false },
        })
    }
}

/// The headings of a file, ignoring case; without headings, the number of columns. It identifies no person.
fn shape_of(table: &Table, matching: &Matching) -> String {
    let names = if matching.has_header {
        table.headers(true).iter().map(|header| header.trim().to_lowercase()).collect::<Vec<_>>().join("\n")
    } else {
        table.width.to_string()
    };
    crate::token::hex(&Sha256::digest(names.as_bytes()))
}

/// Remembers choices for the next file: columns, the role for each word, and skipped rows. Account Admin is never
/// remembered and has to be chosen each time.
pub(super) async fn keep(
    change: &mut SchoolTransaction,
    permit: &Permit<ImportStaff>,
    (table, matching, choices): (&Table, &Matching, &Choices),
    plan: &Plan,
) -> Result<(), Problem> {
    let is_kept = |role: &HeldRole| !matches!(role.level(), Role::AccountAdmin | Role::AccountOwner);
    let roles = choices.roles.iter().filter(|(_, role)| role.as_ref().is_none_or(is_kept));
    let kept = Choices {
        roles: roles.map(|(word, role)| (word.clone(), *role)).collect(),
        other_role: choices.other_role.filter(is_kept),
        ..Choices::default()
    };
    change.keep_import_shape(permit, &shape_of(table, matching), matching, &kept).await?;
    let asked = plan.rows.iter().filter(|row| row.question.is_some());
    let (mut left, mut others) = (BTreeMap::new(), BTreeSet::new());
    for row in asked {
        let (Some(key), Some(question)) = (row.key.as_deref(), &row.question) else { continue };
        if row.notes.contains(&RowNote::LeftAlone) {
            let about: Vec<_> = question.candidates.iter().map(ToString::to_string).collect();
            left.insert(key, about.join(" "));
        } else {
            others.insert(key);
        }
    }
    change.keep_left_rows(permit, &left, &others).await?;
    Ok(())
}
