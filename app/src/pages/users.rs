//! `/users`: the list of people at the school, with its filters, exports, invitations and ticks. The address alone
//! holds the search, filters, sorting and page. Bulk actions on the ticked people are a page of their own.

mod bulk;
mod exports;
mod filters;
mod invite;
mod list;
mod results;

use crate::api;
use crate::posted::posted;
use crate::routes;
use crate::views::{Page, answering};
use crate::widgets::{ButtonKind, Icon, LinkButton, PageHeading};
use domain::access::{Action as _, ListUsers};
use domain::permission::SchoolRoles;
use invite::{InviteForm, answer};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use list::{FoundUsers, List};
use results::{UsersFound, UsersQuery};

/// The list of people at the school.
#[component]
pub(crate) fn UsersPage() -> impl IntoView {
    let asked = use_query_map().with_untracked(UsersQuery::read);
    let wanted = asked.clone();
    let page = answering(posted::<InviteForm>(), move |posted, redirector| {
        let asked = wanted.clone();
        async move {
            let refusal = match posted {
                Some(form) => answer(form, asked.listing.clone(), redirector).await,
                None => None,
            };
            let found = UsersFound::fetch(asked).await?;
            Ok(FoundUsers { refusal, found, attributes: api::attributes_to_filter_by().await.unwrap_or_default() })
        }
    });
    Page::new("Users", page)
        .rule(|viewer| ListUsers.check(&viewer.grants()))
        .show(|viewer, found| view! { <Users school=viewer.settings.roles asked found/> })
}

#[component]
fn Users(school: SchoolRoles, asked: UsersQuery, found: FoundUsers) -> impl IntoView {
    view! {
        <PageHeading
            title="Users"
            actions=|| view! {
                <LinkButton href=routes::IMPORTS kind=ButtonKind::Quiet>"Import staff"</LinkButton>
                <LinkButton href=routes::INVITE icon=Icon::Mail kind=ButtonKind::Secondary>"Invite users"</LinkButton>
                <LinkButton href=routes::ADD_USER icon=Icon::Plus>"Add a new user"</LinkButton>
            }
        />
        <List asked found school/>
    }
}
