//! `/roles`: what each role means, and what it can do in the products the school uses, side by side. Open to everyone
//! in the demonstration. The tables live in `views`; changing a role is a page of its own.

mod comparison;
mod comparison_form;

use crate::views::{CustomRoles, RoleGuidance, visited};
use crate::widgets::{Contents, PageHeading, Panel};
use comparison::RoleComparison;
use domain::access::{Action as _, ListUsers};
use domain::permission::RoleChoice;
use domain::school::SchoolSettings;
use leptos::prelude::*;

const TITLE: &str = "What a role can do";

/// The page that explains and compares roles. Open to everyone at the school.
#[component]
pub(crate) fn RolesPage() -> impl IntoView {
    visited(TITLE, |settings, viewer| {
        let who = viewer.as_ref().is_some_and(|viewer| ListUsers.check(&viewer.grants()).is_ok());
        view! { <Roles settings own=viewer.map(|viewer| viewer.roles) who/> }
    })
}

#[component]
fn Roles(settings: SchoolSettings, own: Option<RoleChoice>, who: bool) -> impl IntoView {
    let (school, made) = (settings.roles.clone(), settings.roles.clone());
    let own_role = own.clone().and_then(|own| own.main.as_standard());
    view! {
        <PageHeading title=TITLE
            lead="What each role means, and what it gives in the products your school uses, so that you know before you give it."/>
        <Contents parts=vec![("meaning", "What each role means"), ("permissions", "Roles side by side")]/>
        <div class="stack">
            <Panel title="What each role means" id="meaning" flush=true>
                <p class="panel-text">
                    "Two of the old roles have two new labels each. They are one and the same in Sonar Tracker; both exist because \
                     products may tell them apart."
                </p>
                <div data-region="meaning"><RoleGuidance own=own_role school/></div>
            </Panel>
            <div data-region="made"><CustomRoles school=made/></div>
            <RoleComparison settings own who/>
        </div>
    }
}
