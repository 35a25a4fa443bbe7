//! The table of marks: a form with a field for each cell that the reader can edit. The name of a field says its cell, the
//! version it was drawn at and the value it had, so that only what was changed is saved.

use super::reasons::{Reasons, closed_cell, of_column, of_row, opener};
use super::submitted::{CellField, RefusedMark};
use crate::routes;
use crate::widgets::{FormActions, Stamp, SubmitButton};
use domain::assessment::{Closed, Column, Mark, MarkCode, PupilMarks, RowId, Sheet};
use leptos::prelude::*;

#[component]
pub(super) fn Grid(
    /// The page.
    sheet: Sheet,
    /// What was typed and refused.
    typed: Vec<RefusedMark>,
    /// Whether the reader can edit anything.
    editable: bool,
) -> impl IntoView {
    let Sheet { listing, columns, rows, changes, .. } = sheet;
    let heads = columns.iter().enumerate().map(|(place, column)| head(place, column)).collect_view();
    let reasons = view! { <Reasons columns=columns.clone() rows=rows.clone()/> };
    let lines = rows.into_iter().enumerate();
    let rows = lines.map(|(place, row)| line(place, row, &columns, &typed, editable)).collect_view();
    let numbers: Vec<_> = changes.iter().map(|one| format!("{}:{}", one.class, one.changes)).collect();
    let legend = legend(&columns);
    let table = view! {
        <div class="marks-scroll" role="region" tabindex="0" aria-label="Marks">
            <table class="marks">
                <thead><tr><th scope="col">"Pupil"</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {reasons}
        {legend}
    };
    if !editable {
        return view! { <div id="marks" data-changes=numbers.join(" ")>{table}</div> }.into_any();
    }
    view! {
        <form id="marks" method="post" action=routes::markbook(&listing) data-changes=numbers.join(" ")>
            <Stamp/>
            {table}
            <div class="marks-save"><FormActions><SubmitButton label="Save marks"/></FormActions></div>
        </form>
    }
    .into_any()
}

fn head(place: usize, column: &Column) -> AnyView {
    let takes: Vec<_> = column.scale.codes.iter().map(|code| format!("{}={}", code.code, code.label)).collect();
    let lock = column.closed.as_ref().map(|closed| {
        let from = match closed {
            Closed::NotBegun { begins, .. } => Some(view! { <small>{format!("from {}", begins.words())}</small> }),
            Closed::Denied(_) | Closed::Left { .. } => None,
        };
        view! { {from} {opener(of_column(place))} }
    });
    view! {
        <th scope="col" class:now=column.is_now class:closed=column.closed.is_some() data-takes=takes.join("|")
            data-up-to=column.scale.up_to.map(|most| most.to_string())>
            <span>{column.label.clone()}</span> {lock}
        </th>
    }
    .into_any()
}

fn line(place: usize, row: PupilMarks, columns: &[Column], typed: &[RefusedMark], editable: bool) -> AnyView {
    let PupilMarks { id, name, about, is_key, closed, marks } = row;
    let cells = columns
        .iter()
        .zip(marks)
        .enumerate()
        .map(|(number, (column, mark))| match mark {
            None => view! { <td class="none"><span class="hidden">"Not for this year group"</span></td> }.into_any(),
            Some(mark) => match &id {
                RowId::Pupil(pupil) if editable && closed.is_none() && column.closed.is_none() => {
                    let field = CellField {
                        pupil: *pupil,
                        cell: column.cell.clone(),
                        version: mark.version,
                        was: mark.value.clone(),
                    };
                    let refused = typed.iter().find(|one| one.pupil == *pupil && one.cell == column.cell);
                    input(&field, &name, column, mark, refused)
                }
                _ => {
                    let of_row = closed.as_ref().map(|_| of_row(place));
                    shown(column, of_row.or_else(|| column.closed.as_ref().map(|_| of_column(number))), &mark)
                }
            },
        })
        .collect_view();
    let is_alias = matches!(id, RowId::Alias(_));
    let name = if is_alias { view! { <span>{name}</span> }.into_any() } else { view! { <bdi>{name}</bdi> }.into_any() };
    view! {
        <tr>
            <th scope="row">
                {name}
                {is_key.then(|| view! { <span class="mark-key" title="Your key child">"Key"</span> })}
                {(!about.is_empty()).then(|| view! { <span class="soft">{about}</span> })}
                {closed.map(|closed| view! { <span class="soft">{left(&closed)}</span> {opener(of_row(place))} })}
            </th>
            {cells}
        </tr>
    }
    .into_any()
}

/// What the codes mean, where all columns take the same.
fn legend(columns: &[Column]) -> Option<AnyView> {
    let scale = &columns.first()?.scale;
    let is_same = columns.iter().all(|column| column.scale == *scale);
    let codes = is_same.then(|| {
        let code = |code: &MarkCode| view! { <li><b>{code.code.to_string()}</b> " " {code.label.to_string()}</li> };
        scale.codes.iter().map(code).collect_view()
    });
    codes.map(|codes| view! { <ul class="marks-legend">{codes}</ul> }.into_any())
}

/// That a pupil has left, in a few words.
fn left(closed: &Closed) -> String {
    match closed {
        Closed::Left { on } => format!("Left on {}", on.words()),
        other => other.sentence(),
    }
}

/// A mark that cannot be edited here, with the id of the reason if it is the cell that is closed.
fn shown(column: &Column, why: Option<String>, mark: &Mark) -> AnyView {
    let means = column.scale.label(&mark.value).map(str::to_owned);
    match why {
        Some(why) => view! { <td class="closed" title=means>{closed_cell(why, mark.value.clone())}</td> }.into_any(),
        None => view! { <td title=means>{mark.value.clone()}</td> }.into_any(),
    }
}

/// A field for a mark.
fn input(field: &CellField, name: &str, column: &Column, mark: Mark, refused: Option<&RefusedMark>) -> AnyView {
    let label = format!("{name}, {}", column.label);
    let value = refused.map_or(mark.value, |refused| refused.typed.clone());
    let by = (!mark.by.is_empty()).then(|| format!("{}, {}", mark.by, mark.at));
    let mode = if column.scale.up_to.is_some() { "numeric" } else { "text" };
    view! {
        <td>
            <input class="mark" type="text" name=field.name() value=value aria-label=label title=by maxlength="4" autocomplete="off"
                autocapitalize="characters" spellcheck="false" inputmode=mode data-version=field.version.to_string()
                aria-invalid=refused.map(|_| "true") data-state=refused.map(|_| "refused")/>
        </td>
    }
    .into_any()
}
