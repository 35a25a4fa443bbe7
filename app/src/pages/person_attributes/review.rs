//! What will change, before it does.

use super::stage::{BACK, CONFIRM};
use crate::routes;
use crate::widgets::{ButtonKind, Cell, Column, DataTable, FormActions, LinkButton, Panel, Row, RowHead, SubmitButton};
use domain::attribute::{AttributeChange, AttributeValue};
use domain::id::MemberId;
use leptos::prelude::*;

const NOW: &str = "Now";
const THEN: &str = "Will be";

#[component]
pub(super) fn Review(member: MemberId, name: String, changes: Vec<AttributeChange>) -> impl IntoView {
    let fields = changes
        .iter()
        .flat_map(|change| change.step().pairs())
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    let rows = changes
        .into_iter()
        .map(|AttributeChange { name, old, new, .. }| {
            view! {
                <Row>
                    <RowHead>{name}</RowHead>
                    <Cell label=NOW>{shown(old)}</Cell>
                    <Cell label=THEN><strong>{shown(new)}</strong></Cell>
                </Row>
            }
        })
        .collect_view();
    let columns = ["Attribute", NOW, THEN].map(Column::new).into();
    let (address, cancel) = (routes::person_attributes(member), routes::person_attributes(member));
    view! {
        <Panel title="Check what will change">
            <p>{format!("Nothing about {name} is changed until you confirm.")}</p>
            <DataTable caption="What will change" columns>{rows}</DataTable>
            <form method="post" action=address>
                {fields}
                <FormActions>
                    <SubmitButton label="Confirm changes" name=CONFIRM value="1"/>
                    <SubmitButton label="Change something" kind=ButtonKind::Secondary name=BACK value="1"/>
                    <LinkButton href=cancel kind=ButtonKind::Quiet>"Cancel"</LinkButton>
                </FormActions>
            </form>
        </Panel>
    }
}

fn shown(value: Option<AttributeValue>) -> String {
    value.map_or_else(|| "Nothing".to_owned(), |value| value.shown())
}
