//! The table of pupils, one row each.

use crate::routes;
use crate::widgets::{Cell, Column, DataTable, Row, RowHead};
use domain::pupil::{AliasedPupil, NamedPupil};
use leptos::prelude::*;

const YEAR: &str = "Year group";
const CLASS: &str = "Class";
const BORN: &str = "Date of birth";
const UPN: &str = "UPN";
const KEY_WORKER: &str = "Key worker";

#[component]
pub(super) fn NamedTable(pupils: Vec<NamedPupil>) -> impl IntoView {
    let columns = ["Name", YEAR, CLASS, BORN, UPN, KEY_WORKER].map(Column::new).into();
    let rows = pupils.into_iter().map(|pupil| view! { <NamedRow pupil/> }).collect_view();
    view! { <DataTable caption="Pupils" columns>{rows}</DataTable> }
}

#[component]
fn NamedRow(pupil: NamedPupil) -> impl IntoView {
    let none = || view! { <span class="soft">"None"</span> }.into_any();
    let leaving =
        pupil.left_on.map(|on| view! { <small class="reason">{format!("Leaving date {}", on.words())}</small> });
    view! {
        <Row>
            <RowHead><a href=routes::child(pupil.id)><bdi>{pupil.surname} ", " {pupil.forename}</bdi></a> {leaving}</RowHead>
            <Cell label=YEAR>{pupil.year.label()}</Cell>
            <Cell label=CLASS>{pupil.class}</Cell>
            <Cell label=BORN><time datetime=pupil.born.to_string()>{pupil.born.words()}</time></Cell>
            <Cell label=UPN>{pupil.upn.map_or_else(none, |upn| view! { <span>{upn}</span> }.into_any())}</Cell>
            <Cell label=KEY_WORKER>{pupil.key_worker.map_or_else(none, |name| view! { <bdi>{name}</bdi> }.into_any())}</Cell>
        </Row>
    }
}

#[component]
pub(super) fn AliasedTable(pupils: Vec<AliasedPupil>) -> impl IntoView {
    let columns = ["Pupil", YEAR].map(Column::new).into();
    let rows = pupils
        .into_iter()
        .map(|pupil| {
            view! {
                <Row>
                    <RowHead>{pupil.alias.to_string()}</RowHead>
                    <Cell label=YEAR>{pupil.years.label()}</Cell>
                </Row>
            }
        })
        .collect_view();
    view! { <DataTable caption="Pupils" columns>{rows}</DataTable> }
}
