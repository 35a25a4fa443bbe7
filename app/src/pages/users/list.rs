//! Filters, count, table and pages.

use super::filters::Filters;
use super::focus::{COUNT, Focus, LIST};
use super::found::{Asked, Found};
use super::invite::{FORM, InviteForm, Invited, NotInvited, answer, send};
use crate::failure::Failure;
use crate::here::Here;
use crate::posted::Onward;
use crate::routes;
use crate::views::{Kept, UsersTable, following};
use crate::widgets::{ButtonKind, Empty, Icon, LinkButton, Pagination, Panel, ResultCount};
use domain::listing::UserListing;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::HtmlButtonElement;
use leptos_router::hooks::use_query_map;
use std::sync::Arc;

#[component]
pub(super) fn List(help: Signal<String>, posted: Option<InviteForm>) -> impl IntoView {
    let here = Here::get();
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(Asked::read));
    let onward = Onward::new();
    let refusal = Resource::new(
        || (),
        move |()| {
            let work = posted.clone().map(|form| answer(form, asked.get_untracked().listing, onward.clone()));
            async move {
                match work {
                    Some(work) => work.await,
                    None => None,
                }
            }
        },
    );
    let invite = Action::new_local(|member: &String| {
        let member = member.clone();
        async move { send(&member).await }
    });
    let focus = Focus::new();
    let found = Resource::new(
        move || (asked.get(), here.changes.get(), invite.version().get()),
        move |(asked, ..)| async move {
            let found = Found::fetch(asked).await;
            focus.note();
            found
        },
    );
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let button = event.submitter().and_then(|button| button.dyn_into::<HtmlButtonElement>().ok());
        if let (Some(button), false) = (button, invite.pending().get_untracked()) {
            invite.dispatch_local(button.value());
        }
    };
    let sent = move || match invite.value().get() {
        Some(Ok(created)) => view! { <Invited email=created.email/> }.into_any(),
        Some(Err(Failure(problem))) => view! { <NotInvited problem/> }.into_any(),
        None => view! {
            <Suspense>
                {Suspend::new(async move { refusal.await.map(|problem| view! { <NotInvited problem/> }) })}
            </Suspense>
        }
        .into_any(),
    };
    view! {
        <div class="stack">
            {following(sent)}
            <Panel flush=true>
                <Filters asked/>
                <form id=FORM method="post" action=move || routes::users(&asked.get().listing) on:submit=submit></form>
                <Kept resource=found loading="Fetching people" rows=10 help_contact=help body=move |found| {
                    let told = Signal::derive(move || invite.version().get() > 0);
                    view! { <People asked found told focus/> }.into_any()
                }/>
            </Panel>
        </div>
    }
}

#[component]
fn People(asked: Memo<Asked>, found: Signal<Arc<Found>>, told: Signal<bool>, focus: Focus) -> impl IntoView {
    let rows = Memo::new(move |_| found.with(|found| found.rows()));
    let count = Memo::new(move |_| found.with(|found| found.count()));
    let listing = Signal::derive(move || found.with(|found| found.page.listing.clone()));
    let none = Memo::new(move |_| rows.with(Vec::is_empty));
    let alone = Memo::new(move |_| found.with(|found| found.page.total == 1 && !found.page.listing.is_filtered()));
    let new = Signal::derive(move || asked.with(|asked| asked.new));
    let invited = move || found.with(|found| found.invited.clone()).filter(|_| !told.get());
    focus.keep(move || found.track());
    view! {
        {following(move || invited().map(|email| view! { <Invited email/> }))}
        <div id=LIST>
            <div id=COUNT tabindex="-1">
                <ResultCount text=count/>
            </div>
            {following(move || if none.get() {
                view! { <Nobody listing=listing.get()/> }.into_any()
            } else {
                view! { <UsersTable rows listing new invite=FORM/> }.into_any()
            })}
            {following(move || alone.get().then(|| view! { <OnlyYou/> }))}
            <Pagination
                label="Pages of users"
                page=Signal::derive(move || listing.with(|listing| listing.page))
                pages=Signal::derive(move || found.with(|found| found.page.pages))
                href=move |page| listing.with_untracked(|listing| routes::users(&listing.at_page(page)))
            />
        </div>
    }
}

/// Nobody fits the search and filters.
#[component]
fn Nobody(listing: UserListing) -> impl IntoView {
    let all = UserListing { search: String::new(), role: None, standing: None, page: 1, ..listing };
    view! {
        <Empty title="Nobody matches" icon=Icon::Search>
            <p>"Look for part of a name or email, or take a filter away."</p>
            <div class="actions"><LinkButton href=routes::users(&all) kind=ButtonKind::Secondary>"Show everybody"</LinkButton></div>
        </Empty>
    }
}

/// The first day of a school.
#[component]
fn OnlyYou() -> impl IntoView {
    view! {
        <Empty title="Only you so far">
            <p>"Add your colleagues: each gets an email with a link to set a password."</p>
            <div class="actions"><LinkButton href=routes::ADD_USER icon=Icon::Plus>"Add a new user"</LinkButton></div>
        </Empty>
    }
}
