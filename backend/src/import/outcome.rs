//! What came of an import: in a sentence, as a page shows it, and as a file to keep.

use crate::Backend;
use crate::access::Permit;
use crate::export::csv_file;
use crate::session::Actor;
use domain::access::{ExportImport, ViewImports};
use domain::id::ImportId;
use domain::import::{Class, Deed, Plan, PlannedRow, ResultLine, ResultView};
use domain::permission::SchoolRoles;
use domain::problem::Problem;

/// So many lines that need looking at are shown on the page; the file has all.
const REMARKS: usize = 100;

/// What an import did.
pub(super) fn of(plan: &Plan, school: &SchoolRoles) -> (ResultView, Vec<ResultLine>) {
    let mut result = ResultView { has_rows: true, ..ResultView::default() };
    let mut lines = Vec::with_capacity(plan.rows.len());
    for row in &plan.rows {
        let person = row.person.as_ref();
        let has_email = person.is_some_and(|person| person.email.is_some());
        let (outcome, mut details) = match &row.deed {
            Deed::Add(role) => {
                result.added += 1;
                result.without_email += u32::from(!has_email);
                ("Added", vec![format!("Role: {}", school.label(*role))])
            }
            Deed::Write(_, changes) if changes.is_empty() => {
                result.unchanged += 1;
                ("Unchanged", Vec::new())
            }
            Deed::Write(_, changes) => {
                result.updated += 1;
                let said: Vec<_> = changes
                    .iter()
                    .map(|change| format!("{}: {} to {}", change.field.label(), or_nothing(&change.old), change.new))
                    .collect();
                ("Updated", said)
            }
            Deed::Nothing | Deed::Choose => {
                result.left_out += 1;
                (row.class.label(), Vec::new())
            }
        };
        details.extend(row.notes.iter().cloned());
        details.extend(row.errors.iter().map(|error| match error.column.as_str() {
            "" => error.message.clone(),
            column => format!("{column}: {}", error.message),
        }));
        let line = ResultLine {
            row: Some(row.number),
            name: row.name.clone(),
            email: person.and_then(|person| person.email.as_ref()).map(ToString::to_string).unwrap_or_default(),
            outcome: outcome.to_owned(),
            details: details.join(". "),
        };
        if needs_looking_at(row, has_email) && result.remarks.len() < REMARKS {
            result.remarks.push(line.clone());
        }
        lines.push(line);
    }
    for leaver in plan.leavers.iter().filter(|leaver| leaver.ticked) {
        result.deactivated += 1;
        lines.push(ResultLine {
            row: None,
            name: leaver.name.clone(),
            email: String::new(),
            outcome: "Deactivated".to_owned(),
            details: leaver.why.clone(),
        });
    }
    (result, lines)
}

fn needs_looking_at(row: &PlannedRow, has_email: bool) -> bool {
    match row.deed {
        Deed::Add(_) => !has_email,
        Deed::Write(..) => false,
        Deed::Nothing | Deed::Choose => matches!(row.class, Class::Wrong | Class::LeftAlone),
    }
}

fn or_nothing(text: &str) -> &str {
    if text.is_empty() { "nothing" } else { text }
}

/// What an import did, in a sentence.
pub(super) fn sentence(result: &ResultView) -> String {
    let parts = [
        (result.added, "added"),
        (result.updated, "updated"),
        (result.deactivated, "deactivated"),
        (result.left_out, "left out"),
    ];
    let said: Vec<_> =
        parts.iter().filter(|(number, _)| *number > 0).map(|(number, what)| format!("{number} {what}")).collect();
    if said.is_empty() { "Nothing to change".to_owned() } else { said.join(", ") }
}

/// What an import did, line by line, as a file that is safe to open in a spreadsheet.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not see imports; [`Problem::NotFound`] when the school has no such import that was confirmed.
pub async fn result_csv(backend: &Backend, actor: &Actor, import: ImportId) -> Result<String, Problem> {
    let permit = actor.permit(ViewImports)?;
    let lines = backend.store().import_lines(&permit, import).await?.ok_or(Problem::NotFound)?;
    let exports = actor.permit(ExportImport { people: lines.len() })?;
    Ok(file(&exports, &lines))
}

fn file(_: &Permit<ExportImport>, lines: &[ResultLine]) -> String {
    let row = |line: &ResultLine| {
        let number = line.row.map(|number| number.to_string()).unwrap_or_default();
        [number, line.name.clone(), line.email.clone(), line.outcome.clone(), line.details.clone()]
    };
    csv_file::small(["Row", "Name", "Email address", "Outcome", "Details"], lines.iter().map(row))
}
