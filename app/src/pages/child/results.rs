//! A child's statutory results; nothing where there are none.

use crate::widgets::{Cell, Column, DataTable, Panel, Row, RowHead};
use domain::assessment::ChildResult;
use leptos::prelude::*;

const YEAR: &str = "Academic year";
const RESULT: &str = "Result";

#[component]
pub(super) fn Results(results: Vec<ChildResult>) -> impl IntoView {
    (!results.is_empty()).then(|| {
        let columns = ["Assessment", YEAR, RESULT].map(Column::new).into();
        let rows = results
            .into_iter()
            .map(|result| {
                let ChildResult { year, label, value, means } = result;
                let means = (!means.is_empty()).then(|| view! { " " <span class="soft">{means}</span> });
                view! {
                    <Row>
                        <RowHead>{label}</RowHead>
                        <Cell label=YEAR>{year.label()}</Cell>
                        <Cell label=RESULT><b>{value}</b> {means}</Cell>
                    </Row>
                }
            })
            .collect_view();
        view! {
            <Panel title="Statutory results" id="results" flush=true>
                <DataTable caption="Statutory results" columns>{rows}</DataTable>
            </Panel>
        }
    })
}
