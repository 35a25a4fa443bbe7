//! A page of rows of the file, or of people who are not in it.

use crate::widgets::{Cell, Checkbox, Choice, Column, DataTable, Row, RowHead, SelectField};
use domain::import::{Class, LeaverView, RowView};
use domain::permission::SchoolRoles;
use leptos::prelude::*;

/// Rows of one class.
#[component]
pub(super) fn Rows(class: Class, rows: Vec<RowView>, school: SchoolRoles) -> impl IntoView {
    let heads = ["Name", "Row", "Email address", "Job title", what(class)].map(Column::new).to_vec();
    let rows = rows.into_iter().map(|one| row(class, one, &school)).collect_view();
    view! { <DataTable caption=class.label() columns=heads>{rows}</DataTable> }
}

const fn what(class: Class) -> &'static str {
    match class {
        Class::Possible => "Who is this?",
        Class::Wrong => "What to correct",
        Class::Update => "What changes",
        Class::New => "Role",
        Class::Unchanged | Class::LeftAlone | Class::PassedOver => "Why",
    }
}

fn row(class: Class, row: RowView, school: &SchoolRoles) -> impl IntoView + use<> {
    let candidates = (!row.candidates.is_empty()).then(|| {
        let name = format!("same_{}", row.number);
        let new = Choice::new("", "Somebody new");
        let options: Vec<_> = std::iter::once(new)
            .chain(row.candidates.iter().map(|one| Choice::new(one.member.to_string(), one.about.clone())))
            .collect();
        let value = row.same.map(|member| member.to_string()).unwrap_or_default();
        let label = format!("Who {} is", row.name);
        view! {
            <div class="in-cell">
                <SelectField id=name.clone() name=name label plain=true options=Signal::stored(options) value=Signal::stored(value)/>
            </div>
        }
    });
    let changes = row
        .changes
        .into_iter()
        .map(|change| {
            let old = if change.old.is_empty() { "nothing".to_owned() } else { change.old };
            view! { <li><b>{change.field.label()}</b> ": " <bdi>{old}</bdi> " → " <span class="hidden">"becomes "</span> <bdi>{change.new}</bdi></li> }
        })
        .collect_view();
    let errors = row
        .errors
        .into_iter()
        .map(|error| view! { <li>{(!error.column.is_empty()).then(|| view! { <b>{error.column} ": "</b> })} {error.message}</li> })
        .collect_view();
    let notes = row.notes.into_iter().map(|note| view! { <li class="soft">{note}</li> }).collect_view();
    let role = row.role.map(|role| school.label(role)).map(|role| view! { <li>{role}</li> });
    view! {
        <Row muted=matches!(class, Class::PassedOver)>
            <RowHead><bdi>{row.name}</bdi></RowHead>
            <Cell label="Row">{row.number.to_string()}</Cell>
            <Cell label="Email address">{row.email}</Cell>
            <Cell label="Job title">{row.job_title}</Cell>
            <Cell label=what(class)>{candidates} <ul class="lines">{role} {changes} {errors} {notes}</ul></Cell>
        </Row>
    }
}

/// People who may have left.
#[component]
pub(super) fn Leavers(leavers: Vec<LeaverView>, school: SchoolRoles) -> impl IntoView {
    let heads = ["Name", "Job title", "Role", "What the file says", "Deactivate"].map(Column::new).to_vec();
    let rows = leavers
        .into_iter()
        .map(|leaver| {
            let id = leaver.member.to_string();
            let why = if leaver.why.is_empty() { "Nothing: they are not in it".to_owned() } else { leaver.why };
            let ticked = leaver.ticked;
            let (label, role) = (format!("Deactivate {}", leaver.name), school.label(leaver.role));
            view! {
                <Row>
                    <RowHead><bdi>{leaver.name}</bdi></RowHead>
                    <Cell label="Job title">{leaver.job_title}</Cell>
                    <Cell label="Role">{role}</Cell>
                    <Cell label="What the file says">{why}</Cell>
                    <Cell label="Deactivate">
                        <input type="hidden" name="shown" value=id.clone()/>
                        <Checkbox id=format!("leaver-{id}") name="leaver" value=id label checked=Signal::stored(ticked)/>
                    </Cell>
                </Row>
            }
        })
        .collect_view();
    view! {
        <p class="panel-note">"Nobody is deactivated unless you tick them. Who is deactivated cannot sign in any more; everything they did is kept, and they can be let in again."</p>
        <DataTable caption="Not in the file" columns=heads>{rows}</DataTable>
    }
}
