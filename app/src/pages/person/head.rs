//! Whom the page is about, at its top; and picking somebody else.

use super::opening::name;
use crate::api;
use crate::routes;
use crate::views::{StandingTag, noted};
use crate::widgets::{ButtonKind, Finder, FinderLine, LinkButton, Notice, NoticeKind, PageHeading};
use domain::id::MemberId;
use domain::listing::{UserListing, UserRow};
use domain::person::{Acted, Person};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The most people the picker shows at once.
const MOST_PICKED: usize = 8;

/// Name, standing and role, and what was just done.
#[component]
pub(super) fn Head(person: Person) -> impl IntoView {
    let name = name(&person);
    let done = use_query_map().with_untracked(|query| {
        let done = query.get_str("done").and_then(|code| Acted::sentence(code, &name));
        done.or_else(|| query.get_str("saved").map(|_| "The changes are saved.".to_owned()))
    });
    let exceptions = match person.exceptions.len() {
        0 => "Exceptions".to_owned(),
        some => format!("Exceptions ({some})"),
    };
    let row = person.row;
    let member = row.member;
    view! {
        <PageHeading title=name back=routes::USERS back_label="Users" actions=move || {
            let exceptions = exceptions.clone();
            view! {
                <LinkButton href=routes::exceptions(member) kind=ButtonKind::Quiet>{exceptions}</LinkButton>
                <LinkButton href=routes::what_if(member) kind=ButtonKind::Quiet>"What if they had another role?"</LinkButton>
            }
        }/>
        <div class="person-head" data-region="person-head">
            <p class="cluster">
                <StandingTag standing=row.standing/>
                {row.standing_note.map(|note| view! { <span class="soft">{noted(row.standing)} {note.text}</span> })}
                <span>{row.role_name}</span>
                {(!row.job_title.is_empty()).then(|| view! { <span class="soft">{row.job_title}</span> })}
            </p>
            {row.mail_trouble.map(|trouble| view! {
                <Notice kind=NoticeKind::Warning title="The email has not got through yet"><p>{trouble.sentence()}</p></Notice>
            })}
        </div>
        <SomebodyElse member=row.member/>
        {done.map(|done| view! { <Notice kind=NoticeKind::Success><p>{done}</p></Notice> })}
    }
}

/// Going on to another person: a name is typed, and picked from what is found.
#[component]
fn SomebodyElse(member: MemberId) -> impl IntoView {
    let asked = use_query_map().with_untracked(|query| query.get("pick"));
    let search = asked.clone().unwrap_or_default();
    let listing = UserListing { search: search.clone(), ..UserListing::default() };
    let found = Resource::new(
        || (),
        move |()| {
            let listing = listing.clone();
            async move { api::list_users(listing).await.map(|page| page.rows).unwrap_or_default() }
        },
    );
    view! {
        <Finder summary="Pick somebody else" label="Part of a name, an email or a code" name="pick" value=search
            action=routes::user(member) open=asked.is_some()>
            <Suspense>
                {Suspend::new(async move {
                    let people: Vec<_> = found.await.into_iter().filter(|row| row.member != member).collect();
                    if people.is_empty() {
                        return view! { <p class="soft">"Nobody matches. Look for part of a name or email."</p> }.into_any();
                    }
                    let more = people.len().saturating_sub(MOST_PICKED);
                    let lines = people.into_iter().take(MOST_PICKED).map(|row| view! { <Somebody row/> }).collect_view();
                    view! {
                        <ul class="finder-list">{lines}</ul>
                        {(more > 0).then(|| view! { <p class="soft small">"There are more: type more of the name."</p> })}
                    }
                    .into_any()
                })}
            </Suspense>
        </Finder>
    }
}

#[component]
fn Somebody(row: UserRow) -> impl IntoView {
    let name = format!("{} {}", row.first_name, row.last_name);
    view! { <FinderLine href=routes::user(row.member) name about=row.role_name/> }
}
