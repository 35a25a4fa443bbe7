//! Handing over a person's key children: the reader searches for and chooses a new key worker, whose Pupil Picker shows
//! what would change.

use crate::api;
use crate::failure::Failure;
use crate::routes;
use crate::views::{PersonFinder, after, loading};
use crate::widgets::{ButtonKind, Cluster, LinkButton, Notice, NoticeKind, Stamp, SubmitButton};
use domain::form::pupils::PICKED;
use domain::id::MemberId;
use domain::leaving::PupilHandover;
use domain::listing::UserListing;
use domain::problem::Problem;
use domain::pupil::WorkerKind;
use domain::user::MemberStatus;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The query parameter with the search.
const SEARCH: &str = "find";
/// The query parameter with the new key worker.
pub(super) const TO: &str = "to";

#[component]
pub(super) fn HandOverPart(member: MemberId, first_name: String) -> impl IntoView {
    let query = use_query_map();
    let to = query.with_untracked(|query| query.get_str(TO).and_then(MemberId::parse)).filter(|to| *to != member);
    let search = query.with_untracked(|query| query.get(SEARCH));
    view! {
        <Cluster>
            <LinkButton href=routes::pupils_of(member) kind=ButtonKind::Secondary>
                {format!("See {first_name}'s key children")}
            </LinkButton>
            <ChooseSuccessor member search/>
        </Cluster>
        {to.map(|to| view! { <Chosen member to/> })}
    }
}

/// Searching for and choosing the new key worker.
#[component]
fn ChooseSuccessor(member: MemberId, search: Option<String>) -> impl IntoView {
    let among = UserListing { status: Some(MemberStatus::Active), ..UserListing::default() };
    view! {
        <PersonFinder summary="Choose a new key worker" name=SEARCH search among except=member action=routes::leaving(member)
            href=|member, row| routes::handing_over(member, row.member)/>
    }
}

/// The chosen person, and the form that opens their Pupil Picker.
#[component]
fn Chosen(member: MemberId, to: MemberId) -> impl IntoView {
    after(loading(move || api::hand_over(member, to)), |found| match found {
        Ok(form) => view! { <Form form/> }.into_any(),
        Err(Failure(problem)) => view! { <AccessRefused problem/> }.into_any(),
    })
}

#[component]
fn AccessRefused(problem: Problem) -> impl IntoView {
    view! { <Notice kind=NoticeKind::Problem title=problem.heading()><p>{problem.sentence()}</p></Notice> }
}

#[component]
fn Form(form: PupilHandover) -> impl IntoView {
    let count = form.count();
    let PupilHandover { to, name, picked, was } = form;
    if count == 0 {
        return view! { <Notice><p>{format!("{name} is the key worker of all of them already.")}</p></Notice> }
            .into_any();
    }
    let children = if count == 1 { "1 child".to_owned() } else { format!("{count} children") };
    let picked = picked.into_iter().map(|pupil| view! { <input type="hidden" name=PICKED value=pupil.to_string()/> });
    let was = was.into_iter().map(|pupil| view! { <input type="hidden" name="was" value=pupil.to_string()/> });
    view! {
        <form method="post" action=routes::pick_pupils(to, WorkerKind::Key)>
            <Stamp/>
            {picked.collect_view()} {was.collect_view()}
            <p class="soft">{format!("You'll check the changes before {name} becomes their key worker.")}</p>
            <Cluster>
                <SubmitButton label=format!("Hand {children} on to {name}") name="step" value="save"/>
            </Cluster>
        </form>
    }
    .into_any()
}
