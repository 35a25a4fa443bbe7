//! `/users/…/history`: the audit history of a person, and every role they have had.

use crate::api;
use crate::routes;
use crate::views::{AuditTable, Page, in_path, in_query, loading, there};
use crate::widgets::{Cell, Column, DataTable, PageHeading, Pagination, Panel, Row, RowHead};
use domain::audit::{self, RoleRow};
use domain::id::MemberId;
use leptos::prelude::*;

/// The history page of one person.
#[component]
pub(crate) fn HistoryPage() -> impl IntoView {
    let member = in_path("member", MemberId::parse);
    let page = in_query("page").and_then(|page| page.parse().ok()).unwrap_or(1);
    Page::new("History", loading(move || async move { api::done_to(there(member)?, page).await }))
        .show(|_, page| view! { <HistoryEntries page/> })
}

#[component]
fn HistoryEntries(page: audit::HistoryPage) -> impl IntoView {
    let member = page.member;
    let count = match page.total {
        1 => "1 entry.".to_owned(),
        total => format!("{total} entries, the newest first."),
    };
    view! {
        <PageHeading title=format!("History of {}", page.name) back=routes::USERS back_label="Users"
            lead="Every role they have had, and what was done to them: when, by whom, and what it was before."/>
        <div class="stack">
            <Panel title="Roles" id="roles" flush=true>
                <p class="panel-text">"What they have now comes first, then what they had before."</p>
                <div data-region="roles"><Roles rows=page.roles/></div>
            </Panel>
            <Panel title="What was done" id="done" flush=true>
                <p class="panel-text" data-region="entries">{count}</p>
                <div data-region="history" data-go="push">
                    {if page.rows.is_empty() {
                        view! { <p class="panel-text">"Nothing yet: they were here before the log was kept."</p> }.into_any()
                    } else {
                        view! { <AuditTable caption="What was done" rows=page.rows/> }.into_any()
                    }}
                    <Pagination label="Pages of the history" page=page.page pages=page.pages
                        href=move |page| routes::history(member, page)/>
                </div>
            </Panel>
        </div>
    }
}

#[component]
fn Roles(rows: Vec<RoleRow>) -> impl IntoView {
    let columns = ["Product", "Role", "From", "Until", "Given by"].map(Column::new).to_vec();
    let rows = rows
        .into_iter()
        .map(|row| {
            let past = row.until.is_some();
            let when = |when: Option<domain::moment::DisplayTime>, none: &'static str| match when {
                Some(when) => view! { <time datetime=when.iso>{when.text}</time> }.into_any(),
                None => view! { <span class="soft">{none}</span> }.into_any(),
            };
            view! {
                <Row muted=past>
                    <RowHead>{row.product.name()}</RowHead>
                    <Cell label="Role">{row.role.words()}</Cell>
                    <Cell label="From">{when(row.from, "Not known")}</Cell>
                    <Cell label="Until">{when(row.until, "Now")}</Cell>
                    <Cell label="Given by"><bdi>{row.by.unwrap_or_else(|| "Rolecall".to_owned())}</bdi></Cell>
                </Row>
            }
        })
        .collect_view();
    view! { <DataTable caption="Roles" columns>{rows}</DataTable> }
}
