//! The result of an import, as values and as a CSV file.

use super::basis::PlanBasis;
use crate::Backend;
use crate::access::Permit;
use crate::export::csv_file;
use crate::limits;
use crate::session::Actor;
use domain::access::{ExportImport, ViewImports};
use domain::id::{BulkId, ImportId};
use domain::import::{Plan, PlannedRow, ResultLine, ResultView, RowAction, RowClass, RowOutcome};
use domain::member::MemberField;
use domain::permission::SchoolRoles;
use domain::problem::Problem;
use std::collections::HashSet;

/// The result of a confirmed plan.
pub(super) fn of(plan: &Plan, basis: &PlanBasis, bulks: Vec<BulkId>) -> (ResultView, Vec<ResultLine>) {
    let mut result = ResultView { has_rows: true, bulks, ..ResultView::default() };
    let mut lines = Vec::with_capacity(plan.rows.len());
    // Leavers named in the file have a line of their own.
    let ticked: HashSet<u32> =
        plan.leavers.iter().filter(|leaver| leaver.ticked).filter_map(|leaver| leaver.row).collect();
    let is_line = |row: &&PlannedRow| !ticked.contains(&row.row);
    for row in plan.rows.iter().filter(is_line) {
        let line = line(row, basis);
        match line.outcome {
            RowOutcome::Added => {
                result.added += 1;
                result.without_email += u32::from(line.email.is_empty());
            }
            RowOutcome::Updated => result.updated += 1,
            RowOutcome::Unchanged => result.unchanged += 1,
            _ => result.left_out += 1,
        }
        if line.needs_looking_at() && result.remarks.len() < limits::IMPORT_REMARKS {
            result.remarks.push(line.clone());
        }
        lines.push(line);
    }
    for leaver in plan.leavers.iter().filter(|leaver| leaver.ticked) {
        result.deactivated += 1;
        lines.push(ResultLine {
            row: leaver.row.map(|row| basis.table.place_of(row)),
            member: Some(leaver.member),
            name: leaver.name.clone(),
            outcome: RowOutcome::Deactivated,
            left: Some(leaver.reason.clone()),
            ..ResultLine::default()
        });
    }
    (result, lines)
}

fn line(row: &PlannedRow, basis: &PlanBasis) -> ResultLine {
    let email = row.person.as_ref().and_then(|person| person.email.as_ref());
    let mut line = ResultLine {
        row: Some(basis.table.place_of(row.row)),
        name: row.name.clone(),
        email: email.map(ToString::to_string).unwrap_or_default(),
        notes: row.notes.clone(),
        errors: row.errors.clone(),
        ..ResultLine::default()
    };
    line.outcome = match &row.action {
        RowAction::Add(role) => {
            line.role = Some(*role);
            RowOutcome::Added
        }
        RowAction::Write(member, changes) => {
            line.member = Some(*member);
            line.changes.clone_from(changes);
            line.role_change = row.role_change.filter(|change| change.ticked);
            if row.changes_anything() { RowOutcome::Updated } else { RowOutcome::Unchanged }
        }
        RowAction::Nothing | RowAction::Choose => match row.class {
            RowClass::Question => RowOutcome::Unanswered,
            RowClass::Wrong => RowOutcome::Wrong,
            RowClass::LeftAlone => RowOutcome::LeftAlone,
            _ => RowOutcome::Skipped,
        },
    };
    line
}

/// The result of an import line by line, as a CSV file that is safe to open in a spreadsheet.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not see imports; [`Problem::NotFound`] when the school has no such confirmed
/// import.
pub async fn result_csv(backend: &Backend, actor: &Actor, import: ImportId) -> Result<String, Problem> {
    let permit = actor.permit(ViewImports)?;
    let lines = backend.store().import_lines(&permit, import).await?.ok_or(Problem::NotFound)?;
    let exports = actor.permit(ExportImport { people: lines.len() })?;
    let roles = crate::school::settings_of(backend, &permit).await?.roles;
    Ok(file(&exports, &lines, &roles))
}

fn file(_: &Permit<ExportImport>, lines: &[ResultLine], roles: &SchoolRoles) -> String {
    let row = |line: &ResultLine| {
        let details = line.sentences(roles).join(". ");
        let number = line.row.clone().unwrap_or_default();
        [number, line.name.clone(), line.email.clone(), line.outcome.label().to_owned(), details]
    };
    csv_file::small(["Row", "Name", MemberField::Email.label(), "Outcome", "Details"], lines.iter().map(row))
}
