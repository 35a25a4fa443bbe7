//! `/roles`: what each role can do in the products the school uses, side by side. Open to everyone in the
//! demonstration. The tables live in `views`; changing a role is a page of its own.

mod comparison;
mod comparison_form;

use crate::routes;
use crate::views::{RoleTabs, manages_people, visited};
use crate::widgets::PageHeading;
use comparison::RoleComparison;
use leptos::prelude::*;

const TITLE: &str = "Compare roles";

/// The page that compares roles. Open to everyone at the school.
#[component]
pub(crate) fn RolesPage() -> impl IntoView {
    visited(TITLE, |settings, viewer| {
        let manages = viewer.as_ref().is_some_and(manages_people);
        view! {
            <PageHeading title=TITLE/>
            <RoleTabs current=routes::ROLES manages/>
            <RoleComparison settings own=viewer.map(|viewer| viewer.roles) manages/>
        }
    })
}
