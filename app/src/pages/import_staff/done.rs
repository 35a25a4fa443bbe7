//! The result of an import.

use crate::routes;
use crate::widgets::{
    ButtonKind, Cell, Cluster, Column, Confirmation, DataTable, Icon, KeyFigure, KeyFigures, LinkButton, Pagination,
    Panel, Row, RowHead, Stamp, SubmitButton,
};
use domain::bulk::BulkDone;
use domain::id::ImportId;
use domain::import::{DoneView, ResultLine};
use domain::permission::SchoolRoles;
use leptos::prelude::*;

/// The counts, what can be undone, and the result of each row: as a list, and as a file.
#[component]
pub(super) fn ImportResult(id: ImportId, view: DoneView, school: SchoolRoles) -> impl IntoView {
    let (shown, page, pages) = (view.shown, view.page, view.pages);
    let result = view.result;
    let figures = view
        .counts
        .iter()
        .map(|(outcome, count)| {
            let note = if Some(*outcome) == shown { "Shown below" } else { "" };
            view! { <KeyFigure label=outcome.label() value=count.to_string() note=note href=routes::import_lines(id, Some(*outcome), 1)/> }
        })
        .collect_view();
    let title = if result.added + result.updated + result.deactivated == 0 {
        "Nothing had to be changed"
    } else {
        "The list was imported"
    };
    let rows = if result.has_rows {
        "You can download what became of each row. It is kept for a limited time."
    } else {
        "What became of each row is no longer kept. The counts stay."
    };
    let undo = view.bulks.into_iter().map(|done| view! { <Undo done school=school.clone()/> }).collect_view();
    let heads = ["Name", "Row", "What was done", "Details"].map(Column::new).to_vec();
    let heading = shown.map_or("All rows", domain::import::RowOutcome::label);
    let has_lines = !view.lines.is_empty();
    let lines = view.lines.into_iter().map(|one| line(one, &school)).collect_view();
    let summary = result.sentence();
    view! {
        <div class="stack">
            <Confirmation title=title takes_focus=true>
                <p>{summary} ". " {rows}</p>
                <Cluster>
                    {result.has_rows.then(|| view! {
                        <LinkButton href=routes::import_result(id)>"Download the result"</LinkButton>
                    })}
                    <LinkButton href=routes::INVITE icon=Icon::Mail kind=ButtonKind::Secondary>"Invite users"</LinkButton>
                    <LinkButton href=routes::USERS kind=ButtonKind::Secondary>"Back to Users"</LinkButton>
                </Cluster>
            </Confirmation>
            {undo}
            {has_lines.then(|| view! {
                <Panel><KeyFigures>{figures}</KeyFigures></Panel>
                <section class="panel flush" id="rows">
                    <div class="panel-head">
                        <h2>{heading}</h2>
                        {shown.map(|_| view! { <a href=routes::import_lines(id, None, 1)>"Show all rows"</a> })}
                    </div>
                    <DataTable caption=heading columns=heads>{lines}</DataTable>
                    <Pagination label="Pages of rows" page=page pages=pages href=move |page| routes::import_lines(id, shown, page)/>
                </section>
            })}
        </div>
    }
}

fn line(line: ResultLine, school: &SchoolRoles) -> impl IntoView + use<> {
    let details = line.sentences(school).into_iter().map(|said| view! { <li>{said}</li> }).collect_view();
    let name = match line.member {
        Some(member) => view! { <a href=routes::user(member)><bdi>{line.name}</bdi></a> }.into_any(),
        None => view! { <bdi>{line.name}</bdi> }.into_any(),
    };
    view! {
        <Row>
            <RowHead>{name}</RowHead>
            <Cell label="Row">{line.row}</Cell>
            <Cell label="What was done">{line.outcome.label()}</Cell>
            <Cell label="Details"><ul class="lines">{details}</ul></Cell>
        </Row>
    }
}

/// What the import did to several people, and undoing it while that is possible. Mails that were sent cannot be undone.
#[component]
fn Undo(done: BulkDone, school: SchoolRoles) -> impl IntoView {
    let does = format!("{}.", done.change.does(done.changed.count, &school));
    let id = done.id;
    view! {
        <Panel title=done.change.title(&school)>
            <p>{does} " " {done.changed.text()}</p>
            {match (done.undone, done.undo_until) {
                (Some(_), _) => view! { <p>"This was undone. " <a href=routes::bulk_done(id)>"See what was undone"</a></p> }.into_any(),
                (None, Some(until)) => view! {
                    <form class="undo" method="post" action=routes::bulk_done(id)>
                        <Stamp/>
                        <SubmitButton label="Undo" kind=ButtonKind::Secondary name="undo" value="yes"/>
                        <p class="soft">"You can undo this until " {until.in_sentence()} "."</p>
                    </form>
                }
                .into_any(),
                (None, None) => view! { <p class="soft">"This can no longer be undone."</p> }.into_any(),
            }}
        </Panel>
    }
}
