//! The list: filters, count, table and paging.

use super::bulk::{BulkBar, TICKS};
use super::exports::Exports;
use super::filters::Filters;
use super::invite::{FORM, InviteError, Invited};
use super::results::{UsersFound, UsersQuery};
use crate::routes;
use crate::views::UsersTable;
use crate::widgets::{ButtonKind, EmptyState, Icon, LinkButton, Pagination, Panel, ResultCount, Stamp};
use domain::attribute::Attribute;
use domain::listing::UserListing;
use domain::permission::SchoolRoles;
use domain::problem::Problem;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The id of the count, which takes the focus when the focused element leaves the list.
const COUNT: &str = "people-count";

/// What the page shows: the people who were found, and why an invitation was not sent.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct FoundUsers {
    pub refusal: Option<Problem>,
    pub found: UsersFound,
    /// The school's attributes, to filter by.
    pub attributes: Vec<Attribute>,
}

#[component]
pub(super) fn List(asked: UsersQuery, found: FoundUsers, school: SchoolRoles) -> impl IntoView {
    let FoundUsers { refusal, found, attributes } = found;
    let (listing, exported) = (asked.listing.clone(), asked.listing.clone());
    view! {
        <div class="stack users">
            {refusal.map(|problem| view! { <InviteError problem/> })}
            <Panel flush=true>
                <Filters listing attributes school=school.clone()/>
                <People asked found school/>
                <Exports listing=exported/>
            </Panel>
        </div>
    }
}

#[component]
fn People(asked: UsersQuery, found: UsersFound, school: SchoolRoles) -> impl IntoView {
    let rows = found.rows();
    let count = found.count();
    let UsersFound { page, invited, .. } = found;
    let alone = page.total == 1 && !page.listing.is_filtered();
    let address = routes::users(&asked.listing);
    let listing = page.listing.clone();
    let people = if rows.is_empty() {
        view! { <NoMatches listing=page.listing.clone()/> }.into_any()
    } else {
        view! { <UsersTable rows listing=page.listing.clone() new=asked.new school invite=FORM bulk=TICKS/> }.into_any()
    };
    let (total, filtered, shown) = (page.total, page.listing.is_filtered(), page.listing.clone());
    view! {
        <div data-region="invited">{invited.map(|email| view! { <Invited email just_sent=asked.just_sent/> })}</div>
        <ResultCount text=count id=COUNT/>
        <div class="picker ticking">
        <div data-region="people" data-focus=COUNT data-go="push">
            <form id=FORM method="post" action=address><Stamp/></form>
            {people}
            {alone.then(|| view! { <FirstDay/> })}
            <Pagination label="Pages of users" page=page.listing.page pages=page.pages href=move |page| routes::users(&listing.at_page(page))/>
        </div>
        <BulkBar listing=shown total filtered/>
        </div>
    }
}

/// The message when nobody matches the search and filters.
#[component]
fn NoMatches(listing: UserListing) -> impl IntoView {
    let all = listing.without_filters();
    view! {
        <EmptyState title="Nobody matches" icon=Icon::Search>
            <p>"Look for part of a name or email, or take a filter away."</p>
            <div class="actions"><LinkButton href=routes::users(&all) kind=ButtonKind::Secondary>"Show everybody"</LinkButton></div>
        </EmptyState>
    }
}

/// The message for a new school, where the reader is the only person.
#[component]
fn FirstDay() -> impl IntoView {
    view! {
        <EmptyState title="Only you so far">
            <p>"Add your colleagues: each gets an email with a link to set a password."</p>
            <div class="actions"><LinkButton href=routes::ADD_USER icon=Icon::Plus>"Add a new user"</LinkButton></div>
        </EmptyState>
    }
}
