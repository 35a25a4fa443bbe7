//! The table of changes, with old and new values side by side.

use crate::widgets::{Cell, Column, DataTable, Row, RowHead};
use domain::form::edit::FieldChange;
use domain::permission::SchoolRoles;
use leptos::prelude::*;

#[component]
pub(super) fn Changes(
    /// The table's caption.
    caption: &'static str,
    changes: Vec<FieldChange>,
    /// The school's roles, for their names.
    roles: SchoolRoles,
    /// The headings of the old and the new column.
    #[prop(default = ("Now", "Then"))]
    columns: (&'static str, &'static str),
) -> impl IntoView {
    let (old, new) = columns;
    let rows = changes
        .into_iter()
        .map(|change| {
            let change = change.words(&roles);
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
