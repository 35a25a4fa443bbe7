//! A child's formative judgements: a table for each subject, with the half-term in which each objective became secure;
//! nothing where there are none.

use crate::widgets::{Cell, Column, DataTable, Panel, Row, RowHead};
use domain::assessment::{ChildObjective, Subject};
use leptos::prelude::*;

const YEAR: &str = "Academic year";
const JUDGED: &str = "Judgement";
const SECURE: &str = "Secure since";

#[component]
pub(super) fn Objectives(objectives: Vec<ChildObjective>) -> impl IntoView {
    let mut subjects: Vec<(Subject, Vec<ChildObjective>)> = Vec::new();
    for objective in objectives {
        match subjects.iter_mut().find(|(subject, _)| *subject == objective.subject) {
            Some((_, of)) => of.push(objective),
            None => subjects.push((objective.subject, vec![objective])),
        }
    }
    (!subjects.is_empty()).then(|| {
        let tables = subjects.into_iter().map(|(subject, of)| view! { <OfSubject subject of/> }).collect_view();
        view! { <Panel title="Objectives over time" id="objectives" flush=true>{tables}</Panel> }
    })
}

#[component]
fn OfSubject(subject: Subject, of: Vec<ChildObjective>) -> impl IntoView {
    let secure = of.iter().filter(|one| one.secure_in.is_some()).count();
    let summary = format!("{}: {secure} of {} secure", subject.label(), of.len());
    let columns = ["Objective", YEAR, JUDGED, SECURE].map(Column::new).into();
    let rows = of
        .into_iter()
        .map(|one| {
            let secure = one.secure_in.map(|(year, half_term)| format!("{} {}", half_term.label(), year.label()));
            view! {
                <Row>
                    <RowHead>{one.text}</RowHead>
                    <Cell label=YEAR>{one.year.label()}</Cell>
                    <Cell label=JUDGED>{one.means}</Cell>
                    <Cell label=SECURE>{secure.unwrap_or_default()}</Cell>
                </Row>
            }
        })
        .collect_view();
    let caption = format!("Objectives in {}", subject.label());
    view! {
        <details class="fold">
            <summary><span>{summary}</span></summary>
            <div class="fold-body"><DataTable caption columns>{rows}</DataTable></div>
        </details>
    }
}
