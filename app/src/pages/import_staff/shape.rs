//! How the file was read, and correcting that without uploading it again.

use crate::api;
use crate::routes;
use crate::views::{loaded, loading};
use crate::widgets::{
    BusyNotice, Checkbox, Checkboxes, Choice, Disclosure, Fields, FormActions, Notice, NoticeKind, Panel, SelectField,
    Stamp, SubmitButton,
};
use domain::id::ImportId;
use domain::import::{FileKind, FileShape, ReadingForm, Roster, Separator, ShapeView, Sheet, SkippedRow, TextEncoding};
use leptos::prelude::*;

/// One line about how the file was read; unfolded, it shows the findings and what can be changed.
#[component]
pub(super) fn ReadingDetails(id: ImportId, open: bool) -> impl IntoView {
    let found = loading(move || api::shape_of_import(id));
    loaded(found, String::new(), move |found| found.map(|found| view! { <FileShapeDetails id found open/> }))
}

#[component]
fn FileShapeDetails(id: ImportId, found: ShapeView, open: bool) -> impl IntoView {
    let ShapeView { shape, roster, skips_hidden_rows, can_read_again } = found;
    let summary = shape.summary(roster.as_ref());
    let remarks = shape.remarks(roster.as_ref());
    let has_remarks = !remarks.is_empty();
    let remarks = remarks.into_iter().map(|remark| view! { <li>{remark}"."</li> }).collect_view();
    let asks_organisation = roster.as_ref().is_some_and(Roster::needs_organisation);
    let is_short = !open && !has_remarks && !asks_organisation;
    let skipped = shape.skipped.clone();
    let (skipped_count, is_skipping) = (shape.skipped_count, !skipped.is_empty());
    let line = match skipped_count {
        0 => format!("How the file was read: {summary}"),
        1 => format!("How the file was read: {summary}, 1 row skipped"),
        count => format!("How the file was read: {summary}, {count} rows skipped"),
    };
    let details = view! {
            <p id="shape-summary"><bdi>{summary}</bdi>"."</p>
            {has_remarks.then(|| view! { <ul class="lines">{remarks}</ul> })}
            {asks_organisation.then(|| view! {
                <Notice kind=NoticeKind::Warning title="Which organisation is your school?">
                    <p>"The file has several. Roles count only at your school: choose it below."</p>
                </Notice>
            })}
            {is_skipping.then(|| view! { <Skipped rows=skipped count=skipped_count/> })}
            {if can_read_again {
                view! {
                    <Disclosure summary=Signal::stored("Change how the file is read".to_owned()) open={asks_organisation || (open && shape.headings.is_none())}>
                        <ReadingChoicesForm id shape roster skips_hidden_rows/>
                    </Disclosure>
                }.into_any()
            } else {
                view! { <p class="soft">"Rolecall has not kept the file itself. To change how it is read, upload it again."</p> }.into_any()
            }}
    };
    if is_short {
        // On the preview, a reading that needs no attention takes one line.
        view! { <Panel id="shape"><Disclosure summary=Signal::stored(line) open=false>{details}</Disclosure></Panel> }
            .into_any()
    } else {
        view! { <Panel title="How the file was read" id="shape">{details}</Panel> }.into_any()
    }
}

/// The rows that do not describe people.
#[component]
fn Skipped(rows: Vec<SkippedRow>, count: u32) -> impl IntoView {
    let more = usize::try_from(count).unwrap_or(usize::MAX).saturating_sub(rows.len());
    let summary = if count == 1 { "1 row was skipped".to_owned() } else { format!("{count} rows were skipped") };
    let is_short = rows.len() <= 4;
    let rows = rows.iter().map(|row| view! { <li><bdi>{row.sentence()}</bdi></li> }).collect_view();
    view! {
        <Disclosure summary=Signal::stored(summary) open=is_short>
            <ul class="lines">
                {rows}
                {(more > 0).then(|| view! { <li class="soft">{format!("And {more} more.")}</li> })}
            </ul>
        </Disclosure>
    }
}

