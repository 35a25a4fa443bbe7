//! The table of marks: a form with a field for each cell that the reader can edit. The name of a field says its cell, the
//! version it was drawn at and the value it had, so that only what was changed is saved.

use super::submitted::{CellField, RefusedMark};
use crate::routes;
use crate::widgets::{FormActions, Icon, IconView, Stamp, SubmitButton};
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
    let heads = columns.iter().map(head).collect_view();
    let rows = rows.into_iter().map(|row| line(row, &columns, &typed, editable)).collect_view();
    let numbers: Vec<_> = changes.iter().map(|one| format!("{}:{}", one.class, one.changes)).collect();
    let legend = legend(&columns);
    let table = view! {
        <div class="marks-scroll" role="region" tabindex="0" aria-label="Marks">
            <table class="marks">
                <thead><tr><th scope="col">"Pupil"</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
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

fn head(column: &Column) -> AnyView {
    let takes: Vec<_> = column.scale.codes.iter().map(|code| format!("{}={}", code.code, code.label)).collect();
    let closed = column.closed.as_ref().map(Closed::sentence);
    let lock = column.closed.as_ref().map(|closed| match closed {
        Closed::NotBegun { begins, .. } => view! { <small>{format!("from {}", begins.words())}</small> }.into_any(),
        Closed::Denied(_) => {
            view! { <IconView icon=Icon::Lock/> <span class="hidden">" (cannot be edited)"</span> }.into_any()
        }
    });
    view! {
        <th scope="col" class:now=column.is_now class:closed=closed.is_some() title=closed data-takes=takes.join("|")
            data-up-to=column.scale.up_to.map(|most| most.to_string())>
            <span>{column.label.clone()}</span> {lock}
        </th>
    }
    .into_any()
}

fn line(row: PupilMarks, columns: &[Column], typed: &[RefusedMark], editable: bool) -> AnyView {
    let PupilMarks { id, name, about, is_key, marks } = row;
    let cells = columns
        .iter()
        .zip(marks)
        .map(|(column, mark)| match mark {
            None => view! { <td class="none"><span class="hidden">"Not for this year group"</span></td> }.into_any(),
            Some(mark) => match &id {
                RowId::Pupil(pupil) if editable && column.closed.is_none() => {
                    let field = CellField {
                        pupil: *pupil,
                        cell: column.cell.clone(),
                        version: mark.version,
                        was: mark.value.clone(),
                    };
                    let refused = typed.iter().find(|one| one.pupil == *pupil && one.cell == column.cell);
                    input(&field, &name, column, mark, refused)
                }
                _ => shown(column, &mark),
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

/// A mark that cannot be edited here.
fn shown(column: &Column, mark: &Mark) -> AnyView {
    let means = column.scale.label(&mark.value).map(str::to_owned);
    view! { <td class:closed=column.closed.is_some() title=means>{mark.value.clone()}</td> }.into_any()
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
