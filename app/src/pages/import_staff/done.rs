//! What an import did.

use crate::routes;
use crate::widgets::{
    ButtonKind, Cell, Cluster, Column, Confirmation, DataTable, Icon, KeyFigure, KeyFigures, LinkButton, Panel, Row,
    RowHead,
};
use domain::id::ImportId;
use domain::import::ResultView;
use leptos::prelude::*;

/// The counts, what needs looking at, and the whole as a file.
#[component]
pub(super) fn Done(id: ImportId, view: ResultView) -> impl IntoView {
    let figures = [
        ("Added", view.added),
        ("Updated", view.updated),
        ("Unchanged", view.unchanged),
        ("Deactivated", view.deactivated),
        ("Left out", view.left_out),
    ];
    let figures =
        figures.map(|(label, value)| view! { <KeyFigure label=label value=value.to_string()/> }).collect_view();
    let title = if view.added + view.updated + view.deactivated == 0 {
        "Nothing had to be changed"
    } else {
        "The list was imported"
    };
    let rows = if view.has_rows {
        "You can download what each row came to. It is kept for a limited time."
    } else {
        "What each row came to is no longer kept. The counts below stay."
    };
    let heads = ["Name", "Row", "Outcome", "Details"].map(Column::new).to_vec();
    let remarks = view
        .remarks
        .into_iter()
        .map(|line| {
            view! {
                <Row>
                    <RowHead><bdi>{line.name}</bdi></RowHead>
                    <Cell label="Row">{line.row.map(|row| row.to_string())}</Cell>
                    <Cell label="Outcome">{line.outcome}</Cell>
                    <Cell label="Details">{line.details}</Cell>
                </Row>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <div class="stack">
            <Confirmation title=title takes_focus=true>
                <p>{rows}</p>
                <Cluster>
                    {view.has_rows.then(|| view! {
                        <LinkButton href=routes::import_result(id)>"Download the result"</LinkButton>
                    })}
                    <LinkButton href=routes::INVITE icon=Icon::Mail kind=ButtonKind::Secondary>"Invite users"</LinkButton>
                    <LinkButton href=routes::USERS kind=ButtonKind::Secondary>"Back to Users"</LinkButton>
                </Cluster>
            </Confirmation>
            <Panel><KeyFigures>{figures}</KeyFigures></Panel>
            {(!remarks.is_empty()).then(|| view! {
                <Panel title="Needs looking at" flush=true>
                    <DataTable caption="Needs looking at" columns=heads>{remarks}</DataTable>
                </Panel>
            })}
        </div>
    }
}
