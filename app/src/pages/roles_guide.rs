//! `/roles/guide`: the roles one by one, in words. Open to everyone in the demonstration, so that people know a role
//! before they give it.

mod cards;

use crate::routes;
use crate::views::{CustomRoles, RoleTabs, manages_people, visited};
use crate::widgets::{ButtonKind, Cluster, LinkButton, PageHeading};
use cards::RoleCards;
use domain::school::SchoolSettings;
use domain::viewer::Viewer;
use leptos::prelude::*;

const TITLE: &str = "Guide to the roles";

/// The page that tells the roles apart in words. Open to everyone at the school.
#[component]
pub(crate) fn GuidePage() -> impl IntoView {
    visited(TITLE, |settings, viewer| view! { <Guide settings viewer/> })
}

#[component]
fn Guide(settings: SchoolSettings, viewer: Option<Viewer>) -> impl IntoView {
    let manages = viewer.as_ref().is_some_and(manages_people);
    let is_signed_in = viewer.is_some();
    let own = viewer.and_then(|viewer| viewer.roles.main.as_standard());
    let made = settings.clone();
    view! {
        <PageHeading title=TITLE/>
        <RoleTabs current=routes::GUIDE manages/>
        <div class="stack">
            <p class="lead">
                "What each role can do at your school, from the one that can do most. Where two roles can do the same in Sonar Tracker, \
                 other products may tell them apart."
            </p>
            {is_signed_in.then(|| view! {
                <Cluster>
                    <LinkButton href=routes::CLOSEST kind=ButtonKind::Secondary>"Find the closest role"</LinkButton>
                </Cluster>
            })}
            <div data-region="meaning" id="meaning"><RoleCards own settings/></div>
            <div data-region="made"><CustomRoles settings=made/></div>
        </div>
    }
}
