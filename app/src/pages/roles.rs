//! `/roles`: what each role means, and what it can do in the products the school uses.

mod table;

use crate::views::{RoleGuidance, SchoolPageFrame};
use crate::widgets::{Contents, PageHeading, Panel};
use domain::viewer::Viewer;
use leptos::prelude::*;
use table::ProductTable;

/// What a role can do. Open to everybody of the school.
#[component]
pub(crate) fn RolesPage() -> impl IntoView {
    view! { <SchoolPageFrame title="What a role can do" body=|viewer| view! { <Roles viewer/> }.into_any()/> }
}

#[component]
fn Roles(viewer: Viewer) -> impl IntoView {
    let confirmations = viewer.settings.confirmations.clone();
    let own = viewer.roles.sonar;
    view! {
        <PageHeading title="What a role can do"
            lead="What each role means, and what it gives in the products your school uses, so that you know before you give it."/>
        <Contents parts=vec![
            ("meaning", "What each role means"),
            ("permissions", "Permissions in each product"),
            ("notes", "Notes on the table"),
        ]/>
        <div class="stack">
            <Panel title="What each role means" id="meaning" flush=true>
                <p class="panel-text">
                    "Two of the old roles have two new labels each. They are one and the same in Sonar Tracker; both exist because \
                     products may tell them apart."
                </p>
                <div data-region="meaning"><RoleGuidance own confirmations/></div>
            </Panel>
            <div class="stack" data-region="table"><ProductTable viewer/></div>
        </div>
    }
}
