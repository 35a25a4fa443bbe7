//! The tabs of the pages about roles. Each reader sees those that they may open.

use crate::routes;
use crate::widgets::Tabs;
use domain::access::{Action as _, ListUsers};
use domain::viewer::Viewer;
use leptos::prelude::*;

/// The tabs, for somebody who is signed in or a visitor of the demonstration.
#[component]
pub(crate) fn RoleTabs(
    /// The address of the page that shows them.
    current: &'static str,
    /// Whether the reader manages people.
    manages: bool,
) -> impl IntoView {
    let everybody = [(routes::GUIDE, "Guide"), (routes::ROLES, "Compare")];
    let managers = [(routes::WHO, "Who can"), (routes::MANAGE_ROLES, "Manage")].into_iter().filter(move |_| manages);
    let items = everybody.into_iter().chain(managers).chain([(routes::PRESENT, "Present")]);
    let items = items.map(|(href, label)| (href.to_owned(), label)).collect();
    view! { <Tabs label="Roles" items current/> }
}

/// Whether somebody manages people, and so meets the pages about who has a role.
pub(crate) fn manages_people(viewer: &Viewer) -> bool {
    ListUsers.check(&viewer.grants()).is_ok()
}
