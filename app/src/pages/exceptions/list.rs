//! The list of current exceptions, and ending them.

use super::submitted::END;
use crate::routes;
use crate::widgets::{ButtonKind, Cell, Column, DataTable, EmptyState, Icon, Row, RowHead, Stamp, Tag, Tone};
use domain::access::Denial;
use domain::exception::ExceptionSummary;
use domain::id::MemberId;
use leptos::prelude::*;

#[component]
pub(super) fn List(member: MemberId, lines: Vec<ExceptionSummary>, may: bool) -> impl IntoView {
    if lines.is_empty() {
        return view! {
            <EmptyState title="No exceptions" icon=Icon::Ring><p>"This person has what their roles give, and nothing else."</p></EmptyState>
        }
        .into_any();
    }
    let mut columns = ["Permission", "Instead of the role", "When", "Why", "By"].map(Column::new).to_vec();
    if may {
        columns.push(Column::new("End"));
    }
    let rows = lines.into_iter().map(|line| view! { <Line line may/> }).collect_view();
    view! {
        <form method="post" action=routes::exceptions(member)>
            <Stamp/>
            <DataTable caption="Exceptions in force and to come" columns>{rows}</DataTable>
        </form>
    }
    .into_any()
}

#[component]
fn Line(line: ExceptionSummary, may: bool) -> impl IntoView {
    let (when, effect) = (line.when(), line.effect());
    let ExceptionSummary { code, feature, allowed, reason, by, is_in_force, may_end, .. } = line;
    let name = feature.map_or_else(|| code.clone(), |feature| feature.full_name());
    let gone = feature.is_none().then(|| {
        view! { <span class="soft small">" No product publishes this permission any more: it does nothing."</span> }
    });
    let more = feature.is_some_and(|feature| allowed != feature.is_restriction());
    let tone = if more { Tone::Good } else { Tone::Stopped };
    let which = format!(": {name}");
    view! {
        <Row>
            <RowHead>{name} {gone}</RowHead>
            <Cell label="Instead of the role"><Tag tone text=effect/></Cell>
            <Cell label="When">
                {when} {(!is_in_force).then(|| view! { " " <Tag tone=Tone::Waiting text="To come"/> })}
            </Cell>
            <Cell label="Why">{reason}</Cell>
            <Cell label="By">{by}</Cell>
            {may.then(|| view! { <Cell label="End"><End code which may_end/></Cell> })}
        </Row>
    }
    .into_any()
}

/// The button that ends an exception, or why the reader may not end it.
#[component]
fn End(
    /// The code of the permission.
    code: String,
    /// What only screen readers hear after the button's label: of which permission.
    which: String,
    may_end: Result<(), Denial>,
) -> impl IntoView {
    if let Err(denial) = may_end {
        return view! { <span class="soft small">{denial.sentence()}</span> }.into_any();
    }
    view! {
        <button type="submit" class=ButtonKind::Quiet.class() name=END value=code>
            "End" <span class="hidden">{which}</span>
        </button>
    }
    .into_any()
}
