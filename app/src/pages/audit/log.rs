//! The log: filters, count, entries and paging.

use super::filters::{Filters, of_anybody, people};
use crate::routes;
use crate::views::AuditTable;
use crate::widgets::{ButtonKind, EmptyState, Icon, LinkButton, Pagination, Panel, ResultCount, of_pages};
use domain::audit::AuditPage;
use leptos::prelude::*;

/// The id of the count, which takes the focus when the focused element leaves the log.
const COUNT: &str = "entry-count";

#[component]
pub(super) fn AuditLog(page: AuditPage) -> impl IntoView {
    view! { <Panel flush=true><Filters page=page.clone()/> <Entries page/></Panel> }
}

#[component]
fn Entries(page: AuditPage) -> impl IntoView {
    let count = count(&page);
    let about = people(&page).map(|about| {
        let anybody = routes::audit(&of_anybody(&page.listing));
        view! { <p class="panel-text">{about} " " <a href=anybody>"Show what anybody did"</a></p> }
    });
    let exports = ["csv", "xlsx"].map(|ending| routes::audit_export(&page.listing, ending));
    let [csv, xlsx] = exports;
    let listing = page.listing.clone();
    let entries = if page.rows.is_empty() {
        view! { <NothingFound/> }.into_any()
    } else {
        view! { <AuditTable caption="Audit log" rows=page.rows asked=listing.clone()/> }.into_any()
    };
    view! {
        <div data-region="about" data-go="push">{about}</div>
        <ResultCount text=count id=COUNT/>
        <div data-region="log" data-focus=COUNT data-go="push">
            {entries}
            <Pagination label="Pages of the audit log" page=page.listing.page pages=page.pages
                href=move |page| routes::audit(&listing.at_page(page))/>
        </div>
        <div class="panel-text exports" data-region="exports">
            <p>"Take these entries out as a file:"</p>
            <div class="cluster">
                <LinkButton href=csv kind=ButtonKind::Secondary>"CSV"<span class="hidden">" file of these entries"</span></LinkButton>
                <LinkButton href=xlsx kind=ButtonKind::Secondary>"Excel"<span class="hidden">" file of these entries"</span></LinkButton>
            </div>
        </div>
    }
}

/// The number of entries, in a sentence.
fn count(page: &AuditPage) -> String {
    let text = match (page.listing.is_filtered(), page.total) {
        (true, 0) => "Nothing matches".to_owned(),
        (_, 1) => "1 entry".to_owned(),
        (true, total) => format!("{total} entries match"),
        (false, total) => format!("{total} entries"),
    };
    text + &of_pages(page.listing.page, page.pages)
}

/// The message when no entry matches. The log itself is never empty: a school begins with an entry.
#[component]
fn NothingFound() -> impl IntoView {
    view! {
        <EmptyState title="Nothing matches" icon=Icon::Search>
            <p>"Take a filter away, or look at more days."</p>
            <div class="actions"><LinkButton href=routes::AUDIT kind=ButtonKind::Secondary>"Show everything"</LinkButton></div>
        </EmptyState>
    }
}
