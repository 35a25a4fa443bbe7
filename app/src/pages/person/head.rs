//! The top of the page: whom it is about, and going to another person.

use super::page_state::name;
use crate::routes;
use crate::views::{PersonFinder, StandingTag, in_query, noted};
use crate::widgets::{ButtonKind, LinkButton, Notice, NoticeKind, PageHeading};
use domain::id::MemberId;
use domain::listing::UserListing;
use domain::person::{MemberActionResult, Person};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Name, status and role, and what was just done.
#[component]
pub(super) fn Head(person: Person) -> impl IntoView {
    let name = name(&person);
    let done = use_query_map().with_untracked(|query| {
        let done = query.get_str("done").and_then(|code| MemberActionResult::sentence(code, &name));
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

/// Going to another person by typing their name and choosing from the matches.
#[component]
fn SomebodyElse(member: MemberId) -> impl IntoView {
    view! {
        <PersonFinder summary="Pick somebody else" name="pick" search=in_query("pick") among=UserListing::default() except=member
            action=routes::user(member) href=|_, row| routes::user(row.member)/>
    }
}
