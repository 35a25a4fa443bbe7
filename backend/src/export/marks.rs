//! A page of the markbook as a file: what the reader sees there, one line for each pupil or alias.

use super::file_name;
use super::table::{Cell, Column, Row, Sheet};
use super::writing::{Exported, begin};
use crate::Backend;
use crate::pupils::rules;
use crate::session::Actor;
use crate::store::Entry;
use domain::access::{Action as _, ExportMarks};
use domain::assessment::{AcademicYear, Closed, Group, MarkKind, RowId, Sheet as MarkSheet, SheetListing};
use domain::export::Format;
use domain::problem::Problem;
use serde_json::json;

/// Exports the page of the markbook that `listing` asks for.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not see the marks, or may not export data.
pub async fn marks(
    backend: &Backend,
    actor: &Actor,
    listing: SheetListing,
    format: Format,
) -> Result<Exported, Problem> {
    let sheet = crate::marks::sheet(backend, actor, listing).await?;
    let rules = &rules(backend, actor).await?;
    let kind = sheet.listing.kind.unwrap_or(MarkKind::Summative);
    let pupils = sheet.rows.iter().filter(|row| matches!(row.id, RowId::Pupil(_))).count();
    let permit = actor.permit(ExportMarks { rules, kind, pupils })?;
    let (mut change, actor, _) = backend.note_with(actor, permit).await?;
    let now = change.at();
    let of = sheet.listing.group.as_ref().map(Group::label).unwrap_or_default();
    let year = sheet.listing.year.map(|year| year.label()).unwrap_or_default();
    change
        .record(Entry {
            action: ExportMarks::LOGGED,
            subject_kind: "school",
            subject_id: actor.school().to_string(),
            new_value: Some(json!({
                "academic_year": sheet.listing.year.map(AcademicYear::begins),
                "mark_kind": kind.code(),
                "pupils": sheet.rows.len(),
                "format": format.ending(),
            })),
            ..Entry::default()
        })
        .await?;
    change.commit().await?;
    let has_about = sheet.rows.iter().any(|row| !row.about.is_empty());
    let about = has_about.then(|| Column::new(if is_of_classes(&sheet) { "Class" } else { "Year group" }, 14));
    let columns = [Column::new("Pupil", 28)].into_iter().chain(about);
    let columns = columns.chain(sheet.columns.iter().map(|column| Column::new(column.label.clone(), 16))).collect();
    let rows: Vec<Row> = sheet
        .rows
        .into_iter()
        .map(|row| {
            let about = has_about.then(|| Cell::text(row.about));
            let marks = row.marks.into_iter().map(|mark| mark.map_or(Cell::Empty, |mark| value(mark.value)));
            let name = match &row.closed {
                Some(Closed::Left { on }) => format!("{}, left on {}", row.name, on.words()),
                _ => row.name,
            };
            [Cell::text(name)].into_iter().chain(about).chain(marks).collect()
        })
        .collect();
    let name = crate::school::settings_of(backend, &actor).await?.name;
    let subject = sheet.listing.subject.filter(|_| kind != MarkKind::Statutory).map(|one| one.label().to_owned());
    let filters: Vec<_> = [Some(of), subject, Some(year)].into_iter().flatten().collect();
    let name = file_name(&name, &format!("{}-marks", kind.code()), &filters, now, format);
    let sheets = vec![Sheet { name: kind.label().to_owned(), columns }];
    Ok(begin(name, format, sheets, move |mut sink| async move {
        sink.put(0, rows).await?;
        Ok(sink)
    }))
}

/// Whether what tells pupils of a page apart is their class: on pages of the reader's own, for those who may know them.
fn is_of_classes(sheet: &MarkSheet) -> bool {
    let by_name = sheet.rows.iter().all(|row| matches!(row.id, RowId::Pupil(_)));
    by_name && sheet.listing.group == Some(Group::Mine)
}

/// Scores are numbers, codes are text.
fn value(value: String) -> Cell {
    match value.parse() {
        Ok(score) => Cell::Number(score),
        Err(_) if value.is_empty() => Cell::Empty,
        Err(_) => Cell::Text(value),
    }
}
