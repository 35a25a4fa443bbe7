//! `/audit`: everything that was done at the school, and sign-in attempts that failed. The address holds the filters
//! and the page. The history of one person is a page of its own.

mod attempts;
mod filters;
mod log;

use crate::views::{ProblemView, SchoolPageFrame};
use crate::widgets::PageHeading;
use attempts::SignInAttempts;
use domain::access::{Action as _, ViewAuditLog};
use domain::problem::Problem;
use domain::viewer::Viewer;
use leptos::prelude::*;
use log::AuditLog;

/// The audit log.
#[component]
pub(crate) fn AuditPage() -> impl IntoView {
    view! { <SchoolPageFrame title="Audit log" body=|viewer| view! { <Audit viewer/> }.into_any()/> }
}

#[component]
fn Audit(viewer: Viewer) -> impl IntoView {
    let help_contact = viewer.settings.help_contact.clone();
    match ViewAuditLog.check(&viewer.grants()) {
        Err(denial) => view! { <ProblemView problem=Problem::Denied(denial) help_contact/> }.into_any(),
        Ok(()) => view! {
            <PageHeading title="Audit log"
                lead="Everything that was done in your school: when, by whom, and what it was before. Nothing here can be changed. Sign-in attempts are below it."/>
            <div class="stack">
                <AuditLog help_contact/>
                <SignInAttempts/>
            </div>
        }
        .into_any(),
    }
}
