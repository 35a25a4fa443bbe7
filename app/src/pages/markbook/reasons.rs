//! Why cells cannot be edited, where the cells are: each reason is in the page once, and opens from the heading of its
//! column or row and from any of its cells, by finger, mouse or key, without scripts.

use crate::widgets::{Icon, IconView};
use domain::assessment::{Closed, Column, PupilMarks};
use leptos::prelude::*;

/// The id of the reason why a column is closed.
pub(super) fn of_column(place: usize) -> String {
    format!("why-column-{place}")
}

/// The id of the reason why a row is closed.
pub(super) fn of_row(place: usize) -> String {
    format!("why-row-{place}")
}

/// The button in a heading that shows why its cells are closed.
pub(super) fn opener(id: String) -> AnyView {
    view! {
        <button type="button" class="why" popovertarget=id.clone() aria-describedby=id>
            <IconView icon=Icon::Lock/>
            <span class="hidden">" (cannot be edited: why)"</span>
        </button>
    }
    .into_any()
}

/// What a closed cell shows: pressing it says why. Tab passes over it, because the heading has the same button.
pub(super) fn closed_cell(id: String, value: String) -> AnyView {
    let name = value.is_empty().then_some("No mark");
    view! {
        <button type="button" class="why" tabindex="-1" popovertarget=id.clone() aria-describedby=id aria-label=name>
            {value}
        </button>
    }
    .into_any()
}

/// The reasons, each once, beside the table.
#[component]
pub(super) fn Reasons(columns: Vec<Column>, rows: Vec<PupilMarks>) -> impl IntoView {
    let columns = columns.into_iter().enumerate().map(|(place, column)| (of_column(place), column.closed));
    let rows = rows.into_iter().enumerate().map(|(place, row)| (of_row(place), row.closed));
    let reasons = columns.chain(rows).filter_map(|(id, closed)| Some((id, closed?)));
    reasons.map(|(id, closed)| said(id, &closed)).collect_view()
}

fn said(id: String, closed: &Closed) -> AnyView {
    view! { <div id=id popover="auto" class="why-said">{closed.sentence()}</div> }.into_any()
}
