//! `/audit`: everything that was done at the school, and sign-in attempts that failed. The address holds the filters
//! and the page. The history of one person is a page of its own.

mod attempts;
mod filters;
mod log;

use crate::api;
use crate::views::{Page, loading};
use crate::widgets::PageHeading;
use attempts::SignInAttempts;
use domain::access::{Action as _, ViewAuditLog};
use domain::audit::AuditListing;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use log::AuditLog;

/// The audit log.
#[component]
pub(crate) fn AuditPage() -> impl IntoView {
    let asked = use_query_map().with_untracked(|query| AuditListing::read(|key| query.get(key)));
    Page::new("Audit log", loading(move || api::list_audit(asked.clone())))
        .rule(|viewer| ViewAuditLog.check(&viewer.grants()))
        .show(|_, page| view! { <Audit page/> })
}

#[component]
fn Audit(page: domain::audit::AuditPage) -> impl IntoView {
    view! {
        <PageHeading title="Audit log"
            lead="Everything that was done in your school: when, by whom, and what it was before. Nothing here can be changed. Sign-in attempts are below it."/>
        <div class="stack">
            <AuditLog page/>
            <SignInAttempts/>
        </div>
    }
}
