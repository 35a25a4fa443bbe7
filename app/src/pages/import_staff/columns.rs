//! What each column of the file holds.

use crate::posted::first;
use crate::routes;
use crate::views::{FormProblem, error_of, field_errors};
use crate::widgets::{
    ButtonKind, Cell, Choice, Column, DataTable, FormActions, Notice, NoticeKind, Panel, Row, RowHead, SelectField,
    Stamp, SubmitButton,
};
use domain::bulk::count_people;
use domain::id::ImportId;
use domain::import::{ColumnView, ColumnsView, ImportField, Matching};
use domain::problem::Problem;
use leptos::prelude::*;

/// Each column with its first cells, and the field it is matched to.
#[component]
pub(super) fn Columns(
    id: ImportId,
    view: ColumnsView,
    problem: Option<Problem>,
    sent: Vec<(String, String)>,
) -> impl IntoView {
    let errors = field_errors(problem.as_ref());
    let is_sent = sent.iter().any(|(key, value)| key == "then" && value == "columns");
    let has_header = if is_sent { first(&sent, "has_header").is_some() } else { view.has_header };
    let people = view.people;
    let how = if view.as_last_time {
        " Columns were matched as in your last file."
    } else {
        " Columns were matched by their names."
    };
    let rows = view
        .columns
        .into_iter()
        .enumerate()
        .map(|(place, column)| {
            let name = Matching::name_of(place);
            let value = match is_sent {
                true => first(&sent, &name).unwrap_or_default().to_owned(),
                false => column.field.map_or_else(String::new, |field| field.code().to_owned()),
            };
            let error = error_of(&errors, &name);
            row(name, column, value, error)
        })
        .collect_view();
    let heads = ["Column in the file", "First cells", "What it holds"].map(Column::new).to_vec();
    let unnamed = !view.has_header && !is_sent;
    view! {
        <div class="stack">
            <FormProblem problem/>
            {unnamed.then(|| view! {
                <Notice kind=NoticeKind::Warning title="No row of headings was found">
                    <p>"Every row counts as a person. Choose the row of headings under “How the file was read”, or say what each column holds."</p>
                </Notice>
            })}
            <form class="stack" method="post" action=routes::import_columns(id)>
                <Stamp/>
                <Panel>
                    <p>{format!("The file has {}.", count_people(people))} {how} " Correct what is not right. Columns that are not taken are skipped."</p>
                    {has_header.then(|| view! { <input type="hidden" name="has_header" value="true"/> })}
                </Panel>
                <Panel flush=true>
                    <DataTable caption="Columns of the file" columns=heads>{rows}</DataTable>
                </Panel>
                <FormActions>
                    <SubmitButton label="Continue to preview" name="then" value="columns"/>
                    <SubmitButton label="Discard this file" kind=ButtonKind::Quiet name="then" value="discard"/>
                </FormActions>
            </form>
        </div>
    }
}

fn row(name: String, column: ColumnView, value: String, error: Option<String>) -> impl IntoView {
    let fields = std::iter::once(Choice::new("", "Not taken"))
        .chain(ImportField::all().map(|field| Choice::new(field.code(), field.label())))
        .collect::<Vec<_>>();
    let samples = column.samples.join(" · ");
    let label = format!("What “{}” holds", column.header);
    view! {
        <Row>
            <RowHead>{column.header}</RowHead>
            <Cell label="First cells">
                {if samples.is_empty() { view! { <span class="soft">"Empty"</span> }.into_any() } else { view! { <bdi>{samples}</bdi> }.into_any() }}
            </Cell>
            <Cell label="What it holds">
                <div class="in-cell">
                    <SelectField id=name.clone() name=name label plain=true options=Signal::stored(fields) value=Signal::stored(value)
                        error=Signal::stored(error)/>
                </div>
            </Cell>
        </Row>
    }
}
