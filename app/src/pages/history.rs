//! `/users/…/history`: the audit history of a person, and every role they have had.

use crate::api;
use crate::routes;
use crate::views::{AuditTable, Page, PersonHead, PersonTab, in_path, in_query, loading, there};
use crate::widgets::{Cell, Column, DataTable, PageHeading, Pagination, Panel, Row, RowHead};
use domain::audit::{self, RoleRow};
use domain::id::MemberId;
use domain::person::Person;
use domain::viewer::Viewer;
use leptos::prelude::*;

/// The history page of one person.
#[component]
pub(crate) fn HistoryPage() -> impl IntoView {
    let member = in_path("member", MemberId::parse);
    let page = in_query("page").and_then(|page| page.parse().ok()).unwrap_or(1);
    let load = move || async move {
        let member = there(member)?;
        let history = api::done_to(member, page).await?;
        // Of somebody deleted long ago only the history is left.
        Ok((api::open_user(member).await.ok(), history))
    };
    Page::new("History", loading(load))
        .titled(|(person, _)| {
            person.as_ref().map_or_else(|| "History".to_owned(), |person| PersonTab::History.title(person))
        })
        .show(|viewer, (person, page)| view! { <HistoryEntries viewer person page/> })
}

#[component]
fn HistoryEntries(viewer: Viewer, person: Option<Person>, page: audit::HistoryPage) -> impl IntoView {
    let member = page.member;
    let count = match page.total {
        1 => "1 entry.".to_owned(),
        total => format!("{total} entries, the newest first."),
    };
    view! {
        {match person {
            Some(person) => view! { <PersonHead viewer person tab=PersonTab::History/> }.into_any(),
            None => view! {
                <PageHeading title=format!("History of {}", page.name) back=routes::USERS back_label="Users"/>
            }
            .into_any(),
        }}
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
