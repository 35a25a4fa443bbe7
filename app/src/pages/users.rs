//! `/users`: the list of people at the school, with its filters, exports, invitations and ticks. The address alone
//! holds the search, filters, sorting and page. Bulk actions on the ticked people are a page of their own.

mod bulk;
mod exports;
mod filters;
mod invite;
mod list;
mod results;

use crate::posted::posted;
use crate::routes;
use crate::views::{ProblemView, SchoolPageFrame};
use crate::widgets::{ButtonKind, Icon, LinkButton, PageHeading};
use domain::access::{Action as _, ListUsers};
use domain::problem::Problem;
use domain::viewer::Viewer;
use invite::InviteForm;
use leptos::prelude::*;
use list::List;

/// The list of people at the school.
#[component]
pub(crate) fn UsersPage() -> impl IntoView {
    let posted = posted::<InviteForm>();
    view! { <SchoolPageFrame title="Users" body=move |viewer| view! { <Users viewer posted/> }.into_any()/> }
}

#[component]
fn Users(viewer: Viewer, posted: Option<InviteForm>) -> impl IntoView {
    let help_contact = viewer.settings.help_contact.clone();
    match ListUsers.check(&viewer.grants()) {
        Err(denial) => view! { <ProblemView problem=Problem::Denied(denial) help_contact/> }.into_any(),
        Ok(()) => view! {
            <PageHeading
                title="Users"
                lead="Everybody with an account in your school, and those invited to have one."
                actions=|| view! {
                    <LinkButton href=routes::IMPORTS kind=ButtonKind::Quiet>"Import staff"</LinkButton>
                    <LinkButton href=routes::INVITE icon=Icon::Mail kind=ButtonKind::Secondary>"Invite users"</LinkButton>
                    <LinkButton href=routes::ADD_USER icon=Icon::Plus>"Add a new user"</LinkButton>
                }
            />
            <List help_contact posted school=viewer.settings.roles/>
        }
        .into_any(),
    }
}
