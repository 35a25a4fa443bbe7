//! What changes, old and new side by side.

use crate::widgets::{Cell, Column, DataTable, Row, RowHead};
use domain::form::edit::FieldChange;
use leptos::prelude::*;

#[component]
pub(super) fn Changes(
    /// What the table says.
    caption: &'static str,
    changes: Vec<FieldChange>,
    /// What the columns of old and new are called.
    #[prop(default = ("Now", "Then"))]
    columns: (&'static str, &'static str),
) -> impl IntoView {
    let (old, new) = columns;
    let rows = changes
        .into_iter()
        .map(|change| {
            view! {
                <Row>
                    <RowHead>{change.label}</RowHead>
                    <Cell label=old>{or_nothing(change.old)}</Cell>
                    <Cell label=new>{or_nothing(change.new)}</Cell>
                </Row>
            }
        })
        .collect_view();
    let columns = ["What", old, new].map(Column::new).to_vec();
    view! { <DataTable caption columns>{rows}</DataTable> }
}

fn or_nothing(value: String) -> AnyView {
    if value.is_empty() { view! { <span class="soft">"Nothing"</span> }.into_any() } else { value.into_any() }
}