/// The form that reads the file again.
#[component]
fn ReadingChoicesForm(
    id: ImportId,
    shape: FileShape,
    roster: Option<Roster>,
    skips_hidden_rows: bool,
) -> impl IntoView {
    let is_roster = shape.kind == FileKind::OneRoster;
    let visible: Vec<Sheet> = shape.sheets.iter().filter(|sheet| !sheet.is_hidden).cloned().collect();
    let has_hidden_rows = shape.hidden_rows > 0 || skips_hidden_rows;
    let organisations = roster.filter(|roster| roster.organisations.len() > 1);
    view! {
        <form class="stack" method="post" action=routes::import_columns(id)>
            <Stamp/>
            {(visible.len() > 1).then(|| view! { <Sheets sheets=visible/> })}
            <Fields>
                {(!is_roster).then(|| headings(&shape))}
                {shape.separator.map(separator)}
                {shape.encoding.map(encoding)}
                {organisations.map(|roster| organisation(&roster))}
            </Fields>
            {has_hidden_rows.then(|| view! {
                <Checkbox id="skips_hidden_rows" name="skips_hidden_rows" label="Leave out rows that are hidden in the spreadsheet"
                    checked=Signal::stored(skips_hidden_rows)/>
            })}
            <FormActions>
                <SubmitButton label="Read the file again" name="then" value="read"/>
            </FormActions>
            <BusyNotice text="Reading the file. What you chose for its columns and rows starts anew."/>
        </form>
    }
}

#[component]
fn Sheets(sheets: Vec<Sheet>) -> impl IntoView {
    let boxes = sheets
        .into_iter()
        .enumerate()
        .map(|(place, sheet)| {
            let label = match (sheet.is_read, sheet.people) {
                (false, _) => sheet.name.clone(),
                (true, 1) => format!("{} (1 person)", sheet.name),
                (true, people) => format!("{} ({people} people)", sheet.name),
            };
            view! {
                <Checkbox id=format!("sheet-{place}") name="sheet" value=sheet.name label checked=Signal::stored(sheet.is_read)/>
            }
        })
        .collect_view();
    view! { <Checkboxes id="sheets" legend="Sheets to read">{boxes}</Checkboxes> }
}

fn headings(shape: &FileShape) -> impl IntoView + use<> {
    let rows = shape
        .first_rows
        .iter()
        .map(|row| Choice::new(row.number.to_string(), format!("Row {}: {}", row.number, row.text)));
    let options: Vec<_> =
        std::iter::once(Choice::new(ReadingForm::NO_HEADINGS, "The file has no headings")).chain(rows).collect();
    let value = shape.headings.map_or_else(|| ReadingForm::NO_HEADINGS.to_owned(), |row| row.to_string());
    view! {
        <SelectField id="headings" name="headings" label="Row of headings" plain=true options=Signal::stored(options) value=Signal::stored(value)
            hint="Rows above it are skipped."/>
    }
}

fn separator(found: Separator) -> impl IntoView {
    let options: Vec<_> = Separator::ALL.map(|one| Choice::new(one.code(), one.label())).to_vec();
    view! {
        <SelectField id="separator" name="separator" label="Between the cells" plain=true options=Signal::stored(options)
            value=Signal::stored(found.code().to_owned())/>
    }
}

fn encoding(found: TextEncoding) -> impl IntoView {
    let options: Vec<_> = TextEncoding::ALL.map(|one| Choice::new(one.code(), one.label())).to_vec();
    view! {
        <SelectField id="encoding" name="encoding" label="Encoding" plain=true options=Signal::stored(options)
            value=Signal::stored(found.code().to_owned()) hint="Change it if letters with accents look wrong."/>
    }
}

fn organisation(roster: &Roster) -> impl IntoView + use<> {
    let ask = roster.needs_organisation().then(|| Choice::new("", "Choose your school"));
    let label = |people: u32| if people == 1 { "1 person".to_owned() } else { format!("{people} people") };
    let each =
        roster.organisations.iter().map(|one| Choice::new(&one.id, format!("{} ({})", one.name, label(one.people))));
    let options: Vec<_> = ask.into_iter().chain(each).collect();
    let value = roster.organisation.clone().unwrap_or_default();
    view! {
        <SelectField id="organisation" name="organisation" label="Your school" plain=true options=Signal::stored(options) value=Signal::stored(value)
            hint="Roles at the others do not count."/>
    }
}
